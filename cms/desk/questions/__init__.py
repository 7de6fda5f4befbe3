"""Questions of translators about a sentence, and their answers.

Small and own instead of Wagtail's comments: those are rows of a page's draft. Asking with them would
write a revision of the German page, for which a translator has no right; they need a field panel to
stand at, while the sentence stands in another editor; snippets have none; and they go when their
block goes, which is when one would like to read them again.
"""

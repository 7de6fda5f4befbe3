"""Mails about what changed: a digest for translators, news for editors."""

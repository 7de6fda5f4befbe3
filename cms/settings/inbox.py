"""Messages of visitors: who gets the mail if nobody is named, and how long they are kept. Taken over by ``base``."""

import environ

_env = environ.Env()

#: Where messages are mailed to while no contact of the site has an address. Empty: they wait in the inbox.
INBOX_RECIPIENT = _env("INBOX_RECIPIENT", default="")
#: Days after which a message that is answered or closed is deleted.
INBOX_KEEP_DAYS = {
    "barrier": _env.int("INBOX_KEEP_BARRIER_DAYS", default=180),
    "contact": _env.int("INBOX_KEEP_CONTACT_DAYS", default=180),
}
#: Days from its receipt after which a contact message that looks like spam is deleted. A barrier report that does so,
#: and that nobody decides on, has the days above, counted from its receipt.
INBOX_KEEP_SPAM_DAYS = _env.int("INBOX_KEEP_SPAM_DAYS", default=30)

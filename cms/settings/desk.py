"""The translators' desk: who publishes, and which machine helps. Taken over by ``base``."""

import environ
from django.utils.functional import lazy

_env = environ.Env()

#: True: translators submit for moderation and reviewers publish. False: translators publish themselves.
TRANSLATIONS_NEED_REVIEW = _env.bool("TRANSLATIONS_NEED_REVIEW", default=False)

# A first submission must not put German text live under /fr/ (wagtail-localize#743, translation.md §3.8).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# An approved translation is published as one, from an alias too (cms/desk/syncing/finish.py).
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.desk.syncing.finish.finish_workflow"


def _sender() -> str:
    from cms.office.mail import sender

    return sender()


# Wagtail's own notices come from the address that the site details name, read when a mail is written.
WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = lazy(_sender, str)()

# Seconds. A mail server that does not answer must not keep a person, or the day's digests, waiting.
EMAIL_TIMEOUT = 10

# The machine that helps (cms/desk/machine): LibreTranslate goes first where both are set, none without either.
LIBRETRANSLATE_URL = _env("LIBRETRANSLATE_URL", default="")
LIBRETRANSLATE_API_KEY = _env("LIBRETRANSLATE_API_KEY", default="")
DEEPL_API_KEY = _env("DEEPL_API_KEY", default="")
DEEPL_API_URL = _env("DEEPL_API_URL", default="")
MACHINE_TRANSLATION_TIMEOUT = _env.int("MACHINE_TRANSLATION_TIMEOUT", default=30)
# wagtail-localize's own machine works inside the request and answers every fault with a crash: never used.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None

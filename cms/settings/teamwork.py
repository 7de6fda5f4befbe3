"""Who publishes what editors write, and how drafts are kept. Taken over by ``base``."""

import environ

_env = environ.Env()

#: True: a change goes live once somebody else has approved it. False: editors publish themselves.
EDITORS_NEED_REVIEW = _env.bool("EDITORS_NEED_REVIEW", default=False)

"""The link checker (cms.weblinks). Taken over by ``base``."""

import environ

_env = environ.Env()

#: Whether the site asks addresses outside, at night, whether they are still there. Off: nothing leaves the house.
CHECK_OUTSIDE_LINKS = _env.bool("CHECK_OUTSIDE_LINKS", default=False)
#: At most so many of them in one night.
OUTSIDE_LINKS_PER_NIGHT = _env.int("OUTSIDE_LINKS_PER_NIGHT", default=200)

"""What can go wrong with a machine, as codes that are stored, and in words for whoever reads them."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _


class Problem(StrEnum):
    """Why a job stopped, or what it had to do without."""

    NOT_CONFIGURED = "not_configured"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    BUSY = "busy"
    BROKEN = "broken"
    KEY_REFUSED = "key_refused"
    QUOTA = "quota"
    NONSENSE = "nonsense"
    LANGUAGE = "language"
    REFUSED = "refused"
    FROZEN = "frozen"
    NO_RIGHT = "no_right"
    STOPPED = "stopped"
    ABANDONED = "abandoned"
    NO_GLOSSARY = "no_glossary"
    INTERNAL = "internal"


class MachineError(Exception):
    """The machine gave no translation. ``passing``: it may work in a moment, after ``retry_after`` seconds."""

    def __init__(self, problem: Problem, *, passing: bool = False, retry_after: float = 0):
        super().__init__(problem)
        self.problem = problem
        self.passing = passing
        self.retry_after = retry_after


class TooMuch(MachineError):
    """The texts are too long for one request; fewer of them may do."""

    def __init__(self):
        super().__init__(Problem.REFUSED)


def words_for(problem: str, service: str) -> str:
    """A problem in whole sentences: what happened and what can be done. Empty for none."""
    name = {"service": service}
    match problem:
        case "":
            return ""
        case Problem.NOT_CONFIGURED:
            return _("No machine translation is set up for these languages.")
        case Problem.UNREACHABLE:
            return _("%(service)s cannot be reached. Please try again later.") % name
        case Problem.TIMEOUT:
            return _("%(service)s did not answer in time. Please try again later.") % name
        case Problem.BUSY:
            return _("%(service)s has too many requests just now. Please try again in a few minutes.") % name
        case Problem.BROKEN:
            return _("%(service)s reports an error of its own. Please try again later.") % name
        case Problem.KEY_REFUSED:
            return _("%(service)s does not accept our key. Please tell the administrators.") % name
        case Problem.QUOTA:
            return _("The quota of %(service)s is used up. Please tell the administrators.") % name
        case Problem.NONSENSE:
            return _("%(service)s gave an answer that cannot be understood. Please tell the administrators.") % name
        case Problem.LANGUAGE:
            return _("%(service)s does not know one of these languages.") % name
        case Problem.REFUSED:
            return _("%(service)s has refused the texts. Please tell the administrators.") % name
        case Problem.FROZEN:
            return _("The translation is locked or in moderation, so nothing more was translated.")
        case Problem.NO_RIGHT:
            return _("You may no longer change this translation.")
        case Problem.STOPPED:
            return _("This translation has been stopped. The page is now edited as any other.")
        case Problem.ABANDONED:
            return _("The machine translation was interrupted and did not go on. Please start it again.")
        case Problem.NO_GLOSSARY:
            return _("The glossary could not be sent to %(service)s; the texts were translated without it.") % name
        case _unknown:
            return _("Something went wrong here. Please tell the administrators.")

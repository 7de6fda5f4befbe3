"""Page types, their children and the snippets of the partnership's projects."""

from .index import ProjectIndexPage
from .project import ProjectPage
from .relations import ProjectDocument, ProjectGoal, ProjectPartner
from .snippets import Contact, Partner
from .update import UpdatePage

__all__ = [
    "Contact",
    "Partner",
    "ProjectDocument",
    "ProjectGoal",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "UpdatePage",
]

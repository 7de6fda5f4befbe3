"""What the desk keeps besides wagtail-localize's own records."""

from .exchange import ImportReport
from .glossary import DeepLGlossary, Term
from .machine import MachineJob
from .memory import MemoryEntry, MemoryWord
from .notices import NoticeSettings, SourceChange
from .questions import Question, Reply

__all__ = [
    "DeepLGlossary",
    "ImportReport",
    "MachineJob",
    "MemoryEntry",
    "MemoryWord",
    "NoticeSettings",
    "Question",
    "Reply",
    "SourceChange",
    "Term",
]

"""How a translation becomes a page: draft, moderation, publication. The only place that does it."""

from ..segments import Frozen
from .live import bring_live, publish
from .moderation import approve, cancel, reject, submit
from .outcome import NotPublishable

__all__ = ["Frozen", "NotPublishable", "approve", "bring_live", "cancel", "publish", "reject", "submit"]

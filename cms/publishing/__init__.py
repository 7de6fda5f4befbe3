"""What has to be right before a page may be published, asked at one gate that every way of publishing passes.

An app adds a rule in its ``ready``: ``register_rule("name", rule)``. See docs/decisions/0012.
"""

from .problems import Problem, PublishingRefused
from .rules import Asking, problems_of, register_rule

__all__ = ["Asking", "Problem", "PublishingRefused", "problems_of", "register_rule"]

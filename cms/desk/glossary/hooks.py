"""What this part hooks into Wagtail: the views of single terms."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from ..models import Term
from . import reasons  # noqa: F401
from .rights import policy
from .viewset import viewset

register_permission_policy(Term, policy)


@hooks.register("register_admin_viewset")
def register_terms():
    return viewset

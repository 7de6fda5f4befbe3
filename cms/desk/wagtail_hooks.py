"""Gathers what the parts of the desk hook into Wagtail, and their addresses below ``/admin/desk/``."""

from django.urls import include, path
from wagtail import hooks

from .editor import hooks as editor_hooks  # noqa: F401
from .editor.urls import urlpatterns as editor_urls
from .exchange.urls import urlpatterns as exchange_urls
from .glossary import hooks as glossary_hooks  # noqa: F401
from .glossary.urls import urlpatterns as glossary_urls
from .guards import hooks as guard_hooks  # noqa: F401
from .machine.urls import urlpatterns as machine_urls
from .memory.urls import urlpatterns as memory_urls
from .notices import hooks as notice_hooks  # noqa: F401
from .overview import hooks as overview_hooks  # noqa: F401
from .overview.urls import urlpatterns as overview_urls
from .questions import hooks as question_hooks  # noqa: F401
from .questions.urls import urlpatterns as question_urls
from .syncing import hooks as syncing_hooks  # noqa: F401

urlpatterns = [
    *overview_urls,
    *editor_urls,
    *memory_urls,
    *glossary_urls,
    *exchange_urls,
    *machine_urls,
    *question_urls,
]


@hooks.register("register_admin_urls")
def register_desk_urls():
    return [path("desk/", include((urlpatterns, "desk"), namespace="desk"))]

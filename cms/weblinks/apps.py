"""The app of the link checker."""

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WeblinksConfig(AppConfig):
    name = "cms.weblinks"
    label = "weblinks"
    verbose_name = _("Links")

    def ready(self) -> None:
        from django.db import transaction
        from django.db.models.signals import post_delete
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.models import Page
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from cms import periodic
        from cms.todo import register

        from .nightly import run, run_slice
        from .scanning import scan_safely
        from .tasks import recheck_own_links
        from .todo import BROKEN

        def scan_published(sender, instance, **kwargs) -> None:
            scan_safely(instance.specific)
            recheck()

        def recheck(**kwargs) -> None:
            transaction.on_commit(partial(recheck_own_links.enqueue))

        def recheck_after_deletion(sender, instance, **kwargs) -> None:
            if isinstance(instance, Page | Redirect):
                recheck()

        page_published.connect(scan_published, weak=False, dispatch_uid="weblinks.scan")
        for signal in (page_unpublished, post_page_move):
            signal.connect(lambda sender, **kwargs: recheck(), weak=False, dispatch_uid="weblinks.recheck")
        post_delete.connect(recheck_after_deletion, weak=False, dispatch_uid="weblinks.recheck")
        periodic.register("check_links", periodic.Daily(hour=0), run)
        periodic.register("check_outside_links", periodic.Every(minutes=5), run_slice)
        register(BROKEN)

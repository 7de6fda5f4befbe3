"""Words that Wagtail looks up once, while the server starts, and then says in German to everybody.

Here they are looked up when they are shown. ``tests/cms/test_late_words.py`` says when one is still too early.
"""

from django.utils.translation import gettext_lazy as _


def look_up_late() -> None:
    """Put lazy texts in place of early ones. Before the snippets are registered: their choosers copy the words."""
    from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet as Collections
    from wagtail.admin.viewsets.chooser import ChooserViewSet
    from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
    from wagtail.contrib.redirects.views import IndexView as RedirectList
    from wagtail.documents.forms import GroupDocumentPermissionFormSet as Documents
    from wagtail.forms import TaskStateCommentForm
    from wagtail.images.forms import GroupImagePermissionFormSet as Images
    from wagtail.snippets.views import snippets

    snippets._ = _  # the way to a list, from "Home"
    TaskStateCommentForm.base_fields["comment"].label = _("Comment")
    for name, word in {
        "choose_one_text": _("Choose"),
        "choose_another_text": _("Choose another"),
        "edit_item_text": _("Edit"),
        "search_tab_label": _("Search"),
        "create_action_label": _("Create"),
    }.items():
        setattr(ChooserViewSet, name, word)
    Collections.permission_types[:] = (  # in place: the field of the form holds the same list
        ("add_collection", _("Add"), _("Add collections")),
        ("change_collection", _("Edit"), _("Edit collections")),
        ("delete_collection", _("Delete"), _("Delete collections")),
    )
    Images.permission_types[:] = (
        ("add_image", _("Add"), _("Add/edit images you own")),
        ("change_image", _("Edit"), _("Edit any image")),
        ("choose_image", _("Choose"), _("Select images in choosers")),
    )
    for forms in (Collections, Images, Documents):
        forms.form.base_fields["collection"].label = _("Collection")
    kind = RedirectsReportFilterSet.base_filters["is_permanent"]
    kind.label = _("Type")
    kind.extra |= {"choices": ((True, _("Permanent")), (False, _("Temporary"))), "empty_label": _("All")}
    RedirectList.export_headings |= {
        "old_path": _("From"),
        "site": _("Site"),
        "link": _("To"),
        "get_is_permanent_display": _("Type"),
    }

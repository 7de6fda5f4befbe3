"""Words of Wagtail that were looked up when the server started: in the language of the server, whoever reads them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.contrib.redirects.views import IndexView
from wagtail.documents.forms import GroupDocumentPermissionFormSet
from wagtail.forms import TaskStateCommentForm
from wagtail.images.forms import GroupImagePermissionFormSet
from wagtail.users.models import UserProfile

from cms.office.redirects.views import RedirectFilterSet

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_french(admin_user):
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": "fr"})


@pytest.mark.parametrize(
    ("forms", "said"),
    [
        (GroupCollectionManagementPermissionFormSet, "Ajouter des collections"),
        (GroupImagePermissionFormSet, "Modifier n’importe quelle image"),
        (GroupDocumentPermissionFormSet, "Modifier n’importe quel document"),
    ],
)
def test_rights_of_a_group_are_in_the_language_of_the_admin(forms, said):
    with translation.override("fr"):
        form = forms(prefix="x").empty_form
        html = form.as_p().replace("&#x27;", "’") + "".join(str(right) for right in forms.permission_types)
    assert "Sammlung" not in html
    assert said in html


def test_comment_of_a_reviewer():
    with translation.override("fr"):
        assert TaskStateCommentForm().fields["comment"].label == "Commenter"


def test_list_of_redirects():
    with translation.override("fr"):
        kind = RedirectFilterSet().form.fields["is_permanent"]
        assert kind.label == "Type"
        assert "Temporaire" in [str(label) for _value, label in kind.choices]
        assert "Alle" not in [str(label) for _value, label in kind.choices]
        assert IndexView.export_headings["old_path"] == "Depuis"


def test_words_that_every_chooser_takes_over():
    names = ("choose_one_text", "choose_another_text", "edit_item_text", "search_tab_label", "create_action_label")
    with translation.override("fr"):
        french = [str(getattr(ChooserViewSet, name)) for name in names]
    with translation.override("de"):
        german = [str(getattr(ChooserViewSet, name)) for name in names]
    assert french[3] == "Rechercher"
    assert german[3] == "Suchen"
    assert not set(french) & set(german)


def test_a_list_of_goals_leads_back_in_french(admin_client, in_french):
    answer = admin_client.get(reverse("wagtailsnippets_sdg_goal:list"))
    assert answer.status_code == 200
    assert "Objectif" in answer.text
    assert "Startseite" not in answer.text

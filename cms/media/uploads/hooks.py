"""What uploads hook into Wagtail."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.forms.account import AvatarPreferencesForm

from .fields import PictureField
from .views import documents, pictures

pictures.look_for_near_ones()
# Pictures of people in the admin lie under public addresses too.
AvatarPreferencesForm.base_fields["avatar"] = PictureField(
    label=AvatarPreferencesForm.base_fields["avatar"].label, required=False
)


@hooks.register("register_admin_urls")
def register_uploads():
    """Before Wagtail's own, at the same addresses: this app stands before Wagtail's in INSTALLED_APPS."""
    return [
        path("images/add/", pictures.CreatePicture.as_view()),
        path("images/<int:image_id>/", pictures.EditPicture.as_view()),
        path("images/multiple/add/", pictures.AddPictures.as_view()),
        path(
            "images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
            pictures.CreateFromUploadedPicture.as_view(),
        ),
        path("documents/", documents.DocumentIndex.as_view()),
        path("documents/results/", documents.DocumentIndex.as_view(results_only=True)),
        path("documents/add/", documents.CreateDocument.as_view()),
        path("documents/edit/<int:document_id>/", documents.EditDocument.as_view()),
        path("documents/multiple/add/", documents.AddDocuments.as_view()),
        path("documents/multiple/<int:doc_id>/", documents.EditOneOfSeveral.as_view()),
        path(
            "documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
            documents.CreateFromUploadedDocument.as_view(),
        ),
    ]


@hooks.register("insert_global_admin_css")
def uploads_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("media/uploads.css"))

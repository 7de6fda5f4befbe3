"""Every address of wagtail-localize, each with a view of ours.

They have no names: wagtail-localize's names go on to give the same addresses, and ours are looked
at first (`hooks.register_guarded_addresses`). `system_checks` holds that this stays so.
"""

from django.urls import path

from .views import refused, starting, stopping, targets, updating

#: Where they stand below the admin.
PREFIX = "localize/"

urlpatterns = [
    path("jsi18n/", refused.Catalogue.as_view(packages=["wagtail_localize"])),
    path("submit/page/<int:page_id>/", starting.start_page),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", starting.start_snippet),
    path("update/<int:translation_source_id>/", updating.update),
    path("translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", refused.refused),
    path("translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/", refused.refused),
    path("translate/<int:translation_id>/pofile/download/", targets.download),
    path("translate/<int:translation_id>/pofile/upload/", targets.upload),
    path("translate/<int:translation_id>/machine_translate/", refused.refused),
    path("translate/<int:translation_id>/preview/", targets.preview),
    path("translate/<int:translation_id>/preview/<str:mode>/", targets.preview),
    path("translate/<int:translation_id>/disable/", stopping.stop),
    path("page/<int:page_id>/convert_to_alias/", stopping.convert_to_alias),
    path("reports/translations/", refused.report),
    path("reports/translations/results/", refused.report),
    path("api/snippets/<slug:app_label>/<slug:model_name>/", refused.refused),
    path("api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", refused.refused),
]

from django.urls import path

from kith.service.surveys.web.importing import kept_views, long_views, views

BASE = "cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/another-tool/"
KEPT = "organisations/<slug:organisation_slug>/kept-mappings/"
urlpatterns = [
    path(KEPT, kept_views.mappings, name="kept_mappings"),
    path(f"{KEPT}<uuid:mapping_id>/mapping.toml", kept_views.download, name="mapping_file"),
    path(f"{KEPT}<uuid:mapping_id>/delete/", kept_views.delete, name="delete_mapping"),
    path(BASE, views.upload, name="import_upload"),
    path(f"{BASE}<uuid:export_id>/", views.columns, name="import_columns"),
    path(f"{BASE}<uuid:export_id>/check/", views.check, name="import_check"),
    path(f"{BASE}<uuid:export_id>/progress/", long_views.progress_part, name="import_progress"),
    path(f"{BASE}<uuid:export_id>/stop/", long_views.stop, name="import_stop"),
    path(f"{BASE}<uuid:export_id>/leave/", views.leave, name="import_leave"),
]

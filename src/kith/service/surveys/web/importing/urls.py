from django.urls import path

from kith.service.surveys.web.importing import views

BASE = "cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/another-tool/"
urlpatterns = [
    path(BASE, views.upload, name="import_upload"),
    path(f"{BASE}<uuid:export_id>/", views.columns, name="import_columns"),
    path(f"{BASE}<uuid:export_id>/check/", views.check, name="import_check"),
    path(f"{BASE}<uuid:export_id>/leave/", views.leave, name="import_leave"),
]

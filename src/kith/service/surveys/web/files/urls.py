from __future__ import annotations

from django.urls import path

from kith.service.surveys.web.files import views

FILES = "cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/files/"

urlpatterns = [
    path(FILES, views.listing, name="answer_files"),
    path(f"{FILES}<uuid:file_id>/", views.one, name="answer_file"),
]

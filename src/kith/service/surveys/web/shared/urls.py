from django.urls import path

from kith.service.surveys.web.shared import public_views, views

urlpatterns = [
    path("cohorts/<uuid:cohort_id>/questionnaires/different-people/", views.add, name="shared_add"),
    path(
        "cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/different-people/",
        views.shared,
        name="shared",
    ),
    path(
        "cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/poster/", views.poster, name="shared_poster"
    ),
    path("survey/<slug:address>/", public_views.survey, name="survey"),
    path("survey/<slug:address>/done/", public_views.done, name="survey_done"),
]

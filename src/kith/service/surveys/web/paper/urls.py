from django.urls import path

from kith.service.surveys.web.paper import views

PAPER = "cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/paper/"
urlpatterns = [
    path(PAPER, views.sheets, name="paper"),
    path(f"{PAPER}type-in/", views.find, name="paper_find"),
    path(f"{PAPER}type-in/<slug:code>/", views.type_in, name="paper_type"),
]

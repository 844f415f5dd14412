from __future__ import annotations

from django.urls import URLPattern, path

from kith.service.recruitment.web.funnel import baseline_views, funnel_views

COHORT = "cohorts/<uuid:cohort_id>/funnel/"
ORGANISATION = "organisations/<slug:organisation_slug>/funnel/"
WORKFORCE = "organisations/<slug:organisation_slug>/workforce/"
urlpatterns: list[URLPattern] = [
    path(COHORT, funnel_views.show, name="funnel"),
    path(f"{COHORT}make/", funnel_views.make, name="make_funnel"),
    path(f"{COHORT}<uuid:release_id>/", funnel_views.release, name="funnel_release"),
    path(f"{COHORT}<uuid:release_id>/who-got-in.pdf", funnel_views.pdf, name="funnel_pdf"),
    path(ORGANISATION, funnel_views.show_pooled, name="organisation_funnel"),
    path(f"{ORGANISATION}make/", funnel_views.make_pooled, name="make_pooled_funnel"),
    path(f"{ORGANISATION}<uuid:release_id>/", funnel_views.pooled_release, name="pooled_release"),
    path(f"{ORGANISATION}<uuid:release_id>/who-got-in.pdf", funnel_views.pooled_pdf, name="pooled_pdf"),
    path(WORKFORCE, baseline_views.workforce, name="workforce"),
    path(f"{WORKFORCE}workforce.xlsx", baseline_views.template, name="workforce_template"),
    path(f"{WORKFORCE}<uuid:baseline_id>/delete/", baseline_views.delete, name="delete_workforce"),
]

from __future__ import annotations

from django.urls import URLPattern, path

from kith.service.recruitment.web.selecting import offer_views, selection_views

urlpatterns: list[URLPattern] = [
    path("cohorts/<uuid:cohort_id>/selection/", selection_views.show, name="selection"),
    path("cohorts/<uuid:cohort_id>/selection/check/", selection_views.check, name="check_decision"),
    path(
        "cohorts/<uuid:cohort_id>/selection/<uuid:application_id>/move/",
        selection_views.waiting_list,
        name="waiting_list",
    ),
    path("cohorts/<uuid:cohort_id>/selection/letters/", selection_views.letters, name="letters"),
    path(
        "cohorts/<uuid:cohort_id>/selection/<uuid:application_id>/take-back/",
        selection_views.take_back,
        name="take_back_offer",
    ),
    path("offer/<slug:secret>/", offer_views.answer_by_link, name="offer_by_link"),
    path("applications/<uuid:application_id>/offer/", offer_views.answer, name="answer_offer"),
]

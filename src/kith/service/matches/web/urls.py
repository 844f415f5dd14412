from django.urls import path

from kith.service.matches.web.exercises import urls as exercises
from kith.service.matches.web.views import (
    asking,
    decisions,
    draft,
    pairs,
    preferences,
    rematch,
    rules,
    workbench,
)

app_name = "matches"
urlpatterns = [
    *exercises.urlpatterns,
    path("cohorts/<uuid:cohort_id>/matching/", workbench.show, name="workbench"),
    path("cohorts/<uuid:cohort_id>/matching/begin/", workbench.begin, name="begin"),
    path("cohorts/<uuid:cohort_id>/matching/rules/", rules.show, name="rules"),
    path("cohorts/<uuid:cohort_id>/matching/rules/file/", rules.as_file, name="rules_file"),
    path("cohorts/<uuid:cohort_id>/matching/rules/own/", rules.restore, name="rules_own"),
    path("cohorts/<uuid:cohort_id>/matching/runs/", workbench.start, name="start"),
    path("cohorts/<uuid:cohort_id>/matching/runs/<int:number>/", draft.show, name="draft"),
    path(
        "cohorts/<uuid:cohort_id>/matching/runs/<int:number>/progress/", draft.progress_part, name="progress"
    ),
    path("cohorts/<uuid:cohort_id>/matching/runs/<int:number>/stop/", draft.stop, name="stop"),
    path("cohorts/<uuid:cohort_id>/matching/runs/<int:number>/pairs.csv", draft.export, name="export"),
    path("cohorts/<uuid:cohort_id>/matching/runs/<int:number>/publish/", draft.publish, name="publish"),
    path(
        "cohorts/<uuid:cohort_id>/matching/runs/<int:number>/<uuid:left_id>/<uuid:right_id>/",
        draft.pair,
        name="draft_pair",
    ),
    path(
        "cohorts/<uuid:cohort_id>/matching/decide/<uuid:left_id>/<uuid:right_id>/<slug:kind>/",
        decisions.decide,
        name="decide",
    ),
    path(
        "cohorts/<uuid:cohort_id>/matching/runs/<int:number>/<uuid:left_id>/<uuid:right_id>/swap/",
        decisions.swap,
        name="swap",
    ),
    path(
        "cohorts/<uuid:cohort_id>/matching/runs/<int:number>/<uuid:left_id>/<uuid:right_id>/lock/",
        decisions.lock,
        name="lock",
    ),
    path(
        "cohorts/<uuid:cohort_id>/matching/runs/<int:number>/<uuid:left_id>/<uuid:right_id>/unlock/",
        decisions.unlock,
        name="unlock",
    ),
    path("cohorts/<uuid:cohort_id>/matching/runs/<int:number>/why-not/", asking.why_not, name="why_not"),
    path("cohorts/<uuid:cohort_id>/matching/runs/<int:number>/suits/", asking.suits, name="suits"),
    path("cohorts/<uuid:cohort_id>/matching/compare/", asking.compare, name="compare"),
    path("cohorts/<uuid:cohort_id>/matching/decisions/<uuid:decision_id>/undo/", decisions.undo, name="undo"),
    path("cohorts/<uuid:cohort_id>/rematch/", rematch.show, name="rematch"),
    path("cohorts/<uuid:cohort_id>/pairs/", pairs.published, name="pairs"),
    path("place/<slug:secret>/partner/", pairs.partner_by_link, name="partner_by_link"),
    path("place/<slug:secret>/preferences/", preferences.start_by_link, name="preferences_by_link"),
    path(
        "place/<slug:secret>/preferences/<str:step_key>/",
        preferences.step_by_link,
        name="preferences_step_by_link",
    ),
    path("places/<uuid:place_id>/preferences/", preferences.start, name="preferences"),
    path("places/<uuid:place_id>/preferences/<str:step_key>/", preferences.step, name="preferences_step"),
    path("places/<uuid:place_id>/partner/", pairs.partner, name="partner"),
]

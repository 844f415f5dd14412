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

MATCHING = "cohorts/<uuid:cohort_id>/matching/"
RUN = f"{MATCHING}runs/<int:number>/"
PAIR = f"{RUN}<uuid:left_id>/<uuid:right_id>/"

app_name = "matches"
urlpatterns = [
    *exercises.urlpatterns,
    path(MATCHING, workbench.show, name="workbench"),
    path(f"{MATCHING}begin/", workbench.begin, name="begin"),
    path(f"{MATCHING}rules/", rules.show, name="rules"),
    path(f"{MATCHING}rules/file/", rules.as_file, name="rules_file"),
    path(f"{MATCHING}rules/own/", rules.restore, name="rules_own"),
    path(f"{MATCHING}runs/", workbench.start, name="start"),
    path(RUN, draft.show, name="draft"),
    path(f"{RUN}progress/", draft.progress_part, name="progress"),
    path(f"{RUN}stop/", draft.stop, name="stop"),
    path(f"{RUN}pairs.csv", draft.export, name="export"),
    path(f"{RUN}publish/", draft.publish, name="publish"),
    path(PAIR, draft.pair, name="draft_pair"),
    path(f"{MATCHING}decide/<uuid:left_id>/<uuid:right_id>/<slug:kind>/", decisions.decide, name="decide"),
    path(f"{PAIR}swap/", decisions.swap, name="swap"),
    path(f"{PAIR}lock/", decisions.lock, name="lock"),
    path(f"{PAIR}unlock/", decisions.unlock, name="unlock"),
    path(f"{RUN}why-not/", asking.why_not, name="why_not"),
    path(f"{RUN}suits/", asking.suits, name="suits"),
    path(f"{MATCHING}compare/", asking.compare, name="compare"),
    path(f"{MATCHING}decisions/<uuid:decision_id>/undo/", decisions.undo, name="undo"),
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

"""Addresses of exercises; ``matches.web.urls`` takes them in."""

from django.urls import path

from kith.service.matches.web.exercises.views import (
    decisions,
    files,
    listing,
    looking,
    placed,
    publishing,
    rules,
    runs,
    tables,
    workbench,
)

EXERCISE = "matching/<uuid:exercise_id>/"
TABLE = f"{EXERCISE}tables/<slug:key>/"
RUN = f"{EXERCISE}runs/<int:number>/"
urlpatterns = [
    path("matching/", listing.show, name="exercises"),
    path("matching/new/", listing.new, name="exercise_new"),
    path(EXERCISE, workbench.show, name="exercise"),
    path(f"{EXERCISE}keep/", workbench.keep, name="exercise_keep"),
    path(f"{EXERCISE}delete/", workbench.delete, name="exercise_delete"),
    path(TABLE, tables.show, name="exercise_table"),
    path(f"{TABLE}cohort/", tables.use_cohort, name="exercise_cohort"),
    path(f"{TABLE}out/", tables.drop, name="exercise_drop_table"),
    path(f"{EXERCISE}rules/", rules.change, name="exercise_rules"),
    path(f"{EXERCISE}rules/file/", rules.change_file, name="exercise_rules_file"),
    path(f"{EXERCISE}decide/<slug:kind>/", decisions.decide, name="exercise_decide"),
    path(f"{EXERCISE}decisions/<uuid:decision_id>/undo/", decisions.undo, name="exercise_undo"),
    path(f"{EXERCISE}runs/", runs.start, name="exercise_start"),
    path(RUN, runs.show, name="exercise_run"),
    path(f"{RUN}progress/", runs.progress_part, name="exercise_progress"),
    path(f"{RUN}stop/", runs.stop, name="exercise_stop"),
    path(f"{RUN}groups/<str:group>/", looking.why, name="exercise_group"),
    path(f"{RUN}why-not/", looking.why_not, name="exercise_why_not"),
    path(f"{RUN}compare/<int:other>/", looking.compare, name="exercise_compare"),
    path(f"{RUN}suits/", looking.suits, name="exercise_suits"),
    path(f"{RUN}draft.csv", files.draft, name="exercise_draft_csv"),
    path(f"{RUN}problem.json", files.problem, name="exercise_problem"),
    path(f"{RUN}result.json", files.result, name="exercise_result"),
    path(f"{RUN}check.zip", files.check, name="exercise_check"),
    path(f"{EXERCISE}certificate/", publishing.show, name="exercise_published"),
    path(f"{RUN}publish/", publishing.publish, name="exercise_publish"),
    path("place/<slug:secret>/placed/", placed.show_by_link, name="placed_by_link"),
    path("places/<uuid:place_id>/placed/", placed.show, name="placed"),
]

from __future__ import annotations

from django.urls import URLPattern, path

from kith.service.learning.web.health import (
    board_views,
    concern_views,
    for_them_views,
    one_views,
    own_concern_views,
)

BOARD = "cohorts/<uuid:cohort_id>/health/"
ONE = f"{BOARD}<uuid:relationship_id>/"
CONCERNS = "cohorts/<uuid:cohort_id>/concerns/"

urlpatterns: list[URLPattern] = [
    path(BOARD, board_views.board, name="health"),
    path(ONE, one_views.one, name="health_of"),
    path(f"{ONE}nudge/", one_views.nudge, name="nudge"),
    path(f"{ONE}log/", for_them_views.log, name="log_for_them"),
    path(f"{ONE}pause/", for_them_views.pause, name="pause_for_them"),
    path(f"{ONE}resume/", for_them_views.resume, name="resume_for_them"),
    path(f"{ONE}end/", for_them_views.end, name="end_for_them"),
    path(
        "together/<uuid:relationship_id>/not-right/", own_concern_views.of_relationship, name="raise_concern"
    ),
    path("places/<uuid:place_id>/not-right/", own_concern_views.of_place, name="raise_concern_of_place"),
    path("concerns/mine/", own_concern_views.mine, name="own_concerns"),
    path("concerns/mine/<uuid:concern_id>/", own_concern_views.one, name="own_concern"),
    path("concerns/mine/<uuid:concern_id>/settle/", own_concern_views.settle, name="settle_concern"),
    path(CONCERNS, concern_views.concerns, name="concerns"),
    path(f"{CONCERNS}<uuid:concern_id>/", concern_views.one, name="concern"),
    path(f"{CONCERNS}<uuid:concern_id>/take-up/", concern_views.take_up, name="take_up_concern"),
    path(f"{CONCERNS}<uuid:concern_id>/close/", concern_views.close, name="close_concern"),
]

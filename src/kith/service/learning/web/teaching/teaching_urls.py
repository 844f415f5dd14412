from __future__ import annotations

from django.urls import URLPattern, path

from kith.service.learning.web.teaching import (
    attendance_views,
    mentor_answer_views,
    mentor_file_views,
    mentor_views,
    own_session_views,
    project_views,
    resource_views,
    session_views,
)

OF_COHORT = "cohorts/<uuid:cohort_id>/sessions/"
ONE = f"{OF_COHORT}<uuid:event_id>/"
RESOURCES = "cohorts/<uuid:cohort_id>/resources/"
MENTORS = "cohorts/<uuid:cohort_id>/mentors/"
OWN = "places/<uuid:place_id>/"
PROJECT = "together/<uuid:relationship_id>/project/"

urlpatterns: list[URLPattern] = [
    path(OF_COHORT, session_views.show, name="sessions"),
    path(f"{OF_COHORT}add/", session_views.add, name="add_session"),
    path(f"{OF_COHORT}lay-out/", session_views.lay_out, name="lay_out_sessions"),
    path(ONE, session_views.session, name="session"),
    path(f"{ONE}change/", session_views.change, name="change_session"),
    path(f"{ONE}cancel/", session_views.cancel, name="cancel_session"),
    path(f"{ONE}attendance/", attendance_views.attendance, name="attendance"),
    path(f"{ONE}attendance/everybody/", attendance_views.everybody, name="everybody_attended"),
    path(f"{ONE}programme/", project_views.presentation, name="presentation"),
    path(f"{ONE}programme/sheet/", project_views.presentation_sheet, name="presentation_sheet"),
    path(RESOURCES, resource_views.show, name="resources"),
    path(f"{RESOURCES}add/", resource_views.add, name="add_resource"),
    path(f"{RESOURCES}<uuid:resource_id>/remove/", resource_views.remove, name="remove_resource"),
    path(f"{RESOURCES}<uuid:resource_id>/file/", resource_views.file, name="resource_file"),
    path(f"{OWN}sessions/", own_session_views.show, name="own_sessions"),
    path(f"{OWN}sessions/<uuid:event_id>/answer/", own_session_views.answer, name="answer_session"),
    path(f"{OWN}sessions/<uuid:event_id>/programme/", own_session_views.programme, name="own_presentation"),
    path(f"{OWN}resources/<uuid:resource_id>/file/", resource_views.own_file, name="own_resource_file"),
    path(MENTORS, mentor_views.show, name="mentors"),
    path(f"{MENTORS}ask/", mentor_views.ask, name="ask_mentor"),
    path(f"{MENTORS}from-a-file/", mentor_file_views.bring_in, name="mentors_from_file"),
    path(
        f"{MENTORS}asked/<uuid:mentor_request_id>/take-back/", mentor_views.take_back, name="take_back_mentor"
    ),
    path(f"{MENTORS}<uuid:mentoring_id>/change/", mentor_views.change, name="change_mentor"),
    path("mentoring/<slug:secret>/", mentor_answer_views.by_mail, name="mentor_by_mail"),
    path("mentor-requests/<uuid:mentor_request_id>/", mentor_answer_views.own, name="own_mentor_request"),
    path(PROJECT, project_views.project, name="begin_project"),
    path(f"{PROJECT}<uuid:project_id>/", project_views.project, name="project"),
]

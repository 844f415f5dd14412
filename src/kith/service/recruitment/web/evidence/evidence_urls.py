from __future__ import annotations

from django.urls import path

from kith.service.recruitment.web import file_views
from kith.service.recruitment.web.evidence import (
    evidence_views,
    list_views,
    naming_views,
    permission_views,
    reference_views,
)

LIST = "cohorts/<uuid:cohort_id>/applications/"
ONE = f"{LIST}<uuid:application_id>/"
PERMISSION = f"{ONE}permission/<slug:requirement>/"
CHECK = f"{ONE}checks/<uuid:check_id>/"

urlpatterns = [
    path(LIST, list_views.applications, name="applications"),
    path(f"{LIST}export.csv", list_views.export, name="export_applications"),
    path(f"{LIST}ask/", list_views.ask_several, name="ask_several"),
    path(ONE, list_views.application, name="application"),
    path(f"{ONE}files/<uuid:file_id>/", file_views.of_application, name="application_file"),
    path(f"{ONE}withdraw/", evidence_views.withdraw, name="withdraw_for"),
    path(f"{PERMISSION}ask/", evidence_views.nudge, name="nudge_permission"),
    path(f"{PERMISSION}waive/", evidence_views.waive, name="waive_permission"),
    path(f"{PERMISSION}giver/", evidence_views.giver, name="change_giver"),
    path(f"{ONE}checks/add/", evidence_views.referee, name="add_reference"),
    path(f"{CHECK}referee/", evidence_views.referee, name="name_referee"),
    path(f"{CHECK}ask/", evidence_views.ask_check, name="ask_check"),
    path(f"{CHECK}received/", evidence_views.upload, name="upload_check"),
    path(f"{CHECK}seen/", evidence_views.see_check, name="see_check"),
    path(f"{CHECK}not-needed/", evidence_views.not_needed, name="waive_check"),
    path(f"{CHECK}document/", evidence_views.document, name="check_document"),
    path("permission/<slug:secret>/", permission_views.permission, name="permission"),
    path("reference/<slug:secret>/", reference_views.reference, name="reference"),
    path(
        "application/<slug:secret>/permission/<slug:requirement>/",
        naming_views.giver_by_link,
        name="giver_by_link",
    ),
    path(
        "applications/<uuid:application_id>/permission/<slug:requirement>/",
        naming_views.own_giver,
        name="own_giver",
    ),
    path(
        "application/<slug:secret>/referee/<uuid:check_id>/",
        naming_views.referee_by_link,
        name="referee_by_link",
    ),
    path(
        "applications/<uuid:application_id>/referee/<uuid:check_id>/",
        naming_views.own_referee,
        name="own_referee",
    ),
]

from __future__ import annotations

from django.urls import path

from kith.service.learning.web.reflecting import (
    certificate_views,
    goal_views,
    issuing_views,
    portfolio_views,
    reflection_views,
    sharing_views,
)

ONE = "reflections/<uuid:reflection_id>/"
GOALS = "together/<uuid:relationship_id>/goals/"
GOAL = f"{GOALS}<uuid:goal_id>/"
PORTFOLIO = "portfolio/<uuid:place_id>/"
PIECE = f"{PORTFOLIO}evidence/<uuid:evidence_id>/"
ISSUING = "cohorts/<uuid:cohort_id>/certificates/"

urlpatterns = [
    path("reflections/", reflection_views.mine, name="reflections"),
    path("reflections/shared/", reflection_views.shared, name="shared_reflections"),
    path("reflections/new/", reflection_views.write, name="new_reflection"),
    path("reflections/kept/", reflection_views.kept, name="kept"),
    path(ONE, reflection_views.read, name="reflection"),
    path(f"{ONE}change/", reflection_views.change, name="change_reflection"),
    path(f"{ONE}delete/", reflection_views.delete, name="delete_reflection"),
    path(f"{ONE}share/", sharing_views.share, name="share_reflection"),
    path(f"{ONE}share/<uuid:share_id>/", sharing_views.take_back, name="take_back_reflection"),
    path(GOALS, goal_views.goals, name="goals"),
    path(f"{GOALS}new/", goal_views.add, name="add_goal"),
    path(f"{GOAL}change/", goal_views.change, name="change_goal"),
    path(f"{GOAL}progress/", goal_views.step, name="step_goal"),
    path(PORTFOLIO, portfolio_views.show, name="portfolio"),
    path(f"{PORTFOLIO}add/", portfolio_views.add, name="add_evidence"),
    path(f"{PORTFOLIO}portfolio.pdf", portfolio_views.pdf, name="portfolio_pdf"),
    path(f"{PORTFOLIO}portfolio.zip", portfolio_views.data, name="portfolio_data"),
    path(f"{PORTFOLIO}certificate.pdf", certificate_views.pdf, name="certificate_pdf"),
    path(f"{PIECE}change/", portfolio_views.change, name="change_evidence"),
    path(f"{PIECE}remove/", portfolio_views.remove, name="remove_evidence"),
    path(f"{PIECE}file/", portfolio_views.file, name="evidence_file"),
    path(ISSUING, issuing_views.certificates, name="certificates"),
    path(f"{ISSUING}<uuid:place_id>/withdraw/", issuing_views.revoke, name="revoke_certificate"),
    path("certificates/", certificate_views.look_up, name="look_up_certificate"),
    path("certificates/<slug:code>/", certificate_views.check, name="check_certificate"),
]

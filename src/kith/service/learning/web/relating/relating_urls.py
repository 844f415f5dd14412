from django.urls import URLPattern, path

from kith.service.learning.web.relating import (
    agreement_views,
    leaving_views,
    standing_views,
    together_views,
    writing_views,
)

TOGETHER = "together/<uuid:relationship_id>/"
urlpatterns: list[URLPattern] = [
    path(TOGETHER, together_views.show, name="together"),
    path(f"{TOGETHER}agreement/", agreement_views.overview, name="agreement"),
    path(f"{TOGETHER}agreement/mine/", writing_views.own, name="agreement_own"),
    path(f"{TOGETHER}agreement/words/", writing_views.words, name="agreement_words"),
    path(f"{TOGETHER}agreement/again/", agreement_views.reviewed, name="agreement_reviewed"),
    path(f"{TOGETHER}agreement/<int:number>/", agreement_views.version, name="agreement_version"),
    path(f"{TOGETHER}agreement/<int:number>/agreement.pdf", agreement_views.pdf, name="agreement_pdf"),
    path(f"{TOGETHER}pause/", standing_views.pause, name="pause"),
    path(f"{TOGETHER}resume/", standing_views.resume, name="resume"),
    path(f"{TOGETHER}end/", standing_views.end, name="end"),
    path(f"{TOGETHER}no-contact/", standing_views.no_contact, name="no_contact"),
    path("cohorts/<uuid:cohort_id>/people/<uuid:place_id>/leaving/", leaving_views.leave, name="leave"),
]

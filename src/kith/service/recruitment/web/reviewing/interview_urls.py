from __future__ import annotations

from django.urls import URLPattern, path

from kith.service.recruitment.web.reviewing import booking_views, interview_views

urlpatterns: list[URLPattern] = [
    path("cohorts/<uuid:cohort_id>/interviews/", interview_views.show, name="interviews"),
    path("cohorts/<uuid:cohort_id>/interviews/panel/", interview_views.add_panel, name="add_panel"),
    path("cohorts/<uuid:cohort_id>/interviews/invite/", interview_views.invite, name="invite_to_book"),
    path(
        "cohorts/<uuid:cohort_id>/interviews/<uuid:panel_id>/times/",
        interview_views.add_slots,
        name="add_slots",
    ),
    path(
        "cohorts/<uuid:cohort_id>/interviews/times/<uuid:slot_id>/remove/",
        interview_views.remove_slot,
        name="remove_slot",
    ),
    path("interview/<slug:secret>/", booking_views.book_by_link, name="book_by_link"),
    path("applications/<uuid:application_id>/interview/", booking_views.book, name="book_interview"),
]

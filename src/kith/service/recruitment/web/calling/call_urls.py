from __future__ import annotations

from django.urls import URLPattern, path

from kith.service.recruitment.web.calling import call_views, public_views

urlpatterns: list[URLPattern] = [
    path("calls/", public_views.calls, name="calls"),
    path("calls/<slug:address>/", public_views.show, name="call"),
    path("calls/<slug:address>/via/<slug:code>/", public_views.via, name="call_via"),
    path("calls/<slug:address>/apply/<slug:side>/", public_views.apply, name="apply"),
    path("cohorts/<uuid:cohort_id>/call/", call_views.show, name="manage_call"),
    path("cohorts/<uuid:cohort_id>/call/words/", call_views.write, name="write_call"),
    path("cohorts/<uuid:cohort_id>/call/preview/", call_views.preview, name="preview_call"),
    path("cohorts/<uuid:cohort_id>/call/publish/", call_views.publish, name="publish_call"),
    path("cohorts/<uuid:cohort_id>/call/withdraw/", call_views.withdraw, name="withdraw_call"),
    path("cohorts/<uuid:cohort_id>/call/extend/", call_views.extend, name="extend_call"),
    path("cohorts/<uuid:cohort_id>/call/channels/", call_views.add_channel, name="add_channel"),
    path(
        "cohorts/<uuid:cohort_id>/call/channels/<uuid:channel_id>/end/",
        call_views.end_channel,
        name="end_channel",
    ),
    path(
        "cohorts/<uuid:cohort_id>/applications/<uuid:application_id>/late/",
        call_views.open_late,
        name="open_late",
    ),
]

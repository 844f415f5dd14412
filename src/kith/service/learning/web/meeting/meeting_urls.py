from django.urls import URLPattern, path

from kith.service.learning.web.meeting import calendar_views, log_views, meetings_views, planning_views

ONE = "together/<uuid:relationship_id>/meetings/<uuid:meeting_id>/"

urlpatterns: list[URLPattern] = [
    path("together/<uuid:relationship_id>/log/", log_views.log, name="log"),
    path("together/<uuid:relationship_id>/meetings/", meetings_views.meetings, name="meetings"),
    path("together/<uuid:relationship_id>/meetings/propose/", planning_views.propose, name="propose"),
    path(ONE, planning_views.meeting, name="meeting"),
    path(f"{ONE}answer/", planning_views.answer, name="answer_times"),
    path(f"{ONE}fix/", planning_views.fix, name="fix_meeting"),
    path(f"{ONE}whether/", planning_views.whether, name="say_whether"),
    path(f"{ONE}move/", planning_views.move, name="move_meeting"),
    path(f"{ONE}cancel/", planning_views.cancel, name="cancel_meeting"),
    path(f"{ONE}change/", log_views.change_entry, name="change_entry"),
    path(f"{ONE}remove/", log_views.remove_entry, name="remove_entry"),
    path(f"{ONE}meeting.ics", meetings_views.calendar_file, name="meeting_file"),
    path("log/<slug:secret>/", log_views.log_by_link, name="log_by_link"),
    path("calendar/", calendar_views.own, name="calendar"),
    path("calendar/feed/", calendar_views.new_feed, name="new_feed"),
    path("calendar/feed/end/", calendar_views.end_feed, name="end_feed"),
    path("calendar/<slug:secret>.ics", calendar_views.feed, name="feed"),
]

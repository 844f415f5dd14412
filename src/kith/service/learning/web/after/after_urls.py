from django.urls import URLPattern, path

from kith.service.learning.web.after import alumni_views, asking_views, series_views, spin_off_views

SPIN_OFFS = "cohorts/<uuid:cohort_id>/spin-offs/"
SERIES = "series/<uuid:series_id>/"

urlpatterns: list[URLPattern] = [
    path("places/<uuid:place_id>/stay-in-touch/", alumni_views.stay_in_touch, name="stay_in_touch"),
    path("places/<uuid:place_id>/spin-offs/", spin_off_views.suggest, name="suggest_spin_off"),
    path("alumni/<slug:slug>/", alumni_views.directory, name="alumni"),
    path("alumni/<slug:slug>/mine/", alumni_views.my_entry, name="my_entry"),
    path("alumni/<slug:slug>/asked/", alumni_views.asked, name="asked"),
    path("cohorts/<uuid:cohort_id>/alumni/", asking_views.asks, name="cohort_alumni"),
    path("cohorts/<uuid:cohort_id>/alumni/<uuid:alumnus_id>/ask/", asking_views.ask, name="ask_alumnus"),
    path(
        "cohorts/<uuid:cohort_id>/alumni/asked/<uuid:asked_id>/seen-to/",
        asking_views.settle,
        name="settle_ask",
    ),
    path(SPIN_OFFS, spin_off_views.listed, name="spin_offs"),
    path(SPIN_OFFS + "new/", spin_off_views.new, name="new_spin_off"),
    path(SPIN_OFFS + "<uuid:spin_off_id>/", spin_off_views.show, name="spin_off"),
    path(SPIN_OFFS + "<uuid:spin_off_id>/change/", spin_off_views.change, name="change_spin_off"),
    path(SPIN_OFFS + "<uuid:spin_off_id>/organiser/", spin_off_views.name_organiser, name="name_organiser"),
    path(SERIES, series_views.show, name="series"),
    path(SERIES + "plan/", series_views.plan, name="plan_series"),
    path(SERIES + "about/", series_views.details, name="series_details"),
    path(SERIES + "meetings/<uuid:meeting_id>/", series_views.meeting, name="series_meeting"),
    path(SERIES + "organisers/", series_views.organisers, name="series_organisers"),
    path(SERIES + "still/", series_views.still, name="series_still"),
    path(SERIES + "end/", series_views.end, name="end_series"),
]

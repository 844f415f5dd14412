from django.urls import path

from kith.service.cohorts.web.views import (
    closing,
    cohort,
    copying,
    handing_over,
    imports,
    links,
    messages,
    people,
    team,
)

app_name = "cohorts"
urlpatterns = [
    path("programmes/", cohort.programmes, name="programmes"),
    path(
        "organisations/<slug:organisation_slug>/cohorts/new/",
        cohort.choose_programme,
        name="choose_programme",
    ),
    path("organisations/<slug:organisation_slug>/cohorts/new/<slug:key>/", cohort.create, name="create"),
    path("cohorts/<uuid:cohort_id>/", cohort.show, name="show"),
    path("cohorts/<uuid:cohort_id>/end/<slug:ending>/", closing.ask, name="closing"),
    path("archived/", cohort.archived, name="archived"),
    path("cohorts/<uuid:cohort_id>/copy/", copying.copy, name="copy"),
    path("cohorts/<uuid:cohort_id>/calendar/", cohort.calendar, name="calendar"),
    path("cohorts/<uuid:cohort_id>/calendar/dates/", cohort.dates, name="dates"),
    path("cohorts/<uuid:cohort_id>/settings/", cohort.change_settings, name="settings"),
    path("cohorts/<uuid:cohort_id>/people/", people.table, name="people"),
    path("cohorts/<uuid:cohort_id>/people/export.csv", people.export, name="export_people"),
    path("cohorts/<uuid:cohort_id>/people/add/", people.add, name="add_person"),
    path("cohorts/<uuid:cohort_id>/people/invite/", people.invite, name="invite"),
    path("cohorts/<uuid:cohort_id>/people/template.xlsx", imports.template, name="people_template"),
    path("cohorts/<uuid:cohort_id>/people/import/", imports.upload, name="upload"),
    path("cohorts/<uuid:cohort_id>/people/import/<uuid:import_id>/", imports.preview, name="preview"),
    path("cohorts/<uuid:cohort_id>/people/import/<uuid:import_id>/columns/", imports.columns, name="columns"),
    path("cohorts/<uuid:cohort_id>/people/<uuid:place_id>/", people.person, name="person"),
    path("cohorts/<uuid:cohort_id>/people/<uuid:place_id>/confirm/", people.confirm, name="confirm"),
    path("cohorts/<uuid:cohort_id>/people/<uuid:place_id>/withdraw/", people.withdraw, name="withdraw"),
    path("cohorts/<uuid:cohort_id>/messages/", messages.outbox_page, name="messages"),
    path("cohorts/<uuid:cohort_id>/messages/release/", messages.release_all, name="release_messages"),
    path("cohorts/<uuid:cohort_id>/messages/<uuid:mail_id>/", messages.message, name="message"),
    path("cohorts/<uuid:cohort_id>/team/", team.show, name="team"),
    path("cohorts/<uuid:cohort_id>/team/hand-over/", handing_over.write, name="hand_over"),
    path(
        "cohorts/<uuid:cohort_id>/team/hand-over/<uuid:hand_over_id>/",
        handing_over.read,
        name="hand_over_note",
    ),
    path("cohorts/<uuid:cohort_id>/team/<uuid:role_id>/end/", team.end, name="end_role"),
    path("place/<slug:secret>/", links.place, name="place_by_link"),
]

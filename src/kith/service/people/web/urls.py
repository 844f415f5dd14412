from django.urls import path

from kith.service.people.web import (
    account_views,
    data_views,
    demo_views,
    erasure_views,
    organisation_views,
    views,
)
from kith.service.people.web.sign_in_link import sign_in_link

app_name = "people"
urlpatterns = [
    path("account/link/<slug:secret>/", sign_in_link, name="sign_in_link"),
    path("account/second-factor/", views.second_factor_needed, name="second_factor_needed"),
    path("account/details/", account_views.details, name="details"),
    path("account/details/change/", account_views.change_details, name="change_details"),
    path("account/data/", data_views.your_data, name="your_data"),
    path("account/data/download/", data_views.download_data, name="download_data"),
    path("account/data/erase/", data_views.ask_for_erasure, name="ask_for_erasure"),
    path("account/data/stay/", data_views.take_back_erasure, name="take_back_erasure"),
    path("account/consents/<uuid:consent_id>/give/", account_views.give_consent, name="give_consent"),
    path(
        "account/consents/<uuid:consent_id>/withdraw/",
        account_views.withdraw_consent,
        name="withdraw_consent",
    ),
    path("language/", views.choose_language, name="choose_language"),
    path("demo/", demo_views.demo, name="demo"),
    path("organisations/<slug:organisation_slug>/roles/", organisation_views.roles, name="roles"),
    path(
        "organisations/<slug:organisation_slug>/roles/give/", organisation_views.give_role, name="give_role"
    ),
    path(
        "organisations/<slug:organisation_slug>/roles/explained/",
        organisation_views.roles_explained,
        name="roles_explained",
    ),
    path(
        "organisations/<slug:organisation_slug>/roles/<uuid:membership_id>/end/",
        organisation_views.end,
        name="end_role",
    ),
    path("organisations/<slug:organisation_slug>/erasures/", erasure_views.erasures, name="erasures"),
    path(
        "organisations/<slug:organisation_slug>/erasures/<uuid:request_id>/",
        erasure_views.answer_erasure,
        name="answer_erasure",
    ),
]

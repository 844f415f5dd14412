from django.urls import include, path

from kith.service.api.web import organisation_views, v1, views

app_name = "api"
urlpatterns = [
    path("api/v1/", include((v1.urlpatterns, "v1"))),
    path("account/programs/", views.tokens, name="tokens"),
    path("account/programs/new/", views.make, name="make_token"),
    path("account/programs/<uuid:token_id>/revoke/", views.revoke, name="revoke_token"),
    path(
        "organisations/<slug:organisation_slug>/programs/",
        organisation_views.tokens,
        name="organisation_tokens",
    ),
    path(
        "organisations/<slug:organisation_slug>/programs/<uuid:token_id>/revoke/",
        organisation_views.revoke,
        name="revoke_organisation_token",
    ),
]

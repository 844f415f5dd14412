"""The only place that imports another app's ``web``."""

from django.urls import include, path

urlpatterns = [
    path("", include("kith.service.home.web.urls")),
    path("", include("kith.service.people.web.urls")),
    path("account/", include("kith.service.people.web.account_urls")),
]

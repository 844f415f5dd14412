"""The only place that imports another app's ``web``."""

from django.urls import include, path

urlpatterns = [
    path("", include("kith.service.home.web.urls")),
    path("account/", include("allauth.urls")),
]

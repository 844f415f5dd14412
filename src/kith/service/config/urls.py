"""The only place that imports another app's ``web``."""

from django.urls import include, path

urlpatterns = [
    path("", include("kith.service.core.web.urls")),
    path("", include("kith.service.home.web.urls")),
    path("", include("kith.service.ui.web.urls")),
    path("", include("kith.service.people.web.urls")),
    path("", include("kith.service.cohorts.web.urls")),
    path("", include("kith.service.surveys.web.urls")),
    path("", include("kith.service.recruitment.web.urls")),
    path("", include("kith.service.matches.web.urls")),
    path("", include("kith.service.learning.web.urls")),
    path("", include("kith.service.planning.web.urls")),
    path("", include("kith.service.reports.web.urls")),
    path("", include("kith.service.api.web.urls")),
    path("account/", include("kith.service.people.web.account_urls")),
]

handler400 = "kith.service.ui.web.errors.bad_request"
handler403 = "kith.service.ui.web.errors.forbidden"
handler404 = "kith.service.ui.web.errors.not_found"
handler429 = "kith.service.ui.web.errors.too_many"
handler500 = "kith.service.ui.web.errors.server_error"

from __future__ import annotations

from django.urls import URLPattern, path

from kith.service.recruitment.web.applying import application_views

urlpatterns: list[URLPattern] = [
    path("application/<slug:secret>/", application_views.home_by_link, name="application_by_link"),
    path(
        "application/<slug:secret>/<str:step_key>/",
        application_views.step_by_link,
        name="application_step_by_link",
    ),
    path("applications/<uuid:application_id>/", application_views.home, name="own_application"),
    path(
        "applications/<uuid:application_id>/<str:step_key>/",
        application_views.step,
        name="own_application_step",
    ),
]

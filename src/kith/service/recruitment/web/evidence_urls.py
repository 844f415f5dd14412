from __future__ import annotations

from django.urls import path

from kith.service.recruitment.web import permission_views, reference_views

urlpatterns = [
    path("permission/<slug:secret>/", permission_views.permission, name="permission"),
    path("reference/<slug:secret>/", reference_views.reference, name="reference"),
]

from django.urls import path

from kith.service.core.web import audit_views, health_views

app_name = "core"
urlpatterns = [
    path("health/live", health_views.live, name="health_live"),
    path("health/ready", health_views.ready, name="health_ready"),
    path("organisations/<slug:organisation_slug>/health/", health_views.health, name="health"),
    path("organisations/<slug:organisation_slug>/history/", audit_views.history, name="history"),
]

from django.conf import settings
from django.urls import path

from kith.service.ui.web import views

app_name = "ui"
urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
if settings.ENVIRONMENT in {"development", "test", "test-demo"}:
    urlpatterns.append(path("ui/components", views.components, name="components"))

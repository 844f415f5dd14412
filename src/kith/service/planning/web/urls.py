from django.urls import path

from kith.service.planning.web.views import listing

app_name = "planning"
urlpatterns = [
    path("planning/", listing.show, name="scenarios"),
]

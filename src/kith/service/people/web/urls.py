from django.urls import path

from kith.service.people.web import views
from kith.service.people.web.sign_in_link import sign_in_link

app_name = "people"
urlpatterns = [
    path("account/second-factor/", views.second_factor_needed, name="second_factor_needed"),
    path("account/link/<slug:secret>/", sign_in_link, name="sign_in_link"),
    path("language/", views.choose_language, name="choose_language"),
]

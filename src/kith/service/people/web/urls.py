from django.urls import path

from kith.service.people.web import views

app_name = "people"
urlpatterns = [
    path("account/second-factor/", views.second_factor_needed, name="second_factor_needed"),
    path("language/", views.choose_language, name="choose_language"),
]

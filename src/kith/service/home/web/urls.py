from django.urls import path

from kith.service.home.web import demonstration_views, views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("demo/cohorts/<uuid:cohort_id>/say-yes/", demonstration_views.say_yes, name="demo_say_yes"),
    path("demo/cohorts/<uuid:cohort_id>/answer/", demonstration_views.answer, name="demo_answer"),
]

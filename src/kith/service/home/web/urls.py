from django.urls import path

from kith.service.home.web import views

app_name = "home"
urlpatterns = [path("", views.home, name="home")]

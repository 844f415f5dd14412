from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "kith.service.home"
    label = "home"

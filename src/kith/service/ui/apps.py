from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "kith.service.ui"
    label = "ui"

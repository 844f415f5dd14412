from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kith.service.core"
    label = "core"

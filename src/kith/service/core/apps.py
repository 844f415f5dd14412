from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kith.service.core"
    label = "core"

    def ready(self) -> None:
        from kith.service.core import registrations

        registrations.register()

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "kith.service.home"
    label = "home"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from kith.service.cohorts.domain.extras import register_buttons
        from kith.service.home import jobs  # noqa: F401 - registers the work
        from kith.service.home.web.demonstration_views import buttons
        from kith.service.ui.web.places import Place, register_place

        register_buttons("demonstration", buttons)
        register_place(Place("home", _("Home"), address=lambda request: reverse("home:home")))

from typing import Any

from django.core.management.base import BaseCommand

from kith.service.ui import catalogues


class Command(BaseCommand):
    help = "Write the compiled catalogues that the service reads."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        for locale in catalogues.LOCALES:
            self.stdout.write(str(catalogues.compile_locale(locale)))

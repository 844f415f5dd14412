from typing import Any

from django.core.management.base import BaseCommand

from kith.service.ui import catalogues


class Command(BaseCommand):
    help = "Bring each language's file up to the source: new sentences empty, lost ones dropped."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        template = catalogues.extract()
        for locale in catalogues.LOCALES:
            self.stdout.write(str(catalogues.update(locale, template)))

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kith.service.ui import catalogues


class Command(BaseCommand):
    help = "Collect every sentence that people read, and say what is not translated yet."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="list what is not translated yet")

    def handle(self, *, missing: bool, **options: Any) -> None:
        template = catalogues.extract()
        for locale in catalogues.LOCALES:
            found = catalogues.completeness(locale, template)
            self.stdout.write(f"{locale}: {found.total - len(found.missing)} of {found.total} translated")
            if missing:
                self.stdout.write("\n".join(f"  {sentence}" for sentence in found.missing))

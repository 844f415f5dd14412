from typing import Any

from django.core.management import BaseCommand

from kith.service.home.demonstration.load import is_loaded, load


class Command(BaseCommand):
    help = "Load the invented organisation of the demonstration, unless it is there already."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("The demonstration is there already.")
            return
        load(self.stdout.write)
        self.stdout.write("The demonstration is loaded.")

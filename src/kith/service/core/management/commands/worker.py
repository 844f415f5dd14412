from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kith.service.core.worker import run


class Command(BaseCommand):
    help = "Do the queued work, and what is due each minute, until told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-tick", action="store_true", help="Only the queue: another worker, or a timer, ticks."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        run(ticks=not options["no_tick"])

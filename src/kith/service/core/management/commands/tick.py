from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kith.service.core.domain.tick import tick


class Command(BaseCommand):
    help = "Do what is due now, once. For a system that has its own timer; otherwise run “worker”."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = tick(timezone.now(), clock=timezone.now)
        if broken is None:
            self.stderr.write("Another tick is at work. Nothing was done.")
        elif broken:
            self.stderr.write(f"Done, but these broke (see the log): {', '.join(broken)}")

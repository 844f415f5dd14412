from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.bounces import take_bounce

LIMIT = 5 * 1024 * 1024


class Command(BaseCommand):
    help = "Read one delivery report from standard input, and mark the message it is about as bounced."

    def handle(self, *args: Any, **options: Any) -> None:
        mail = take_bounce(Actor.system("bounce"), sys.stdin.buffer.read(LIMIT))
        self.stdout.write(f"{mail.pk} is marked as bounced." if mail else "This is about no message of ours.")

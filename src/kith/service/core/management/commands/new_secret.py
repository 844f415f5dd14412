from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand

BYTES = 48


class Command(BaseCommand):
    help = "Print a new secret for KITH_SECRET_KEY."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(secrets.token_urlsafe(BYTES))

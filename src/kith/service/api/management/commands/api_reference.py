"""``kith-manage api_reference > docs/reference/api.md``"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation


class Command(BaseCommand):
    help = "Write the reference of the API, as Markdown, from its own document."

    def handle(self, *args: Any, **options: Any) -> None:
        from kith.service.api.web.reference import reference

        with translation.override("en"):
            self.stdout.write(reference(), ending="")

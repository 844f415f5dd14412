from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kith.service.core.domain.backups import make_backup
from kith.service.core.management.refusals import spoken


class Command(BaseCommand):
    help = "Write everything this installation owns to one file: the database and the stored files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the file to write, for example kith-2026-03-02.tar")

    def handle(self, *args: Any, **options: Any) -> None:
        with spoken():
            made = make_backup(options["path"].resolve())
        holds = f"{made.database} database and {made.files} files"
        self.stdout.write(f"{made.path}: {holds}, {made.bytes:,} bytes.")

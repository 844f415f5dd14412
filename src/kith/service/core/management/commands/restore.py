from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kith.service.core.domain.backups import restore_backup
from kith.service.core.management.refusals import spoken


class Command(BaseCommand):
    help = "Put a backup in the place of this installation. Stop the web server and the worker first."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file that “backup” wrote")
        parser.add_argument("--replace", action="store_true", help="lose what this installation holds now")

    def handle(self, *args: Any, **options: Any) -> None:
        with spoken():
            done = restore_backup(options["path"].resolve(), replace=options["replace"])
        self.stdout.write(f"Restored the {done.database} database and {done.files} files.")
        self.stdout.write("Now run: kith-manage migrate")

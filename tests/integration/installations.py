"""Whole installations in processes of their own, for what cannot be shown inside a test's transaction."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

KINDS = ["postgresql" if os.environ.get("KITH_DATABASE_URL") else "sqlite"]
TABLES = """
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
"""
"""The tables as the models are: in a tenth of the time the migrations take, which have tests of their own."""
SEED = """
import io
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import store_file
from kith.service.core.models import Organisation
from kith.service.people.models import Person
organisation = Organisation.objects.create(name="Leeds 利兹", slug="leeds")
Person.objects.create_user("a.nurse@example.org", name="A. Nurse")
stream = io.BytesIO(b"name")
store_file(by=Actor.system("test"), organisation=organisation, name="people.csv", stream=stream, limit=99)
"""
SHOW = """
from kith.service.core.models import AuditEvent, Organisation, StoredFile
from kith.service.people.models import Person
names = [*Organisation.objects.values_list("name", flat=True), *Person.objects.values_list("name", flat=True)]
contents = [row.content.open().read() for row in StoredFile.objects.all()]
print(names, contents, AuditEvent.objects.count())
"""
SHOWN = "['Leeds 利兹', 'A. Nurse'] [b'name'] 1\n"


@dataclass(frozen=True, slots=True)
class Installation:
    home: Path
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "KITH_HOME": str(self.home),
            "KITH_DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "kith.service.config.settings.development",
            "PYTHONIOENCODING": "utf-8",
        }

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kith.service.manage", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True)

    def run(self, code: str) -> str:
        done = self.manage("shell", "--verbosity", "0", "--command", code)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def prepare(self, rows: str) -> None:
        """Make the tables, and what the code ``rows`` puts into them."""
        self.home.mkdir(exist_ok=True)
        self.run(TABLES + rows)


def new_installation(kind: str, home: Path) -> Installation:
    """An installation without any table yet."""
    home.mkdir()
    return Installation(home, "" if kind == "sqlite" else new_database(f"kith_test_{home.name}"))


def new_database(name: str) -> str:
    """An empty PostgreSQL database beside the one the suite uses; its address."""
    address = os.environ["KITH_DATABASE_URL"]
    with psycopg.connect(address, autocommit=True, dbname="postgres") as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(address)._replace(path=f"/{name}").geturl()

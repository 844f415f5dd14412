"""History is append-only in the database too: triggers refuse what a slip of the code would change.

They are made after each ``migrate``, on SQLite and PostgreSQL, and made again when a later migration has
rebuilt the table. Whoever owns the database can still drop them: they guard against mistakes and against
a stolen application account, not against the owner. Tests empty every table between them, so the suite
switches the guard off (``AUDIT_GUARD``) and the guard's own test puts it on.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from kith.service.core.models import AuditEvent

TABLE = AuditEvent._meta.db_table
REFUSAL = "audit events are never changed or deleted"

_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{what} BEFORE {what} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for what in ("update", "delete")
)
_POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}",
    f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
)
_STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def after_migrate(using: str, **_kwargs: object) -> None:
    """Handles ``post_migrate``."""
    connection = connections[using]
    if settings.AUDIT_GUARD and TABLE in connection.introspection.table_names():
        guard(connection)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers, whether or not they are there."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _STATEMENTS[connection.vendor]:
            cursor.execute(statement)

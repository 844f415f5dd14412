"""History is written in the change's own transaction and never changed, by code or by hand."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories import OrganisationFactory

from kith.service.core import audit_guard
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.core.models.audit import AppendOnlyError

BY = Actor.system("test")


def note(organisation):
    with transaction.atomic():
        return audit.record(by=BY, action="tests.did", subject=organisation, fields=["slug", "name"])


@pytest.mark.django_db
def test_an_event_holds_who_what_and_which_fields():
    organisation = OrganisationFactory()
    event = note(organisation)
    assert (event.actor_kind, event.actor_id) == ("system", "test")
    assert (event.subject_type, event.subject_id) == ("core.organisation", str(organisation.pk))
    assert event.fields == ["name", "slug"]


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_a_bug():
    organisation = OrganisationFactory()
    with pytest.raises(RuntimeError, match="outside the transaction"):
        audit.record(by=BY, action="tests.did", subject=organisation)


@pytest.mark.django_db
def test_code_cannot_change_history():
    event = note(OrganisationFactory())
    for change in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(action="other"),
    ):
        with pytest.raises(AppendOnlyError):
            change()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE core_auditevent SET action = 'other'", "DELETE FROM core_auditevent"]
)
def test_a_console_cannot_change_history(statement):
    note(OrganisationFactory())
    audit_guard.guard(connection)
    audit_guard.guard(connection)
    refused = pytest.raises(DatabaseError, match="never changed")
    with connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(statement)
    assert AuditEvent.objects.get().action == "tests.did"
    note(OrganisationFactory())
    assert AuditEvent.objects.count() == 2


@pytest.mark.django_db
def test_the_guard_is_set_after_each_migration(settings):
    note(OrganisationFactory())
    audit_guard.after_migrate(using="default")
    settings.AUDIT_GUARD = True
    audit_guard.after_migrate(using="default")
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("DELETE FROM core_auditevent")

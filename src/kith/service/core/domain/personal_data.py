"""Personal data, declared: why each table holds it, how long, and how it is given back and erased.

An app declares its tables in ``apps.ready``::

    declare(PersonalData(
        model=Place,
        purpose=_("Who takes part in which cohort, on which side."),
        basis=Basis.PUBLIC_TASK,
        retention=_("Until two years after the cohort ends."),
        of=lambda person: Place.objects.filter(person=person),
        export=("side", "state", "attributes"),
        erase=blank(attributes={}),
    ))

A test refuses a table that names a person, an address or a name and is not declared. Audit rows hold
ids and field names only, so they survive an erasure.
"""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.bugs import log_bug

if TYPE_CHECKING:
    from kith.service.people.models import Person

logger = logging.getLogger(__name__)

Words = str | Promise
Rows = models.QuerySet[Any]
Erase = Callable[[Rows], int]
EXPORTED_AT = (1980, 1, 1, 0, 0, 0)
"""The moment of every member of an export: the same rows give the same bytes."""


class Basis(StrEnum):
    """Why it is lawful to hold it (UK GDPR, article 6)."""

    PUBLIC_TASK = "public_task"
    CONTRACT = "contract"
    CONSENT = "consent"
    LEGAL_OBLIGATION = "legal_obligation"
    LEGITIMATE_INTEREST = "legitimate_interest"

    @property
    def words(self) -> Words:
        return _BASES[self]


_BASES: Mapping[Basis, Words] = {
    Basis.PUBLIC_TASK: _("needed for a task in the public interest"),
    Basis.CONTRACT: _("needed for an agreement with you"),
    Basis.CONSENT: _("you agreed to it"),
    Basis.LEGAL_OBLIGATION: _("required by law"),
    Basis.LEGITIMATE_INTEREST: _("needed to run the service safely"),
}


def delete(rows: Rows) -> int:
    """Erase by deleting the rows."""
    return rows.delete()[1].get(rows.model._meta.label, 0)


def blank(**values: Any) -> Erase:
    """Erase by writing over the fields that tell about the person; the rows stay for the count of things."""

    def erase(rows: Rows) -> int:
        return rows.update(**values)

    return erase


def keep(_rows: Rows) -> int:
    """Nothing to erase: the rows hold nothing but ids."""
    return 0


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One table's declaration."""

    model: type[models.Model]
    purpose: Words
    basis: Basis
    retention: Words
    of: Callable[[Person], Rows]
    """The rows about a person."""
    export: tuple[str, ...]
    """The fields a person is given back, by their names in a query (``cohort__name``)."""
    erase: Erase
    expire: Callable[[datetime], object] | None = None
    """Done in each tick: what has been kept long enough goes."""
    forget: Callable[[Person], object] | None = None
    """What other people's rows say about the person: erased with them, never in their export, because it is
    others' private words (a wish never to be paired with somebody)."""
    shown: Callable[[Person], Rows] | None = None
    """Which of the rows a person is given back, where others are not done with them yet; None is all of them."""
    stands_for_person: bool = False
    """A row stands for one person (a place): tables that point to it tell about that person too."""


_registry: dict[type[models.Model], PersonalData] = {}
_not_personal: dict[type[models.Model], str] = {}


def declare(data: PersonalData) -> None:
    """Called in ``apps.ready`` by the app that owns the table. Erasing begins with the last app's tables."""
    _registry[data.model] = data


def declare_none(model: type[models.Model], why: str) -> None:
    """The table looks as if it told about a person, and does not."""
    _not_personal[model] = why


def undeclared() -> list[str]:
    """Tables that name a person or an address and say nothing about it. There must be none."""
    known = _registry.keys() | _not_personal.keys()
    return [
        model._meta.label
        for model in apps.get_models()
        if model not in known and any(map(_tells, model._meta.fields))
    ]


def _tells(field: models.Field[Any, Any]) -> bool:
    is_person = field.related_model is not None and field.related_model is get_user_model()
    return (
        is_person or isinstance(field, models.EmailField) or field.name in {"person_id", "email", "user_id"}
    )


def declared() -> tuple[PersonalData, ...]:
    """Every declaration, in the order of the house."""
    return tuple(_registry.values())


@transaction.atomic
def export_person(*, by: Actor, person: Person) -> bytes:
    """Everything that is held about a person, as a ZIP file with ``your-data.json`` in it."""
    tables = [_exported(data, person) for data in declared()]
    text = json.dumps(
        {"format_version": 1, "tables": tables}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
    )
    audit.record(by=by, action="core.personal_data.export", subject=person, detail={"tables": len(tables)})
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("your-data.json", EXPORTED_AT), text)
    return content.getvalue()


@transaction.atomic
def erase_person(*, by: Actor, person: Person) -> dict[str, int]:
    """Erase a person from every table, each by its own rule; how many rows of which table."""
    erased: dict[str, int] = {}
    for data in reversed(declared()):
        if data.forget is not None:
            data.forget(person)
        erased[data.model._meta.label_lower] = data.erase(data.of(person))
    touched = {label: count for label, count in erased.items() if count}
    audit.record(by=by, action="core.personal_data.erase", subject=person, detail=touched)
    return touched


def expire(now: datetime) -> None:
    """For the tick: each table lets go of what it has kept long enough."""
    for data in declared():
        if data.expire is not None:
            try:
                data.expire(now)
            except Exception:
                log_bug(logger, f"{data.model._meta.label} could not let go of what is due")


def _exported(data: PersonalData, person: Person) -> dict[str, object]:
    return {
        "table": data.model._meta.label_lower,
        "purpose": str(data.purpose),
        "basis": str(data.basis.words),
        "kept": str(data.retention),
        "rows": list((data.shown or data.of)(person).order_by("pk").values(*data.export)),
    }

"""The definition a cohort pinned, read once a process."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from django.db import transaction

from kith.programmes.read import read_definition
from kith.programmes.shipped import load_shipped
from kith.programmes.types import Definition
from kith.service.cohorts.models import Cohort, DefinitionVersion
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation

KEPT_IN_MEMORY = 64


@dataclass(frozen=True, slots=True)
class _Pinned:
    """A pinned text, known by its hash: tens of kilobytes that need not be fetched to be found again."""

    key: str
    sha256: str
    row: DefinitionVersion = field(compare=False)


def definition_of(cohort: Cohort) -> Definition:
    """The cohort's definition with its variant's changes made."""
    return _varied(_pinned(cohort.definition), cohort.variant or None)


def as_pinned(version: DefinitionVersion) -> Definition:
    """The definition as its text has it, before a variant changes it."""
    return _read(_pinned(version))


def _pinned(version: DefinitionVersion) -> _Pinned:
    return _Pinned(version.key, version.sha256, version)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _varied(pinned: _Pinned, variant: str | None) -> Definition:
    return _read(pinned).for_variant(variant)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _read(pinned: _Pinned) -> Definition:
    return read_definition(pinned.row.text, f"{pinned.key}.toml")


def shipped(key: str) -> Definition:
    return load_shipped(key)


@transaction.atomic
def pin(*, by: Actor, organisation: Organisation, definition: Definition) -> DefinitionVersion:
    """The organisation's row for this text; the same text is one row, and a row never changes."""
    row, is_new = DefinitionVersion.objects.get_or_create(
        organisation=organisation,
        sha256=definition.sha256,
        defaults={"key": definition.key, "text": definition.text},
    )
    if is_new:
        audit.record(by=by, action="cohorts.pin_definition", subject=row, organisation_id=organisation.pk)
    return row

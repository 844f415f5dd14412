"""The definition a cohort pinned, read once a process."""

from __future__ import annotations

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


def definition_of(cohort: Cohort) -> Definition:
    """The cohort's definition with its variant's changes made."""
    return _varied(cohort.definition.text, cohort.definition.key, cohort.variant or None)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _varied(text: str, key: str, variant: str | None) -> Definition:
    return _read(text, key).for_variant(variant)


def as_pinned(version: DefinitionVersion) -> Definition:
    """The definition as its text has it, before a variant changes it."""
    return _read(version.text, version.key)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _read(text: str, key: str) -> Definition:
    return read_definition(text, f"{key}.toml")


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

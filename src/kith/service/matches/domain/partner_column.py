"""The column of a people file that names the partner somebody has already."""

from __future__ import annotations

from collections import defaultdict

from django.utils import translation
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault
from kith.foundation.words import Text
from kith.programmes.types import Definition
from kith.service.cohorts.domain.file_columns import Coming, FileColumn, Line
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.matches.domain.recording import record_pairs
from kith.service.matches.models import Publication
from kith.service.people.domain.many import people_by_address
from kith.tables.fields import Field, FieldKind

KEY = "partner"


def field(definition: Definition) -> Field | None:
    if definition.match is None:
        return None
    return Field(
        KEY,
        Text.of({"en": "Partner’s e-mail address", "zh-Hans": "搭档的电子邮箱"}),
        FieldKind.EMAIL,
        synonyms=("partner", "partner email", "partner e-mail", "paired with"),
    )


class _Known:
    """Who an address of the file means: somebody of the file, else somebody who is in the cohort already."""

    def __init__(self, coming: Coming) -> None:
        named = [line.value.lower() for line in coming.lines if line.value]
        people = people_by_address([*named, *(line.address for line in coming.lines)])
        self._ids = {address: str(person.pk) for address, person in people.items()}
        self.sides: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        for place in coming.cohort.places.select_related("person"):
            key = str(place.person_id)
            self.sides[key], self.places[key] = place.side, place
        self._coming = set()
        for line in coming.lines:
            self.sides[self.who(line.address)] = line.side
            self._coming.add(self.who(line.address))

    def who(self, address: str) -> str:
        """One key a person, whichever of their addresses is written."""
        return self._ids.get(address.lower(), address.lower())

    def takes_part(self, key: str) -> bool:
        """They come with this file, whose people have said yes, or have confirmed before."""
        place = self.places.get(key)
        return key in self._coming or (place is not None and place.state == Place.State.CONFIRMED)

    def has_left(self, key: str) -> bool:
        place = self.places.get(key)
        return place is not None and place.state in (Place.State.DECLINED, Place.State.WITHDRAWN)


def check(coming: Coming) -> list[Fault]:
    """Every fault of the column, by row."""
    lines = [line for line in coming.lines if line.value]
    if not lines:
        return []
    if not coming.said_yes:
        return [Fault("matches.partner_needs_yes", lines[0].where)]
    if Publication.objects.filter(cohort=coming.cohort).exists():
        return [Fault("matches.partner_published", lines[0].where)]
    known = _Known(coming)
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        one, other = _ends(known, line)
        partners[one].add(other)
        partners[other].add(one)
    return [fault for line in lines if (fault := _fault_of(known, line, partners)) is not None]


def _ends(known: _Known, line: Line) -> tuple[str, str]:
    return known.who(line.address), known.who(line.value or "")


def _fault_of(known: _Known, line: Line, partners: dict[str, set[str]]) -> Fault | None:
    one, other = _ends(known, line)
    if one == other:
        return Fault("matches.partner_oneself", line.where)
    if other not in known.sides:
        return Fault("matches.partner_not_in", line.where)
    if known.sides[one] == known.sides[other]:
        return Fault("matches.partner_same_side", line.where)
    if known.has_left(one) or known.has_left(other):
        return Fault("matches.partner_has_left", line.where)
    if not known.takes_part(other):
        return Fault("matches.partner_not_confirmed", line.where)
    if len(partners[one]) > 1 or len(partners[other]) > 1:
        return Fault("matches.partner_twice", line.where)
    return None


def bring(by: Actor, coming: Coming) -> None:
    """Record the pairs that the file names, each once, whether one of the two names the other or both do."""
    known = _Known(coming)
    match = coming.definition.match
    lines = [line for line in coming.lines if line.value]
    if not lines or match is None:
        return
    found = {frozenset(_ends(known, line)): line for line in lines}
    pairs = []
    for keys in found:
        places = {known.places[key].side: known.places[key] for key in keys}
        pairs.append((places[match.sides[0]], places[match.sides[1]]))
    with translation.override(coming.cohort.organisation.language):
        reason = _("The pairs came in with the file of people.")
    record_pairs(by=by, cohort=coming.cohort, pairs=pairs, reason=reason)


PARTNER_COLUMN = FileColumn(KEY, field, check, bring)

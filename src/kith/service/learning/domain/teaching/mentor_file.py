"""Mentors from a spreadsheet: a row for each mentor and mentee. Asked all at once, or nobody with every fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from kith.foundation.faults import Fault, Faults, KithError
from kith.foundation.words import Text
from kith.programmes.learning import MentorKind
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.teaching.mentor_checks import check_asked
from kith.service.learning.domain.teaching.mentoring import ask_known
from kith.service.people.domain.many import Newcomer, find_or_create_people, people_by_address
from kith.service.people.models import Person
from kith.tables.fields import Choice, Field, FieldKind, Schema
from kith.tables.mapping import suggest_mapping
from kith.tables.reading import read_table
from kith.tables.records import check_records
from kith.tables.types import Records, Table

NAME, EMAIL, MENTEE, KIND = "mentor_name", "mentor_email", "mentee_email", "kind"
MOST_ROWS = 500
"""Each mentor gets a mail: more at once is a slip."""
ALREADY = "learning.mentor_already"


@dataclass
class _Asked:
    """One mentor of one kind, and whom they are asked for."""

    person: Person
    kind: MentorKind
    places: list[Place] = field(default_factory=list)


def schema_for(cohort: Cohort) -> Schema:
    """The columns we look for. The kind may be left out where there is only one."""
    kinds = definition_of(cohort).mentors
    choices = tuple(Choice(one.key, one.name, (one.key,)) for one in kinds)
    return Schema(
        (
            Field(NAME, Text.of("Mentor"), required=True, max_length=150, synonyms=("mentor name", "name")),
            Field(
                EMAIL,
                Text.of("Mentor’s e-mail address"),
                FieldKind.EMAIL,
                required=True,
                synonyms=("mentor email", "mentor e-mail", "mentor address"),
            ),
            Field(
                MENTEE,
                Text.of("Mentee’s e-mail address"),
                FieldKind.EMAIL,
                required=True,
                synonyms=("mentee", "mentee email", "mentee e-mail", "mentee address"),
            ),
            Field(
                KIND,
                Text.of("Kind of mentor"),
                FieldKind.CHOICE,
                required=len(kinds) > 1,
                choices=choices,
                synonyms=("kind", "as"),
            ),
        )
    )


@transaction.atomic
def ask_from_file(*, by: Actor, cohort: Cohort, name: str, stream: BinaryIO) -> int:
    """Ask every mentor of the file by one mail for each kind; how many mails. Whoever was asked for somebody
    already is not asked again, so the same file twice asks once.

    Raises KithError with every fault of every row: nobody is asked then.
    """
    take_turn(cohort)
    must_be_open(cohort.pk)
    content = stream.read(settings.PEOPLE_FILE_LIMIT_BYTES + 1)
    if len(content) > settings.PEOPLE_FILE_LIMIT_BYTES:
        raise KithError(Fault("learning.mentors_file_long", params={"most": MOST_ROWS}))
    table = read_table(content, name=name)
    if len(table.rows) > MOST_ROWS:
        raise KithError(Fault("learning.mentors_file_long", table.where(), {"most": MOST_ROWS}))
    schema = schema_for(cohort)
    checked = check_records(table, schema, suggest_mapping(table.columns, schema))
    faults = Faults()
    faults.extend(checked.faults)
    asked = _asked(by, cohort, table, checked.right, faults)
    faults.raise_if_any()
    for one in asked:
        ask_known(by=by, cohort=cohort, person=one.person, kind=one.kind, mentees=one.places)
    audit.record(
        by=by,
        action="learning.ask_mentors_from_file",
        subject=cohort,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        detail={"mentors": len(asked)},
    )
    return len(asked)


def _asked(by: Actor, cohort: Cohort, table: Table, records: Records, faults: Faults) -> list[_Asked]:
    """By mentor and kind, with the faults of each row. Four queries and those of ``check_asked`` a mentor."""
    kinds = {one.key: one for one in definition_of(cohort).mentors}
    first = next(iter(kinds), "")
    mentees = people_by_address(_clean(row[MENTEE]) for row in records.records)
    places = {
        place.person_id: place
        for place in Place.objects.filter(cohort=cohort, state=Place.State.CONFIRMED).select_related("person")
    }
    newcomers = [
        Newcomer(_clean(row[EMAIL]), str(row[NAME]), cohort.organisation.language, cohort.time_zone)
        for row in records.records
    ]
    mentors = find_or_create_people(by=by, newcomers=newcomers)
    found: dict[tuple[object, str], _Asked] = {}
    for number, row in zip(records.row_numbers, records.records, strict=True):
        person = mentees.get(_clean(row[MENTEE]))
        place = places.get(person.pk) if person else None
        where = table.where(row=number)
        if place is None:
            faults.add("learning.mentors_file_mentee", where, value=str(row[MENTEE]))
            continue
        mentor = mentors[_clean(row[EMAIL])]
        kind = kinds[str(row.get(KIND) or first)]
        wrong = [
            Fault(fault.code, where, fault.params)
            for fault in check_asked(cohort, kind, mentor, [place], str(row[NAME]))
        ]
        if any(fault.code != ALREADY for fault in wrong):
            faults.extend(wrong)
        elif not wrong:
            one = found.setdefault((mentor.pk, kind.key), _Asked(mentor, kind))
            if place not in one.places:
                one.places.append(place)
    return list(found.values())


def _clean(address: object) -> str:
    return str(address).strip().lower()

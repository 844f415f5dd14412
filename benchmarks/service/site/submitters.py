"""``python -m benchmarks.service.site.submitters 200``: as many people asked to answer by link, twice over.

The first half answer page by page; the devices of the others kept everything. Prints links and what to send as JSON;
with ``counted`` in the place of the number, what became of them.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.service.site.settings")

if TYPE_CHECKING:
    from kith.questionnaires.types import Instrument
    from kith.service.cohorts.models import Cohort
    from kith.service.surveys.models import Invitation


def main(words: list[str]) -> None:
    import django

    django.setup()
    found = counted() if words[0] == "counted" else lay_out(int(words[0]))
    json.dump(found, sys.stdout)


def lay_out(count: int) -> dict[str, Any]:
    """An open wave; for each person the link, the screens as they are typed, or all answers as a device packs them."""
    from benchmarks.service.site.journey import _session
    from kith.service.surveys.domain.instruments import instrument_of
    from kith.service.surveys.models import Invitation

    lead, cohort = _cohort()
    _people(cohort, 2 * count)
    wave = _opened(cohort)
    instrument = instrument_of(wave)
    rows = Invitation.objects.filter(wave=wave).select_related("place__person", "wave__cohort__organisation")
    asked = sorted(rows, key=_number)
    pages = [{"path": _path(one), "screens": _screens(instrument, _number(one))} for one in asked[:count]]
    devices = [{"path": _path(one), "sent": _packed(instrument, one)} for one in asked[count:]]
    return {"pages": pages, "devices": devices, "lead": _session(lead)}


def _cohort() -> tuple[Any, Cohort]:
    from django.core.management import call_command
    from django.utils import timezone

    from kith.programmes.shipped import load_shipped
    from kith.service.cohorts.domain.actions import create_cohort
    from kith.service.core.domain.actors import Actor
    from kith.service.core.models import Organisation
    from kith.service.people.models import Membership, Person

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    organisation = Organisation.objects.create(
        name="Hospital", slug="hospital", contact_email="a@example.org"
    )
    lead = Person.objects.create(name="A Lead", email="lead@example.org", password="!")
    Membership.objects.create(organisation=organisation, person=lead, role="lead")
    cohort = create_cohort(
        by=Actor.of_person(lead),
        organisation=organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="Spring",
        starts_on=timezone.localdate() + timedelta(days=10),
        time_zone="Europe/London",
    )
    return lead, cohort


def _people(cohort: Cohort, count: int) -> None:
    from kith.service.cohorts.models import Place
    from kith.service.people.models import Person

    people = Person.objects.bulk_create(
        [
            Person(name=f"Person {number}", email=f"{number}@example.org", password="!")
            for number in range(count)
        ]
    )
    Place.objects.bulk_create(
        Place(cohort=cohort, person=one, side=("clinician", "manager")[at % 2], state=Place.State.CONFIRMED)
        for at, one in enumerate(people)
    )


def _opened(cohort: Cohort) -> Any:
    """Everybody has been asked, and those who answer on a device have agreed before."""
    from kith.service.core.domain.actors import Actor
    from kith.service.surveys.domain.agreeing import agree
    from kith.service.surveys.domain.uses import Use
    from kith.service.surveys.domain.waves import open_wave
    from kith.service.surveys.models import Wave

    places = sorted(
        cohort.places.select_related("person", "cohort__organisation"), key=lambda one: _of(one.person)
    )
    for place in places[len(places) // 2 :]:
        agree(by=Actor.of_person(place.person), place=place, said=dict.fromkeys(Use, True))
    return open_wave(by=Actor.system("benchmark"), wave=Wave.objects.get(cohort=cohort, key="before"))


def _of(person: Any) -> int:
    return int(person.email.split("@")[0])


def _number(invitation: Invitation) -> int:
    return _of(invitation.place.person)


def _path(invitation: Invitation) -> str:
    from kith.service.core.domain.links import issue_link
    from kith.service.core.models import LinkPurpose

    _link, path = issue_link(
        purpose=LinkPurpose.ANSWER_WAVE,
        subject=invitation,
        person_id=invitation.place.person_id,
        expires=invitation.wave.closes_at,
    )
    return path


def answers_of(instrument: Instrument, number: int) -> dict[str, int]:
    """Nobody's are like another's: the number, written with the points of the scales."""
    return {
        item.key: item.points[number // len(item.points) ** at % len(item.points)].value
        for at, item in enumerate(instrument.items)
    }


def _screens(instrument: Instrument, number: int) -> list[tuple[str, dict[str, str]]]:
    answers = answers_of(instrument, number)
    return [
        (page.key, {item.key: str(answers[item.key]) for item in page.items}) for page in instrument.pages
    ]


def _packed(instrument: Instrument, invitation: Invitation) -> str:
    from kith.foundation.provenance import canonical_json, hash_value

    answers = answers_of(instrument, _number(invitation))
    sent = {
        "format": 1,
        "id": str(uuid.uuid4()),
        "instrument": instrument.sha256,
        "base": "",
        "before": [],
        "answers": {key: str(value) for key, value in answers.items()},
    }
    return canonical_json(sent | {"sha256": hash_value(sent)})


def counted() -> dict[str, int]:
    """How many sent answers there are, and how many are word for word those of the person they stand for."""
    from kith.service.core.models import AuditEvent
    from kith.service.surveys.domain.instruments import instrument_of
    from kith.service.surveys.domain.pseudonyms import pseudonym_of
    from kith.service.surveys.models import Invitation, OfflineDelivery, Response

    sent = {row.pseudonym: row.answers for row in Response.objects.exclude(submitted_on=None)}
    asked = list(Invitation.objects.select_related("place__person", "wave"))
    instrument = instrument_of(asked[0].wave)
    return {
        "sent": len(sent),
        "one's own": sum(
            sent.get(pseudonym_of(one.place)) == answers_of(instrument, _number(one)) for one in asked
        ),
        "from devices": OfflineDelivery.objects.count(),
        "in history": AuditEvent.objects.filter(action="surveys.submit").count(),
    }


if __name__ == "__main__":
    main(sys.argv[1:])

"""A programme nobody has seen, from its text to its report: nothing of Paired Learning is built into the service."""

import datetime as dt
import io
from pathlib import Path
from types import MappingProxyType

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import MembershipFactory
from tests.factories.learning import MeetingFactory

import kith
from kith.programmes import shipped
from kith.programmes.read import read_definition
from kith.questionnaires.logic import steps
from kith.questionnaires.read import read_instrument
from kith.service.cohorts.domain import actions, definitions, imports, places
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.models import JobState, Mail
from kith.service.learning.models import Relationship
from kith.service.matches.domain import actions as matching
from kith.service.matches.domain import preferences
from kith.service.matches.domain.questionnaires import questionnaire_of
from kith.service.matches.models import Pair
from kith.service.reports.domain.actions import make_report, publish_report
from kith.service.reports.models import Report
from kith.service.surveys.domain import answering, instruments, waves
from kith.service.surveys.domain.agreeing import agree
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import Invitation, Response, Wave

pytestmark = pytest.mark.django_db
FOLDER = Path(kith.__file__).parent / "programmes" / "tests"
WARDS = ["Ash", "Birch", "Cedar"]
SIDES = {"newcomer": "Newcomer", "old-hand": "Old hand"}
A_SIDE = 6
SLEEP = """format_version = 1
[instrument]
key = "sleep"
version = "1"
title = "Sleep"
[rights]
owner = "Somebody else"
licence = "Held by the hospital"
[[page]]
key = "sleeping"
[[page.item]]
key = "slept"
kind = "yes_no"
label = "Did you sleep?"
"""


@pytest.fixture
def definition(monkeypatch):
    """The invented definition, in an installation that knows its questionnaire."""
    names = ("nights.toml", "nights-application.toml")
    own = [read_instrument((FOLDER / name).read_bytes(), name) for name in names]
    known = MappingProxyType({**shipped.shipped_instruments(), **{one.key: one for one in own}})
    monkeypatch.setattr(shipped, "shipped_instruments", lambda: known)
    text = (FOLDER / "night-shift-buddies.toml").read_text()
    for plural in ("Newcomers", "Old hands"):
        text = text.replace(f'plural = "{plural}"', f'plural = "{plural}"\npreferences = "nights"')
    yield read_definition(text, "night-shift-buddies.toml")
    definitions._read.cache_clear()


@pytest.fixture
def lead(db):
    return MembershipFactory(role="lead").person


@pytest.fixture
def by(lead):
    return Actor.of_person(lead)


@pytest.fixture
def cohort(definition, lead, by):
    organisation = lead.memberships.get().organisation
    instruments.fill_slot(
        by=by, organisation=organisation, slot="sleep", content=SLEEP.encode(), name="sleep.toml"
    )
    starts_on = timezone.localdate() + dt.timedelta(days=3)
    return actions.create_cohort(
        by=by,
        organisation=organisation,
        definition=definition,
        variant="short",
        name="Nights in autumn",
        starts_on=starts_on,
        time_zone="America/Santiago",
    )


def bring_people(by, cohort):
    """Six a side from one file, whose headings are the definition's own."""
    lines = ["Name,E-mail,Side,Ward,Nights a month,Experience"]
    for side, label in SIDES.items():
        for number in range(A_SIDE):
            years = "over five years" if side == "old-hand" else ""
            ward = WARDS[number % 3]
            lines.append(f"{label} {number},{side}{number}@example.org,{label},{ward},{4 + number},{years}")
    stream = io.BytesIO("\n".join(lines).encode())
    row = imports.upload(by=by, cohort=cohort, name="people.csv", stream=stream, side="")
    assert imports.preview(row).faults == ()
    imports.accept(by=by, row=row)
    assert places.invite(by=by, cohort=cohort, held=False) == 2 * A_SIDE


def typed(item, place):
    if item.kind.value == "scale":
        return str(item.points[-1].value)
    if item.key in {"worries", "strengths"}:
        return ["sleep"] if place.person.name.endswith(("0", "2", "4")) else ["arrests"]
    return "yes"


def say_yes_and_what_one_hopes_for(cohort):
    for place in cohort.places.select_related("person", "cohort__definition", "cohort__organisation"):
        actor = Actor.of_person(place.person)
        places.confirm(by=actor, place=place)
        instrument = questionnaire_of(place)
        for step in steps(instrument, preferences.answers_of(place, instrument)):
            raw = {step.field(item): typed(item, place) for item in step.page.items}
            assert preferences.save_step(by=actor, place=place, step=step, raw=raw).faults == ()
        preferences.submit(by=actor, place=place)


def everybody_answers(by, wave):
    waves.open_wave(by=by, wave=wave)
    rows = Invitation.objects.filter(wave=wave).select_related("wave__cohort__organisation", "place__person")
    for invitation in rows:
        actor = Actor.of_person(invitation.place.person)
        agree(by=actor, place=invitation.place, said=dict.fromkeys(Use, True))
        seen = answering.sitting(invitation)
        for step in steps(seen.instrument, seen.answers):
            raw = {step.field(item): typed(item, invitation.place) for item in step.page.items}
            answering.save_step(by=actor, invitation=invitation, step=step, raw=raw)
        answering.submit(by=actor, invitation=invitation)
    waves.close_now(by=by, wave=Wave.objects.get(pk=wave.pk))


def test_it_runs_from_its_text_to_its_report(cohort, by, client, lead, run_jobs):
    bring_people(by, cohort)
    say_yes_and_what_one_hopes_for(cohort)
    run = matching.start_run(by=by, cohort=cohort, best_for="most", seed=1)
    assert [job.state for job in run_jobs()] == [JobState.DONE]
    run.refresh_from_db()
    matching.publish(by=by, run=run, seen_revision=0)
    check_pairs(cohort)
    for key in ("week-one", "week-eight"):
        everybody_answers(by, Wave.objects.select_related("cohort__organisation").get(cohort=cohort, key=key))
    assert Response.objects.exclude(submitted_on=None).count() == 4 * A_SIDE
    assert all("slept" in one.answers for one in Response.objects.filter(wave__key="week-one"))
    brews(cohort)
    report = make_report(by=by, cohort=cohort, audience="public", language="en", seed=1)
    assert [job.state for job in run_jobs()] == [JobState.DONE]
    publish_report(by=by, report=Report.objects.get(pk=report.pk))
    page = Report.objects.get(pk=report.pk).page
    assert "Newcomers" in page
    assert "Company" in page
    assert ("A brew at three in the morning" in page, "6 of 6" in page) == (True, True)
    client.force_login(lead)
    check_pages(client, cohort, run)


def brews(cohort):
    """Every pair has the four that the short variant expects."""
    for relationship in Relationship.objects.filter(cohort=cohort):
        for _night in range(4):
            MeetingFactory(relationship=relationship, activity="brew", minutes=20)


def check_pairs(cohort):
    """Everybody has a buddy from another ward; those who worry about sleep have somebody who knows about it."""
    pairs = list(Pair.objects.select_related("left", "right"))
    assert len(pairs) == A_SIDE
    assert {(pair.left.side, pair.right.side) for pair in pairs} == {("newcomer", "old-hand")}
    assert all(pair.left.attributes["ward"] != pair.right.attributes["ward"] for pair in pairs)
    helped = sum(
        one["rule"].startswith("share") or "worries" in one["rule"] for pair in pairs for one in pair.reasons
    )
    assert helped > 0
    assert Mail.objects.filter(purpose="matches.paired").count() == 2 * A_SIDE


def check_pages(client, cohort, run):
    """Every page of the lead speaks of the invented sides, never of those of another programme."""
    wave, place = cohort.waves.first(), cohort.places.first()
    addresses = [
        *(
            reverse(f"cohorts:{view}", args=[cohort.pk])
            for view in ("show", "people", "calendar", "team", "settings")
        ),
        *(
            reverse(f"cohorts:{view}", args=[cohort.pk])
            for view in ("upload", "add_person", "messages", "dates")
        ),
        reverse("cohorts:person", args=[cohort.pk, place.pk]),
        reverse("surveys:waves", args=[cohort.pk]),
        reverse("surveys:wave", args=[cohort.pk, wave.pk]),
        reverse("matches:workbench", args=[cohort.pk]),
        reverse("matches:draft", args=[cohort.pk, run.number]),
        reverse("matches:pairs", args=[cohort.pk]),
        reverse("home:home"),
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        words = answer.content.decode().split("<main")[1].lower()
        assert "clinician" not in words, address
        assert "line of management" not in words, address


def test_a_definition_that_changes_leaves_running_cohorts_as_they_began(cohort, by, definition):
    text = cohort.definition.text
    moved = text.replace('name = "The first week"', 'name = "Week one"').replace("max = 25", "max = 3")
    changed = read_definition(moved, "night-shift-buddies.toml")
    later = actions.create_cohort(
        by=by,
        organisation=cohort.organisation,
        definition=changed,
        variant="short",
        name="Nights in winter",
        starts_on=cohort.starts_on,
        time_zone="Europe/London",
    )
    assert later.definition_id != cohort.definition_id
    again = Cohort.objects.get(pk=cohort.pk)
    assert definitions.definition_of(again) == definition.for_variant("short")
    assert definitions.definition_of(later).role("newcomer").places.max == 3
    waves.lay_out(by=by, cohort=again)
    assert again.waves.get(key="week-one").name != later.waves.get(key="week-one").name


def test_a_questionnaire_that_changes_leaves_waves_and_answers_as_they_were(cohort, by, monkeypatch):
    """A later version of Kith asks differently: what is laid out asks as it was, and old wishes are still read."""
    bring_people(by, cohort)
    say_yes_and_what_one_hopes_for(cohort)
    asked = cohort.waves.get(key="week-one").instrument
    text = (FOLDER / "nights.toml").read_text().replace("I feel alone on nights.", "Are you alone?")
    changed = read_instrument(text.replace('key = "sleep"', 'key = "rest"').encode(), "nights.toml")
    monkeypatch.setattr(shipped, "shipped_instruments", lambda: MappingProxyType({"nights": changed}))
    waves.lay_out(by=by, cohort=cohort)
    assert cohort.waves.get(key="week-one").instrument == asked
    place = Place.objects.select_related("cohort__definition").filter(cohort=cohort).first()
    answers = preferences.answers_of(place, questionnaire_of(place))
    assert "alone" in answers

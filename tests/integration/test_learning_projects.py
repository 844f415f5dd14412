"""What two improve together: written by either, seen by both, presented in turn; the lead reads titles alone."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from tests.asking import ask, send
from tests.factories import SecondFactorFactory
from tests.factories.learning import EventFactory, JointProjectFactory, RelationshipFactory
from tests.factories.running import running
from tests.integration.whole_teaching import with_workshops

from kith.foundation.faults import KithError
from kith.service.core.domain.personal_data import erase_person
from kith.service.learning.domain.teaching import projects
from kith.service.learning.models import JointProject
from kith.service.learning.web.teaching.project_presenters import sheet

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_cohort(keep):
    def make():
        made = with_workshops(running())
        SecondFactorFactory(user=made.lead)
        for place in made.places.values():
            place.cohort = made.cohort
        return made

    return keep(make)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def pair(made, left="Amina", right="Ben"):
    both = {"pair__left": made.places[left], "pair__right": made.places[right]}
    return RelationshipFactory(cohort=made.cohort, **both)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def form_of(**instead):
    wanted = {"title": "Fewer late discharges", "aim": "Half by June.", "state": "under_way", "outcome": ""}
    return wanted | {"sent_once": str(UUID(int=4))} | instead


def post(person, address, form):
    client = Client()
    client.force_login(person)
    return client.post(address, form)


def test_either_writes_and_both_see(made):
    relationship = pair(made)
    amina, ben = made.places["Amina"].person, made.places["Ben"].person
    page, begin = (
        reverse(f"learning:{name}", args=[relationship.pk]) for name in ("together", "begin_project")
    )
    assert "Write down what you want to improve" in text(ask(amina, page))
    assert post(amina, begin, form_of()).status_code == 302
    assert post(amina, begin, form_of()).status_code == 302
    row = JointProject.objects.get()
    assert "Half by June." in text(ask(ben, page))
    change = reverse("learning:project", args=[relationship.pk, row.pk])
    assert post(ben, change, form_of(seen="0", state="done", outcome="A third fewer.")).status_code == 302
    assert "A third fewer." in text(ask(amina, page))
    assert send(amina, begin, form_of(title=" ")).status_code == 422


def test_of_two_who_write_at_once_the_second_is_shown_both(made):
    row = JointProjectFactory(relationship=pair(made))
    amina, ben = made.places["Amina"].person, made.places["Ben"].person
    change = reverse("learning:project", args=[row.relationship_id, row.pk])
    post(amina, change, form_of(seen="0", aim="Hers"))
    late = post(ben, change, form_of(seen="0", aim="His"))
    assert late.status_code == 422
    shown = text(late)
    assert "What is there now" in shown
    assert ">Hers<" in shown.replace(" ", "")
    assert 'name="seen" id="id_seen" value="1"' in shown
    row.refresh_from_db()
    assert row.aim == "Hers"
    assert post(ben, change, form_of(seen="1", aim="His")).status_code == 302
    row.refresh_from_db()
    assert (row.aim, row.revision) == ("His", 2)


def test_another_pair_and_the_lead_do_not_read_it(made):
    row = JointProjectFactory(relationship=pair(made), aim="Secret aim", outcome="Secret outcome")
    change = reverse("learning:project", args=[row.relationship_id, row.pk])
    assert ask(made.places["Eve"].person, change).status_code == 404
    assert ask(made.lead, change).status_code == 403
    other = pair(made, "Chen", "Eve")
    mixed = reverse("learning:project", args=[other.pk, row.pk])
    assert ask(made.places["Eve"].person, mixed).status_code == 404
    event = EventFactory(cohort=made.cohort, activity="presentation")
    for name in ("presentation", "presentation_sheet"):
        shown = text(ask(made.lead, reverse(f"learning:{name}", args=[made.cohort.pk, event.pk])))
        assert "Secret" not in shown


def test_the_lead_gives_turns_and_the_sheet_says_when(made):
    first = JointProjectFactory(relationship=pair(made), title="Discharge")
    second = JointProjectFactory(relationship=pair(made, "Chen", "Eve"), title="Handover")
    stopped = JointProjectFactory(relationship=first.relationship, title="Given up", state="stopped")
    event = EventFactory(
        cohort=made.cohort,
        activity="presentation",
        minutes=20,
        starts_at=datetime(2027, 6, 1, 13, tzinfo=UTC),
    )
    address = reverse("learning:presentation", args=[made.cohort.pk, event.pk])
    turns = {f"turn-{first.pk}": "2", f"minutes-{first.pk}": "10", f"turn-{second.pk}": "1"}
    twice = send(made.lead, address, turns | {f"turn-{first.pk}": "1"})
    assert twice.status_code == 422
    assert "Two projects have turn 1" in text(twice)
    assert post(made.lead, address, turns | {f"minutes-{second.pk}": "15"}).status_code == 302
    shown = sheet(event)
    assert shown["table"] == [
        ["2pm", "Handover", "Chen Li and Eve Marsh", "15 minutes"],
        ["2:15pm", "Discharge", "Amina Yusuf and Ben Okafor", "10 minutes"],
    ]
    assert shown["is_too_long"]
    amina = made.places["Amina"]
    own = text(ask(amina.person, reverse("learning:own_presentation", args=[amina.pk, event.pk])))
    assert "Handover" in own
    assert "takes longer" not in own
    assert stopped.title not in own
    assert (
        post(made.lead, address, {f"turn-{second.pk}": "1", f"minutes-{second.pk}": "15"}).status_code == 302
    )
    first.refresh_from_db()
    assert first.presented_at is None


def test_a_turn_of_another_cohorts_project_changes_nothing(made):
    elsewhere = JointProjectFactory()
    event = EventFactory(cohort=made.cohort, activity="presentation")
    turn = projects.Turn(elsewhere.pk, 1, 10)
    assert projects.arrange(by=made.by, event=event, turns=[turn]) == 0


def test_where_the_programme_has_no_project_there_is_none(made):
    made.cohort.variant = ""
    made.cohort.save()
    relationship = pair(made)
    amina = made.places["Amina"].person
    begin = reverse("learning:begin_project", args=[relationship.pk])
    assert send(amina, begin, form_of()).status_code == 422
    assert "Write down what you want to improve" not in text(
        ask(amina, reverse("learning:together", args=[relationship.pk]))
    )


def test_its_words_go_with_the_last_of_the_two(made):
    row = JointProjectFactory(relationship=pair(made), outcome="Done.")
    erase_person(by=made.by, person=made.places["Amina"].person)
    row.refresh_from_db()
    assert row.aim
    erase_person(by=made.by, person=made.places["Ben"].person)
    row.refresh_from_db()
    assert (row.title, row.aim, row.outcome) == ("–", "", "")


def test_when_they_part_it_stays_as_it_is(made):
    row = JointProjectFactory(relationship=pair(made))
    relationship = row.relationship
    relationship.state = "ended"
    relationship.save()
    with pytest.raises(KithError) as refused:
        projects.change(by=made.by, project=row, written=projects.Written("New"), seen=0)
    assert [fault.code for fault in refused.value.faults] == ["learning.project_ended"]

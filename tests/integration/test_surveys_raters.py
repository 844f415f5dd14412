"""Others say how they see a person's work: named, asked, answered once, and nobody can tell who said what."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory
from tests.factories.running import running, told_in_the_audit
from tests.integration.sessions import codes
from tests.integration.whole_raters import acts, asks, said, whole, with_raters

from kith.foundation.faults import KithError
from kith.service.core.domain import links
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.personal_data import erase_person, export_person
from kith.service.core.models import AuditEvent, Mail
from kith.service.surveys.domain import waves
from kith.service.surveys.domain.agreeing import agree
from kith.service.surveys.domain.pseudonyms import destroy_key, pseudonym_of
from kith.service.surveys.domain.raters import answering, keeping, naming
from kith.service.surveys.domain.raters.queries import rated_in, rater_rates
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import Rater, RaterAnswer, Response, Wave, WaveRaters

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    found = kept_cohort()
    with_raters(found)
    return found


def link_of(rater: Rater) -> str:
    _link, path = links.issue_link(
        purpose="rate", subject=rater, person_id=None, expires=rater.asked_in.wave.closes_at
    )
    return path


def test_an_answer_stands_under_the_pseudonym_and_says_nothing_of_the_rater(made):
    rater = asks(made)
    mail = Mail.objects.get(purpose="surveys.rater")
    assert (mail.to_address, mail.is_confidential, "Amina" in mail.subject) == (
        "rita@elsewhere.example",
        True,
        True,
    )
    assert [answering.send(rater=rater, answers=said(rater)) for _time in range(2)] == [True, False]
    (kept,) = RaterAnswer.objects.all()
    assert (kept.pseudonym, kept.side, kept.kind) == (
        pseudonym_of(made.places["Amina"]),
        "clinician",
        "colleague",
    )
    assert {field.name for field in kept._meta.get_fields()} == {
        "id", "wave", "pseudonym", "side", "kind", "answers", "may_be_reported",
    }  # fmt: skip
    assert not told_in_the_audit()
    (event,) = AuditEvent.objects.filter(action="surveys.send_rater_answer")
    assert (event.actor_kind, event.actor_id, event.subject_id) == ("system", "surveys", str(kept.wave_id))
    assert links.Link.objects.filter(subject_id=rater.pk, used_at__isnull=False).count() == 0


def test_every_fault_of_a_name_at_once(made):
    invitation = made.invitation("Amina")

    def refused(**instead: str) -> list[str]:
        given = {"kind": "colleague", "name": "Rita", "email": "rita@elsewhere.example"} | instead
        with pytest.raises(KithError) as found:
            naming.name_rater(by=acts(invitation), invitation=invitation, **given)
        return codes(found)

    assert refused(kind="friend", name=" ", email="no") == [
        "surveys.rater_kind", "surveys.rater_unnamed", "surveys.rater_address",
    ]  # fmt: skip
    assert refused(email="amina@example.org") == ["surveys.rater_is_self"]
    asks(made)
    assert refused(name="Rita again", email="RITA@elsewhere.example") == ["surveys.rater_twice"]
    asks(made, "Omar Diaz", "line_manager")
    assert refused(kind="line_manager", email="x@elsewhere.example") == ["surveys.rater_full"]
    other = made.invitation("Ben")
    made.agree("Ben")
    with pytest.raises(KithError) as found:
        naming.name_rater(by=acts(other), invitation=other, kind="colleague", name="X", email="x@x.example")
    assert codes(found) == ["surveys.raters_not_asked"]


def test_nobody_is_named_before_the_person_agreed(made):
    invitation = made.invitation("Chen")
    with pytest.raises(KithError) as found:
        naming.name_rater(
            by=acts(invitation), invitation=invitation, kind="colleague", name="X", email="x@x.example"
        )
    assert codes(found) == ["surveys.not_agreed"]


def test_taking_back_looks_the_same_whether_or_not_they_answered(made):
    invitation, first, second = made.invitation("Amina"), asks(made), asks(made, "Sam Poe")
    answering.send(rater=first, answers=said(first))
    for rater in (first, second):
        naming.take_back(by=acts(invitation), invitation=invitation, rater=whole(rater))
    assert naming.named_by(invitation.place, first.asked_in) == []
    assert list(Rater.objects.values_list("name", "email", "state")) == [
        ("", "", "answered"),
        ("", "", "taken_back"),
    ]
    assert not Mail.objects.exclude(to_address="").filter(purpose="surveys.rater").exists()
    assert RaterAnswer.objects.count() == 1
    actions = AuditEvent.objects.filter(action="surveys.take_back_rater").values_list("detail", flat=True)
    assert list(actions) == [{}, {}]
    with pytest.raises(KithError) as found:
        answering.send(rater=whole(second), answers=said(second))
    assert codes(found) == ["surveys.rater_not_asked"]


def test_names_taken_back_do_not_let_the_page_mail_the_world(made):
    invitation = made.invitation("Amina")
    for number in range(6):
        rater = asks(made, f"N{number} Poe")
        naming.take_back(by=acts(invitation), invitation=invitation, rater=rater)
    assert naming.room_left(invitation.place, WaveRaters.objects.get())["colleague"] == 0


def test_only_those_who_have_not_answered_are_reminded_and_twice_at_most(made):
    answered, waits = asks(made), asks(made, "Sam Poe")
    answering.send(rater=answered, answers=said(answered))
    now = timezone.now()
    for days in (1, 7, 8, 13, 20, 21):
        keeping.remind_due(now + dt.timedelta(days=days))
    sent = Mail.objects.filter(purpose="surveys.rater_reminder").values_list("to_address", flat=True)
    assert list(sent) == ["sam@elsewhere.example"] * 2
    answering.decline(rater=waits)
    assert whole(waits).state == Rater.State.DECLINED
    assert whole(waits).reminders_sent == 2


def test_closing_erases_whom_people_named_and_keeps_how_many(made):
    first = asks(made)
    asks(made, "Omar Diaz", "line_manager")
    answering.send(rater=first, answers=said(first))
    path = link_of(first)
    waves.close_now(by=made.by, wave=made.wave())
    assert not Rater.objects.exists()
    assert "elsewhere.example" not in str(list(Mail.objects.values_list("to_address", "body", "subject")))
    row = WaveRaters.objects.get()
    one = {"asked": 1, "people": 1, "declined": 0}
    answered, silent = {**one, "answered": 1}, {**one, "answered": 0}
    assert row.counts == {"clinician": {"colleague": answered, "line_manager": silent}}
    assert {(rate.asked, rate.answered) for rate in rater_rates(made.wave(), least=5)} == {(None, None)}
    assert [(rate.asked, rate.answered) for rate in rater_rates(made.wave(), least=1)] == [(1, 0), (1, 1)]
    assert Client().get(path).status_code in (404, 410, 422)


def test_counts_tell_nobody_who_had_answered(made):
    """Neither a name taken back nor a person who withdraws moves a count by who had sent something."""
    first, waits, place = asks(made), asks(made, "Sam Poe"), made.places["Amina"]
    answering.send(rater=first, answers=said(first))

    def rates():
        return [(rate.asked, rate.answered) for rate in rater_rates(made.wave(), least=1) if rate.asked]

    before = rates()
    for rater in (first, waits):
        naming.take_back(
            by=Actor.of_person(place.person), invitation=made.invitation("Amina"), rater=whole(rater)
        )
        assert rates() == before
    agree(by=Actor.of_person(place.person), place=place, said={Use.REPORT: False})
    assert rates() == before == [(2, 1)]
    waves.close_now(by=made.by, wave=made.wave())
    RaterAnswer.objects.all().delete()  # an erasure after the wave has closed
    assert rates() == before


def test_what_raters_said_follows_what_the_person_agrees_to(made):
    first, second, place = asks(made), asks(made, "Sam Poe"), made.places["Amina"]
    answering.send(rater=first, answers=said(first))
    agree(by=Actor.of_person(place.person), place=place, said={Use.REPORT: False})
    assert rated_in(made.wave()) == []
    assert whole(second).email == ""
    made.agree("Amina")
    assert len(rated_in(made.wave())) == 1


def test_leaving_forgetting_and_the_key(made):
    first = asks(made)
    answering.send(rater=first, answers=said(first))
    waits = asks(made, "Sam Poe")
    person = made.places["Amina"].person
    told = (
        zipfile.ZipFile(io.BytesIO(export_person(by=Actor.system("tests"), person=person)))
        .read("your-data.json")
        .decode()
    )
    assert "sam@elsewhere.example" in told
    assert "seen_change" not in told
    known = PersonFactory(email="sam@elsewhere.example")
    erase_person(by=Actor.system("tests"), person=known)
    assert whole(waits).email == ""
    erase_person(by=Actor.system("tests"), person=person)
    assert not Rater.objects.exists()
    assert not RaterAnswer.objects.exists()


def test_the_key_gone_nothing_leads_from_an_answer_to_a_person(made):
    rater = asks(made)
    answering.send(rater=rater, answers=said(rater))
    waves.close_now(by=made.by, wave=made.wave())
    destroy_key(by=made.by, cohort=made.cohort)
    (kept,) = RaterAnswer.objects.all()
    assert kept.may_be_reported
    assert not Rater.objects.exists()
    assert not Wave.objects.filter(cohort=made.cohort, state="open").exists()


def sealed_in(page: str) -> str:
    return re.search(r'name="sealed" value="([^"]+)"', page).group(1)


def test_a_rater_answers_on_pages_that_keep_nothing_before_it_is_sent(made):
    rater, browser = asks(made), Client()
    path = link_of(rater)
    start = browser.get(path).content.decode()
    assert "Amina" in start
    assert "Spring" in start
    assert "I would rather not" in start
    page = browser.post(path, {}).content.decode()
    assert RaterAnswer.objects.count() == 0
    keys = ("seen_change", "seen_people", "seen_hard_talk", "seen_ready")
    wrong = browser.post(path, {"sealed": sealed_in(page), "step": "seen", "seen_change": "9"})
    assert wrong.status_code == 422
    given = {"sealed": sealed_in(page), "step": "seen"} | dict.fromkeys(keys, "4")
    check = browser.post(path, given).content.decode()
    assert Response.objects.count() == RaterAnswer.objects.count() == 0
    back = browser.post(path, {"sealed": sealed_in(check), "to": "seen"}).content.decode()
    assert back.count("checked") == 4
    sent = browser.post(path, {"sealed": sealed_in(check), "send": "1"})
    assert sent.status_code == 302
    assert "Thank you" in browser.get(path).content.decode()
    assert RaterAnswer.objects.get().answers == dict.fromkeys(keys, 4)
    other = asks(made, "Sam Poe")
    assert browser.post(link_of(other), {"sealed": sealed_in(check), "send": "1"}).status_code == 422
    browser.post(link_of(other), {"decline": "1"})
    assert whole(other).state == Rater.State.DECLINED


def test_the_page_on_which_one_names_and_takes_back(made, client):
    invitation = made.invitation("Amina")
    client.force_login(invitation.place.person)
    path = reverse("surveys:raters", args=[invitation.pk])
    page = client.get(path).content.decode()
    assert "Somebody on your ward" in page
    assert "2 to 3" in page
    wrong = client.post(path, {"kind": "colleague", "name": "", "email": "no"})
    assert wrong.status_code == 422
    client.post(path, {"kind": "colleague", "name": "Rita Bell", "email": "rita@elsewhere.example"})
    rater = whole(Rater.objects.get())
    answering.send(rater=rater, answers=said(rater))
    after = client.get(path).content.decode()
    assert "Rita Bell" in after
    assert "nswered" not in after
    client.post(reverse("surveys:take_back_rater", args=[invitation.pk, rater.pk]))
    assert "Rita Bell" not in client.get(path).content.decode().replace("Rita Bell is asked", "")
    _link, way = links.issue_link(
        purpose="answer_wave", subject=invitation, person_id=invitation.place.person_id,
        expires=invitation.wave.closes_at,
    )  # fmt: skip
    assert 'href="' + way + 'raters/"' in Client().get(way).content.decode()
    assert Client().get(way + "raters/").status_code == 200


def test_a_stranger_and_the_lead_see_no_name_and_no_answer(made, client):
    rater = asks(made, "Quillon Vex")
    answering.send(rater=rater, answers=said(rater))
    invitation = made.invitation("Amina")
    client.force_login(made.lead)
    lead = client.get(reverse("surveys:wave", args=[made.cohort.pk, made.wave().pk])).content.decode()
    assert "Somebody on your ward" in lead
    assert "Not shown" in lead
    for secret in ("Quillon", "quillon@", "seen_change"):
        assert secret not in lead
    take = reverse("surveys:take_back_rater", args=[invitation.pk, rater.pk])
    assert client.get(reverse("surveys:raters", args=[invitation.pk])).status_code == 404
    client.force_login(running_elsewhere := PersonFactory())
    assert running_elsewhere.pk
    assert client.get(reverse("surveys:raters", args=[invitation.pk])).status_code == 404
    assert client.post(take).status_code == 404
    ben = made.invitation("Ben")
    client.force_login(ben.place.person)
    assert client.post(reverse("surveys:take_back_rater", args=[ben.pk, rater.pk])).status_code == 404
    assert whole(rater).name == "Quillon Vex"

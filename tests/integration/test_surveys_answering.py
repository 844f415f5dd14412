"""Answering by personal link: saved at each step, taken back, closed; and nobody learns who has answered."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import AdministratorFactory
from tests.factories.running import running, told_in_the_audit

from kith.foundation.faults import KithError
from kith.questionnaires.logic import steps
from kith.service.cohorts.domain import places
from kith.service.core.domain import links
from kith.service.core.models import AuditEvent, Mail
from kith.service.people.domain.erasure import erase
from kith.service.surveys.domain import answering, queries, waves
from kith.service.surveys.domain.pseudonyms import destroy_key, pseudonym_of
from kith.service.surveys.models import Invitation, PseudonymKey, Response, Wave

pytestmark = pytest.mark.django_db
SECRET_WORDS = "I have never told anybody this"


@pytest.fixture
def made():
    """The wave before is open, and no reminder is due at any hour of the day."""
    found = running(starts_on=timezone.localdate() + dt.timedelta(days=10))
    found.opened()
    return found


def link_of(made, name):
    invitation = made.invitation(name)
    _link, path = links.issue_link(
        purpose="answer_wave",
        subject=invitation,
        person_id=invitation.place.person_id,
        expires=invitation.wave.closes_at,
    )
    return path


def answer_all(client, path):
    """Walk the pages as a phone does, answering the middle of every scale; the page that says thank you."""
    assert client.post(path, dict.fromkeys(("report", "lines", "quotes"), "yes")).status_code in {200, 302}
    instrument = answering.sitting(Invitation.objects.first()).instrument
    for step in steps(instrument, answering.sitting(Invitation.objects.first()).answers):
        typed = {step.field(item): _typed(item) for item in step.page.items if item.kind.is_asked}
        answer = client.post(f"{path}{step.key}/", typed)
        assert answer.status_code == 302, answer.content.decode()
    return client.post(f"{path}check-answers/")


def _typed(item):
    match item.kind.value:
        case "scale":
            return "3"
        case "short_text" | "long_text":
            return SECRET_WORDS
        case "yes_no":
            return "yes"
        case "choice" | "choices":
            return item.options[0].key
        case _:
            return ""


def test_a_person_answers_by_link_without_an_account_and_changes_it_until_it_closes(made, client):
    path = link_of(made, "Amina")
    assert client.get(path).status_code == 200
    done = answer_all(client, path)
    assert client.get(done.url).status_code == 200
    response = Response.objects.get()
    assert response.submitted_on == timezone.localdate()
    first = steps(*_seen(made, "Amina"))[0]
    changed = {first.field(item): "5" for item in first.page.items if item.kind.value == "scale"}
    client.post(f"{path}{first.key}/", changed)
    answer_all(client, path)
    assert Response.objects.count() == 1
    assert AuditEvent.objects.filter(action="surveys.submit").count() == 1
    assert told_in_the_audit() == []


def _seen(made, name):
    seen = answering.sitting(made.invitation(name))
    return seen.instrument, seen.answers


def test_answers_are_taken_back_and_nobody_reminds_them(made, client):
    path = link_of(made, "Amina")
    answer_all(client, path)
    client.post(f"{path}check-answers/", {"withdraw": "1"})
    assert not Response.objects.exists()
    Wave.objects.update(opens_at=timezone.now() - dt.timedelta(days=8))
    waves.remind_due(timezone.now())
    assert not Mail.objects.filter(purpose="surveys.reminder", person__name="Amina Yusuf").exists()
    answer_all(client, path)
    assert Response.objects.get().submitted_on is not None


def test_after_closing_nothing_is_taken_and_what_was_sent_stays(made, client):
    path = link_of(made, "Amina")
    answer_all(client, path)
    kept = Response.objects.values().get()
    first = steps(*_seen(made, "Amina"))[0]
    waves.close_now(by=made.by, wave=made.wave())
    assert client.get(path).status_code == 410
    client.post(f"{path}{first.key}/", dict.fromkeys(kept["answers"], "1"))
    with pytest.raises(KithError) as refused:
        answering.submit(by=made.by, invitation=made.invitation("Amina"))
    assert [fault.code for fault in refused.value.faults] == ["surveys.closed_for_answers"]
    assert Response.objects.values().get() == kept


def test_who_leaves_half_way_keeps_what_was_sent_and_can_send_no_more(made, client):
    path = link_of(made, "Amina")
    answer_all(client, path)
    places.withdraw(by=made.by, place=made.places["Amina"])
    assert client.get(path).status_code == 410
    assert client.post(f"{path}check-answers/").status_code == 410
    assert Response.objects.count() == 1
    with pytest.raises(KithError) as refused:
        answering.submit(by=made.by, invitation=made.invitation("Amina"))
    assert [fault.code for fault in refused.value.faults] == ["surveys.place_ended"]


def test_an_erased_persons_link_opens_nothing(made, client):
    path = link_of(made, "Amina")
    answer_all(client, path)
    erase(by=made.by, person=made.places["Amina"].person)
    assert client.get(path).status_code == 404
    assert not Response.objects.exists()


def test_without_the_key_answers_are_nobodys(made, client):
    path = link_of(made, "Amina")
    answer_all(client, path)
    before = pseudonym_of(made.places["Amina"])
    assert Response.objects.get().pseudonym == before
    waves.close_now(by=made.by, wave=made.wave())
    destroy_key(by=made.by, cohort=made.cohort)
    assert PseudonymKey.objects.get().secret is None
    with pytest.raises(KithError) as refused:
        pseudonym_of(made.places["Amina"])
    assert [fault.code for fault in refused.value.faults] == ["surveys.key_destroyed"]
    assert client.get(path).status_code == 410
    assert queries.submitted(made.wave())[0].pseudonym == before


def test_a_cohort_has_its_own_key(made):
    other = running()
    assert pseudonym_of(made.places["Amina"]) != pseudonym_of(other.places["Amina"])
    assert PseudonymKey.objects.count() == 2


@pytest.fixture
def told(made, client):
    """Amina has answered, the others were reminded; a lead and an administrator are signed in."""
    answer_all(Client(), link_of(made, "Amina"))
    Wave.objects.update(opens_at=timezone.now() - dt.timedelta(days=8))
    waves.remind_due(timezone.now())
    assert Mail.objects.filter(purpose="surveys.reminder").count() == 3
    lead, administrator = Client(), Client()
    lead.force_login(made.lead)
    administrator.force_login(AdministratorFactory(organisation=made.cohort.organisation).person)
    return made, lead, administrator


def test_no_page_or_file_of_the_lead_changes_with_who_has_answered(told):
    """The same cohort, answered by Amina or by Ben: every page of the lead reads the same."""
    made, lead, _administrator = told

    def pages():
        seen = {}
        wave = made.wave()
        for view in ("show", "calendar", "people", "messages", "export_people", "team"):
            seen[view] = lead.get(reverse(f"cohorts:{view}", args=[made.cohort.pk])).content.decode()
        for view, args in (("waves", [made.cohort.pk]), ("wave", [made.cohort.pk, wave.pk])):
            seen[view] = lead.get(reverse(f"surveys:{view}", args=args)).content.decode()
        seen["home"] = lead.get(reverse("home:home")).content.decode()
        for place in made.places.values():
            seen[place.pk] = lead.get(
                reverse("cohorts:person", args=[made.cohort.pk, place.pk])
            ).content.decode()
        return {view: _without_tokens(page) for view, page in seen.items()}

    amina, ben = made.invitation("Amina"), made.invitation("Ben")
    first = pages()
    Response.objects.update(pseudonym=pseudonym_of(ben.place))
    Invitation.objects.filter(pk=amina.pk).update(is_finished=False, reminders_sent=1)
    Invitation.objects.filter(pk=ben.pk).update(is_finished=True, reminders_sent=0)
    Mail.objects.filter(purpose="surveys.reminder", person=ben.place.person).update(
        person=amina.place.person, to_address=amina.place.person.email
    )
    assert pages() == first


def _without_tokens(page):
    return "\n".join(
        line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and "nonce" not in line
    )


def test_a_reminder_cannot_be_opened_by_a_lead(told):
    made, lead, _administrator = told
    for mail in Mail.objects.filter(purpose="surveys.reminder"):
        assert lead.get(reverse("cohorts:message", args=[made.cohort.pk, mail.pk])).status_code == 404
        again = lead.post(reverse("cohorts:message", args=[made.cohort.pk, mail.pk]), {"withdraw": "1"})
        assert again.status_code == 404


def test_the_audit_page_says_that_answers_came_and_not_from_whom(told):
    made, _lead, administrator = told
    page = administrator.get(reverse("core:history", args=[made.cohort.organisation.slug])).content.decode()
    for place in made.places.values():
        assert place.person.email not in page
    rows = AuditEvent.objects.filter(action="surveys.submit")
    assert {(row.actor_kind, row.actor_id, row.subject_type) for row in rows} == {
        ("system", "surveys", "surveys.wave")
    }
    assert SECRET_WORDS not in page


def test_counts_of_few_people_are_not_shown_nor_can_they_be_worked_out(told):
    """Two a side: neither a side's count, nor the sum of both, nor the line of stages."""
    made, lead, _administrator = told
    wave = made.wave()
    for address in (
        reverse("surveys:wave", args=[made.cohort.pk, wave.pk]),
        reverse("surveys:waves", args=[made.cohort.pk]),
        reverse("cohorts:show", args=[made.cohort.pk]),
    ):
        page = lead.get(address).content.decode()
        assert "Not shown" in page
        assert "1 of 4" not in page


def test_a_side_that_is_large_enough_does_not_give_the_other_away():
    people = [(f"Person{n} X", "clinician", "St Anne's", "Medicine") for n in range(6)]
    made = running((*people, ("Ben Okafor", "manager", "St Anne's", "Operations")))
    made.opened()
    (wave, *_later) = queries.waves_of(made.cohort, least=5)
    assert (wave.asked, wave.answered) == (7, None)
    rates = {rate.side: rate.answered for rate in queries.rates(wave, least=5)}
    assert rates == {"clinician": 0, "manager": None}
    (wave, *_later) = queries.waves_of(made.cohort, least=1)
    assert (wave.asked, wave.answered) == (7, 0)

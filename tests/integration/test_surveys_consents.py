"""Consent per use: asked before the first screen, each by itself, kept in words, changed at any time, honoured."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from tests.factories.running import Running, running
from tests.integration.whole_actions import answered

from kith.foundation.faults import KithError
from kith.service.core.domain import links
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail
from kith.service.home.domain.export.tables import sheets
from kith.service.people.domain import consents
from kith.service.people.models import Consent
from kith.service.surveys.domain import answering, queries, waves
from kith.service.surveys.domain.agreeing import agree
from kith.service.surveys.domain.pseudonyms import destroy_key
from kith.service.surveys.domain.uses import Use, must_be_asked, said_to_uses
from kith.service.surveys.models import Invitation, Response, Wave

pytestmark = pytest.mark.django_db
YES = {"report": "yes", "lines": "yes", "quotes": "yes"}


@pytest.fixture
def made() -> Running:
    found = running(starts_on=timezone.localdate() + dt.timedelta(days=10))
    found.opened()
    return found


@pytest.fixture
def path(made) -> str:
    invitation = made.invitation("Amina")
    _link, address = links.issue_link(
        purpose="answer_wave",
        subject=invitation,
        person_id=invitation.place.person_id,
        expires=invitation.wave.closes_at,
    )
    return address


def codes(refused):
    return [(fault.code, fault.where.key) for fault in refused.value.faults]


def uses_of(response):
    return response.may_be_reported, response.may_be_read, response.may_be_quoted


def test_the_start_page_asks_each_use_by_itself_and_nothing_is_chosen_beforehand(client, path):
    page = client.get(path).content.decode()
    for use in Use:
        assert str(consents.current_wording(use).title) in page
        assert page.count(f'name="{use.field}"') == 2
    assert "checked" not in page
    for typed in ({}, {"report": "yes"}, YES | {"quotes": "maybe"}):
        assert client.post(path, typed).status_code == 422
    assert Consent.objects.count() == 0


def test_no_question_is_shown_and_no_answer_kept_before_the_report_is_agreed_to(made, client, path):
    check = f"{path}check-answers/"
    assert client.get(check).url == path
    with pytest.raises(KithError) as refused:
        answering.submit(by=made.by, invitation=made.invitation("Amina"))
    assert codes(refused) == [("surveys.not_agreed", None)]
    assert client.post(path, YES).status_code == 302
    assert client.get(check).status_code == 200


def test_what_was_said_is_kept_with_the_words_and_not_asked_again(made, client, path):
    client.post(path, YES | {"lines": "no"})
    kept = Consent.objects.values_list("purpose", "is_given", "wording_version", "cohort_id")
    assert set(kept) == {(use.value, use is not Use.LINES, "1", made.cohort.pk) for use in Use}
    page = client.get(path).content.decode()
    assert ('name="report"' in page, "Change what you agree to" in page) == (False, True)
    made.opened("after")
    person = made.places["Amina"].person_id
    assert not must_be_asked(said_to_uses(person, made.cohort.pk))


def test_new_words_are_asked_anew_and_the_old_yes_holds_until_then(made, monkeypatch):
    made.agree("Amina")
    old = consents.current_wording(Use.QUOTES)
    new = consents.Wording(old.purpose, "2", old.title, old.title, is_confidential=True)
    monkeypatch.setitem(consents._wordings, old.purpose, {"1": old, "2": new})
    said = said_to_uses(made.places["Amina"].person_id, made.cohort.pk)
    assert (must_be_asked(said), said[Use.QUOTES].is_given) == (True, True)


def test_a_no_to_the_report_ends_the_questions_and_the_reminders(made, client, path):
    answer = client.post(path, {"report": "no"})
    assert "We ask you nothing" in client.get(answer.url).content.decode()
    Wave.objects.update(opens_at=timezone.now() - dt.timedelta(days=8))
    waves.remind_due(timezone.now())
    reminded = Mail.objects.filter(purpose="surveys.reminder")
    assert set(reminded.values_list("person__name", flat=True)) == {"Chen Li", "Ben Okafor", "Eve Marsh"}
    later = made.opened("after")
    assert Invitation.objects.get(wave=later, place=made.places["Amina"]).is_finished
    made.agree("Amina")
    assert not Invitation.objects.filter(place=made.places["Amina"], is_finished=True).exists()


def test_a_change_of_mind_reaches_what_was_sent_by_link_and_on_ones_own_page(made, client, path):
    answering.submit(by=made.by, invitation=answered(made))
    assert uses_of(Response.objects.get()) == (True, True, True)
    client.post(f"{path}what-you-agree-to/", YES | {"quotes": "no"})
    assert uses_of(Response.objects.get()) == (True, True, False)
    waves.close_now(by=made.by, wave=made.wave())
    client.force_login(made.places["Amina"].person)
    page = client.get(reverse("people:your_data")).content.decode()
    assert "May we use your answers in the report of this programme?" in page
    assert made.cohort.name in page
    report = Consent.objects.get(purpose=Use.REPORT, withdrawn_at=None)
    client.post(reverse("people:withdraw_consent", args=[report.pk]))
    assert uses_of(Response.objects.get()) == (False, False, False)
    assert (queries.submitted(made.wave()), len(queries.unreported(made.wave()))) == ([], 1)
    client.post(reverse("people:give_consent", args=[report.pk]))
    assert uses_of(Response.objects.get()) == (True, True, False)


def test_nobody_else_can_say_it(made):
    with pytest.raises(PermissionDenied):
        agree(by=made.by, place=made.places["Amina"], said=dict.fromkeys(Use, True))
    with pytest.raises(KithError) as refused:
        agree(by=Actor.of_person(made.places["Amina"].person), place=made.places["Amina"], said={})
    assert codes(refused) == [(f"surveys.{use.field}_unanswered", use.field) for use in Use]


def test_neither_history_nor_the_organisations_file_tells_who_agreed(made):
    """To agree is to have begun: an administrator who reads the trail must not learn who has."""
    made.agree("Amina")
    rows = AuditEvent.objects.filter(action="people.give_consent")
    assert {(row.actor_id, row.subject_type) for row in rows} == {("people", "core.organisation")}
    (sheet,) = [one for one in sheets(made.cohort.organisation) if one.path == "consents.csv"]
    assert list(sheet.cells()) == []


def test_without_the_key_what_was_agreed_stays_with_the_answers_and_leads_to_nobody(made):
    answering.submit(by=made.by, invitation=answered(made))
    waves.close_now(by=made.by, wave=made.wave())
    destroy_key(by=made.by, cohort=made.cohort)
    assert uses_of(Response.objects.get()) == (True, True, True)
    assert not Consent.objects.exists()

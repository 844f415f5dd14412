"""Questionnaires on paper: the name on a slip, a code on the sheet, typed in without a name, never over an answer."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import CohortRoleFactory, SecondFactorFactory
from tests.factories.running import PEOPLE, running
from tests.integration.sessions import codes
from tests.integration.whole_actions import answered
from tests.integration.whole_paper import filled, sheet_of

from kith.foundation.faults import KithError
from kith.programmes.shipped import load_instrument
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.people.models import Consent
from kith.service.surveys.domain import answering, waves
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.paper.entering import OnPaper, Typed, paper_instrument, type_in
from kith.service.surveys.domain.paper.sheets import find_sheet, print_sheets
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import Invitation, PaperEntry, PaperSheet, Response
from kith.service.surveys.web.paper.printing import _page, printed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def test_a_sheet_counts_as_an_answer_online_and_reminders_stop(made):
    sheet = sheet_of(made)
    instrument = instrument_of(sheet.invitation.wave)
    done = type_in(by=made.by, sheet=sheet, paper=filled(instrument))
    assert done.typed is Typed.KEPT
    response = answering.response_of(made.invitation("Amina"))
    assert set(response.answers.values()) == {3}
    assert (response.side, response.may_be_reported, response.submitted_on is not None) == (
        "clinician",
        True,
        True,
    )
    assert made.invitation("Amina").is_finished
    (event,) = AuditEvent.objects.filter(action="surveys.type_in_paper")
    assert (event.actor_id, event.subject_id) == (str(made.lead.pk), str(sheet.invitation.wave_id))
    assert not AuditEvent.objects.filter(detail__icontains=sheet.code).exists()
    assert {row.basis for row in Consent.objects.filter(purpose__in=list(Use))} == {
        "A box on the paper questionnaire"
    }


def test_every_fault_is_told_at_once_and_nothing_is_kept(made):
    sheet = sheet_of(made)
    instrument = instrument_of(sheet.invitation.wave)
    paper = filled(instrument)
    first, second, third = list(paper.raw)[:3]
    wrong = OnPaper(paper.said, {**paper.raw, first: "99", second: ""}, {*paper.blank, third})
    with pytest.raises(KithError) as refused:
        type_in(by=made.by, sheet=sheet, paper=wrong)
    assert {fault.where.key for fault in refused.value.faults} == {first, second, third}
    assert set(codes(refused)) >= {"surveys.paper_neither", "surveys.paper_both"}
    with pytest.raises(KithError) as refused:
        type_in(by=made.by, sheet=sheet, paper=OnPaper({}, paper.raw, paper.blank))
    assert codes(refused) == ["surveys.paper_not_agreed"]
    assert not Response.objects.exists()
    assert not Consent.objects.filter(purpose__in=list(Use)).exists()


def test_a_no_is_kept_and_nothing_else(made):
    sheet = sheet_of(made)
    paper = filled(instrument_of(sheet.invitation.wave), said=False)
    assert type_in(by=made.by, sheet=sheet, paper=paper).typed is Typed.REFUSED
    assert not Response.objects.exists()
    assert made.invitation("Amina").is_finished


def test_two_typings_are_laid_beside_each_other(made):
    sheet = sheet_of(made)
    instrument = instrument_of(sheet.invitation.wave)
    paper = filled(instrument)
    type_in(by=made.by, sheet=sheet, paper=paper)
    one, other = list(paper.raw)[:2]
    again = OnPaper(paper.said, {**paper.raw, one: "2", other: "4"}, paper.blank)
    done = type_in(by=made.by, sheet=sheet, paper=again)
    assert (done.typed, set(done.differences)) == (Typed.DIFFERS, {one, other})
    assert answering.response_of(sheet.invitation).answers[one] == 3
    done = type_in(by=made.by, sheet=sheet, paper=again, resolved={one: "first", other: "second"})
    assert done.typed is Typed.CHECKED
    kept = answering.response_of(sheet.invitation).answers
    assert (kept[one], kept[other]) == (3, 4)
    assert PaperEntry.objects.get().is_checked


def test_nothing_is_typed_over_an_answer_or_a_decision(made):
    invitation = answered(made)
    answering.submit(by=made.by, invitation=invitation)
    before = answering.response_of(invitation).answers
    (sheet,) = print_sheets(by=made.by, wave=invitation.wave, wanted={invitation.pk})
    sheet = find_sheet(invitation.wave, sheet.code.replace("-", " ").lower())
    paper = filled(instrument_of(invitation.wave), point=1)
    with pytest.raises(KithError) as refused:
        type_in(by=made.by, sheet=sheet, paper=paper)
    assert codes(refused) == ["surveys.paper_answered"]
    assert answering.response_of(invitation).answers == before
    answering.withdraw_answers(by=Actor.of_person(invitation.place.person), invitation=invitation)
    with pytest.raises(KithError) as refused:
        type_in(by=made.by, sheet=sheet, paper=paper)
    assert codes(refused) == ["surveys.paper_answered"]


def test_codes_lead_to_nobody_once_the_wave_has_closed(made):
    sheet = sheet_of(made)
    wave = sheet.invitation.wave
    type_in(by=made.by, sheet=sheet, paper=filled(instrument_of(wave)))
    waves.close_now(by=made.by, wave=wave)
    assert not PaperSheet.objects.exists()
    assert not PaperEntry.objects.exists()
    assert Invitation.objects.get(pk=sheet.invitation_id).is_finished


def test_what_is_printed_has_every_page_and_the_name_on_the_slip_only(made):
    sheet = sheet_of(made)
    paper = printed(sheet)
    instrument = instrument_of(sheet.invitation.wave)
    assert [len(page.questions) for page in paper.pages] == [len(page.items) for page in instrument.pages]
    assert paper.name == "Amina Yusuf"
    for page in (paper.title, *paper.opening, paper.code, paper.closing):
        assert "Amina" not in page
    assert len(paper.consents) == 3


def test_what_is_to_be_skipped_is_printed_in_words():
    instrument = paper_instrument(load_instrument("experience"))
    said = [_page(page, instrument, "en").when for page in instrument.pages]
    (asked,) = [item.label for item in instrument.items if item.key == "times_met"]
    assert [one for one in said if one] == [f"Only when “{asked}” is “0”. Otherwise skip it."]


def test_the_lead_prints_and_the_evaluator_types_without_a_name(made):
    sheet = sheet_of(made)
    wave = sheet.invitation.wave
    paper = reverse("surveys:paper", args=[made.cohort.pk, wave.pk])
    find = reverse("surveys:paper_find", args=[made.cohort.pk, wave.pk])
    SecondFactorFactory(user=made.lead)
    client = Client()
    client.force_login(made.lead)
    assert client.post(paper, {}).status_code == 422
    made_pdf = client.post(paper, {"people": [str(sheet.invitation_id)], "is_large": "on"})
    assert made_pdf["Content-Type"] == "application/pdf"
    assert client.get(find).status_code == 403
    evaluator = CohortRoleFactory(cohort=made.cohort, role="evaluator").person
    SecondFactorFactory(user=evaluator)
    client.force_login(evaluator)
    assert client.get(paper).status_code == 403
    assert client.post(find, {"code": "nothing"}).status_code == 422
    sent = client.post(find, {"code": sheet.code})
    assert sent.status_code == 302
    page = client.get(sent.url).content.decode()
    assert not any(word in page for name, *_rest in PEOPLE for word in name.split())
    empty = client.post(sent.url, {})
    assert empty.status_code == 422
    assert empty.content.decode().count("The first box about the use of the answers is not ticked") == 1
    agreed = client.post(sent.url, {f"use-{use.field}": "yes" for use in Use}).content.decode()
    assert "<title>Error: Sheet" in agreed
    # Once in the list at the top, after its question, and once beside that.
    asked = sum(item.kind.is_asked for page in instrument_of(wave).pages for item in page.items)
    assert agreed.count("Type what the sheet says, or tick that it was left blank") == 2 * asked
    assert agreed.count("” Type what the sheet says") == asked
    wanted = filled(instrument_of(wave))
    data = {**wanted.raw, **{f"blank-{name}": "1" for name in wanted.blank}}
    data |= {f"use-{use.field}": "yes" for use in Use}
    assert client.post(sent.url, data).status_code == 302
    first = next(iter(wanted.raw))
    page = client.post(sent.url, {**data, first: "1"})
    assert page.status_code == 422
    assert "First typing:" in page.content.decode()
    assert client.post(sent.url, {**data, first: "1", f"holds-{first}": "second"}).status_code == 302
    assert answering.response_of(sheet.invitation).answers[first] == 1

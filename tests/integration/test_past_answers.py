"""Answers that were given before the cohort came here: all of them, or every fault by row and column."""

import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import (
    CohortFactory,
    CohortRoleFactory,
    MembershipFactory,
    PersonFactory,
    PlaceFactory,
    SecondFactorFactory,
)
from tests.factories.reports import waves_of

from kith.foundation.faults import KithError
from kith.questionnaires.read import from_json
from kith.service.cohorts.models import CohortRole, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail, StoredFile
from kith.service.people.models import Consent
from kith.service.surveys.domain import past_answers, waves
from kith.service.surveys.domain.agreeing import agree
from kith.service.surveys.domain.past_answers import Elsewhere, bring_answers
from kith.service.surveys.domain.pseudonyms import destroy_key, pseudonym_of
from kith.service.surveys.domain.queries import submitted
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import Invitation, Response, Wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(db):
    return CohortFactory()


@pytest.fixture
def lead(cohort):
    return CohortRoleFactory(cohort=cohort, role=CohortRole.Kind.LEAD).person


@pytest.fixture
def by(lead):
    return Actor.of_person(lead)


@pytest.fixture
def wave(cohort):
    return waves_of(cohort)["experience"]


@pytest.fixture
def amina(cohort):
    return PlaceFactory(cohort=cohort, state=Place.State.CONFIRMED, person__email="amina@example.org")


@pytest.fixture
def ben(cohort):
    return PlaceFactory(
        cohort=cohort, side="manager", state=Place.State.CONFIRMED, person__email="ben@example.org"
    )


AGREED = Elsewhere("Paper forms of March 2025", may_be_read=True, may_be_quoted=False)


def bring(by, wave, *lines, agreed=AGREED):
    content = "\n".join(lines).encode()
    return bring_answers(by=by, wave=wave, name="answers.csv", content=content, agreed=agreed)


def codes(refused):
    return [(fault.code, fault.where.row, fault.where.column) for fault in refused.value.faults]


def test_answers_come_in_under_pseudonyms(by, wave, amina, ben):
    lines = ["E-mail,times_met,shadowed,recommend", "AMINA@example.org,4,Yes,5", "ben@example.org,,,"]
    assert bring(by, wave, *lines) == 1
    response = Response.objects.get()
    assert response.answers == {"times_met": 4, "shadowed": True, "recommend": 5}
    assert (response.pseudonym, response.side) == (pseudonym_of(amina), "clinician")
    assert response.submitted_on == (wave.closes_at - timedelta(seconds=1)).date()
    asked = dict(Invitation.objects.values_list("place_id", "is_finished"))
    assert asked == {amina.pk: True, ben.pk: False}
    assert (Mail.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_what_they_agreed_to_elsewhere_is_kept_with_where_and_how(by, wave, cohort, amina, ben):
    """Whoever has said no here keeps their no, whatever the file brings."""
    no = dict.fromkeys(Use, False)
    agree(by=Actor.of_person(ben.person), place=ben, said=no)
    bring(by, wave, "E-mail,times_met", "amina@example.org,4", "ben@example.org,2")
    rows = Consent.objects.filter(person=amina.person).values_list(
        "purpose", "is_given", "wording_version", "basis"
    )
    assert set(rows) == {
        ("surveys.report", True, "elsewhere", "Paper forms of March 2025"),
        ("surveys.lines", True, "elsewhere", "Paper forms of March 2025"),
        ("surveys.quotes", False, "elsewhere", "Paper forms of March 2025"),
    }
    uses = Response.objects.values_list(
        "answers__times_met", "may_be_reported", "may_be_read", "may_be_quoted"
    )
    assert set(uses) == {(4, True, True, False), (2, False, False, False)}
    assert [row.answers["times_met"] for row in submitted(wave)] == [4]


def test_without_a_word_on_how_they_agreed_nothing_comes_in(by, wave, amina):
    with pytest.raises(KithError) as refused:
        bring(by, wave, "E-mail,times_met", "amina@example.org,4", agreed=Elsewhere(" ", True, True))
    assert [fault.code for fault in refused.value.faults] == ["surveys.basis_missing"]
    assert (Response.objects.count(), Consent.objects.count()) == (0, 0)


def test_everybody_who_takes_part_counts_as_asked(by, wave, amina, ben):
    bring(by, wave, "E-mail,times_met", "amina@example.org,4")
    assert Invitation.objects.filter(place=ben, is_finished=False).exists()


def test_a_label_in_words_is_its_point(by, wave, amina):
    items = {item.key: item for item in from_json(wave.instrument).items}
    point = items["recommend"].points[-1]
    bring(by, wave, "E-mail,recommend", f"amina@example.org,{str(point.label).upper()}")
    assert Response.objects.get().answers == {"recommend": point.value}


def test_it_is_audited_without_saying_who(by, wave, amina):
    bring(by, wave, "E-mail,times_met", "amina@example.org,4")
    event = AuditEvent.objects.get(action="surveys.bring_answers")
    assert (event.actor_id, event.subject_id, event.detail) == (by.id, str(wave.pk), {"answers": 1})
    assert str(amina.pk) not in str(event.__dict__)


def test_every_fault_stands_at_its_row_and_column_and_nothing_is_kept(by, wave, amina, ben):
    with pytest.raises(KithError) as refused:
        bring(
            by,
            wave,
            "E-mail,times_met,recommend",
            "amina@example.org,many,5",
            "nobody@example.org,4,5",
            "ben@example.org,4,99",
            "amina@example.org,3,4",
        )
    assert codes(refused) == [
        ("questionnaires.not_a_number", 2, "times_met"),
        ("surveys.past_nobody", 3, "E-mail"),
        ("questionnaires.not_a_point", 4, "recommend"),
        ("surveys.past_twice", 5, "E-mail"),
    ]
    assert (Response.objects.count(), Invitation.objects.count()) == (0, 0)
    assert not AuditEvent.objects.filter(action="surveys.bring_answers").exists()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["E-mail,mood", "amina@example.org,5"], [("surveys.past_unknown_column", None, "mood")]),
        (
            ["Name,times_met", "Amina,5"],
            [("surveys.past_unknown_column", None, "Name"), ("surveys.past_no_address", None, None)],
        ),
        (["E-mail,times_met", "amina@example.org,"], [("surveys.past_no_answers", None, None)]),
    ],
)
def test_a_file_of_another_shape_is_refused(by, wave, amina, lines, expected):
    with pytest.raises(KithError) as refused:
        bring(by, wave, *lines)
    assert codes(refused) == expected


def test_somebody_of_another_cohort_is_nobody_here(by, wave, amina):
    PlaceFactory(state=Place.State.CONFIRMED, person__email="other@example.org")
    with pytest.raises(KithError) as refused:
        bring(by, wave, "E-mail,times_met", "other@example.org,4")
    assert codes(refused) == [("surveys.past_nobody", 2, "E-mail")]


def test_answers_that_are_here_already_are_not_taken_twice(by, wave, amina):
    bring(by, wave, "E-mail,times_met", "amina@example.org,4")
    with pytest.raises(KithError) as refused:
        bring(by, wave, "E-mail,times_met", "amina@example.org,2")
    assert codes(refused) == [("surveys.past_answered", 2, "E-mail")]
    assert Response.objects.get().answers == {"times_met": 4}


def test_of_two_who_bring_the_same_at_once_the_second_is_told(by, wave, amina, monkeypatch):
    bring(by, wave, "E-mail,times_met", "amina@example.org,4")
    monkeypatch.setattr(past_answers, "pseudonym_of", Seen(pseudonym_of(amina)))
    with pytest.raises(KithError) as refused:
        bring(by, wave, "E-mail,times_met", "amina@example.org,2")
    assert codes(refused) == [("surveys.past_meanwhile", None, None)]


class Seen:
    """Not yet there at the look, there at the write."""

    def __init__(self, pseudonym):
        self.answers = [uuid.uuid4().hex, pseudonym]

    def __call__(self, _place):
        return self.answers.pop(0)


def test_a_questionnaire_that_was_open_here_takes_no_file(by, cohort, amina, client, lead):
    """A row that is refused, or a count that does not rise, would tell who has answered."""
    wave = waves_of(cohort, is_closed=False)["experience"]
    Wave.objects.filter(pk=wave.pk).update(state=Wave.State.PLANNED)
    waves.open_wave(by=by, wave=wave)
    waves.close_now(by=by, wave=wave)
    with pytest.raises(KithError) as refused:
        bring(by, wave, "E-mail,times_met", "amina@example.org,4")
    assert codes(refused) == [("surveys.past_asked_here", None, None)]
    client.force_login(lead)
    page = client.get(reverse("surveys:wave", args=[cohort.pk, wave.pk])).content.decode()
    assert "Bring in answers" not in page


def test_a_questionnaire_that_is_open_takes_no_file(by, cohort, amina):
    wave = waves_of(cohort, is_closed=False)["experience"]
    with pytest.raises(KithError) as refused:
        bring(by, wave, "E-mail,times_met", "amina@example.org,4")
    assert codes(refused) == [("surveys.past_not_over", None, None)]
    Wave.objects.filter(pk=wave.pk).update(state=Wave.State.PLANNED, closes_at=timezone.now())
    wave.refresh_from_db()
    assert bring(by, wave, "E-mail,times_met", "amina@example.org,4") == 1


def test_without_the_key_nothing_can_come_in(by, cohort, wave, amina):
    destroy_key(by=by, cohort=cohort)
    with pytest.raises(KithError, match="key_destroyed"):
        bring(by, wave, "E-mail,times_met", "amina@example.org,4")


def upload(client, wave, content, name="answers.csv"):
    file = io.BytesIO(content)
    file.name = name
    said = {"basis": AGREED.basis, "may_be_read": "yes", "may_be_quoted": "no"}
    return client.post(
        reverse("surveys:past_answers", args=[wave.cohort_id, wave.pk]), {"file": file, **said}
    )


def test_a_lead_brings_answers_in_and_sees_the_faults_on_the_page(client, lead, wave, amina):
    client.force_login(lead)
    address = reverse("surveys:past_answers", args=[wave.cohort_id, wave.pk])
    assert address in client.get(reverse("surveys:wave", args=[wave.cohort_id, wave.pk])).content.decode()
    assert "times_met" in client.get(address).content.decode()
    template = client.get(reverse("surveys:past_template", args=[wave.cohort_id, wave.pk]))
    assert template.status_code == 200
    assert upload(client, wave, template.content, "answers.xlsx").status_code == 422
    wrong = upload(client, wave, b"E-mail,times_met\namina@example.org,many\n")
    assert wrong.status_code == 422
    assert "row 2" in wrong.content.decode()
    answer = upload(client, wave, b"E-mail,times_met\namina@example.org,4\n")
    assert answer.url == reverse("surveys:wave", args=[wave.cohort_id, wave.pk])
    assert Response.objects.count() == 1


def test_binary_and_empty_files_are_refused_on_the_page(client, lead, wave, amina):
    client.force_login(lead)
    for content in (b"", b"\x00\x01\x02\xff" * 500):
        assert upload(client, wave, content).status_code == 422
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "status"), [("evaluator", 403), ("viewer", 403), ("administrator", 403), (None, 404)]
)
def test_others_bring_nothing_in(client, wave, amina, role, status):
    person = PersonFactory()
    if role in CohortRole.Kind.values:
        CohortRoleFactory(cohort=wave.cohort, role=role, person=person)
    elif role:
        MembershipFactory(organisation=wave.cohort.organisation, role=role, person=person)
        SecondFactorFactory(user=person)
    client.force_login(person)
    assert upload(client, wave, b"E-mail,times_met\namina@example.org,4\n").status_code == status
    assert Response.objects.count() == 0

"""Decisions, offers and the waiting list: done, refused, rolled back, audited, and never lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory

from kith.foundation.faults import KithError
from kith.programmes.capabilities import Judged
from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent, Mail, MailState
from kith.service.recruitment.domain.events import ApplicationWithdrawn
from kith.service.recruitment.domain.selecting import deciding, letters, offers
from kith.service.recruitment.domain.selecting.ranking import ranking_of
from kith.service.recruitment.domain.selecting.room import room_of
from kith.service.recruitment.domain.selecting.selection_handlers import application_withdrawn
from kith.service.recruitment.models import Application, Decision, Offer, Review, Reviewer, Waiting

pytestmark = pytest.mark.django_db
State, Kind = Application.State, Decision.Kind
WHY = "The highest totals."


@pytest.fixture
def world():
    """A call with two places for clinicians, five who may take one, and the lead."""
    starts = timezone.localdate() + timedelta(days=120)
    sides = {"clinician": {"min": 1, "max": 2}, "manager": {"min": 1, "max": 2}}
    cohort = CohortFactory(sides=sides, starts_on=starts, ends_on=starts + timedelta(days=180))
    call = CallFactory(cohort=cohort)
    now = timezone.now()
    rows = [
        ApplicationFactory(call=call, state=State.SHORTLISTED, shortlisted_at=now, permitted_at=now)
        for _number in range(5)
    ]
    lead = MembershipFactory(organisation=cohort.organisation, role=Role.LEAD).person
    return SimpleNamespace(call=call, cohort=cohort, rows=rows, by=Actor.of_person(lead))


def fresh(row: Application) -> Application:
    return Application.objects.select_related("call__cohort__organisation", "person", "place").get(pk=row.pk)


def offer(world, *rows: Application) -> int:
    return offers.make_offers(by=world.by, call=world.call, applications=rows, reason=WHY)


def wait(world, *rows: Application) -> int:
    return deciding.decide(
        by=world.by, call=world.call, applications=rows, kind=Kind.WAIT, reason="Close behind."
    )


def codes(refused: pytest.ExceptionInfo[KithError]) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def as_applicant(row: Application) -> Actor:
    return Actor.of_person(row.person)


def test_an_offer_is_a_row_a_mail_and_a_decision_with_its_reason(world):
    assert offer(world, *world.rows[:2]) == 2
    assert [fresh(row).state for row in world.rows] == [State.OFFERED] * 2 + [State.SHORTLISTED] * 3
    assert (
        list(Decision.objects.values_list("kind", "person", "reason"))
        == [(Kind.OFFER, world.by.person.pk, WHY)] * 2
    )
    mails = Mail.objects.filter(purpose="recruitment.offer")
    assert {mail.to_address for mail in mails} == {row.person.email for row in world.rows[:2]}
    assert AuditEvent.objects.filter(action="recruitment.offer").count() == 2
    assert room_of(world.call, "clinician").free == 0


def test_an_offer_ends_with_a_day_where_the_cohort_is(world):
    world.cohort.time_zone = "Asia/Shanghai"
    late_in_london = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)  # the second of March in Shanghai
    assert offers.offer_end(world.call, 14, late_in_london) == datetime(2026, 3, 16, 16, 0, tzinfo=UTC)


def test_more_offers_than_places_are_refused_as_a_whole(world):
    with pytest.raises(KithError) as refused:
        offer(world, *world.rows[:3])
    assert codes(refused) == ["recruitment.too_many_offers"]
    assert refused.value.faults[0].params["free"] == 2
    assert not Offer.objects.exists()
    assert not Decision.objects.exists()


def test_all_that_is_wrong_is_said_at_once(world):
    Application.objects.filter(pk=world.rows[0].pk).update(permitted_at=None)
    Application.objects.filter(pk=world.rows[1].pk).update(state=State.DECLINED)
    with pytest.raises(KithError) as refused:
        offers.make_offers(by=world.by, call=world.call, applications=world.rows[:2], reason=" ")
    assert codes(refused) == [
        "recruitment.reason_missing",
        "recruitment.permission_awaited",
        "recruitment.decision_state",
    ]


def test_an_accepted_offer_is_a_place_in_the_cohort_with_what_the_application_says(world):
    row = world.rows[0]
    offer(world, row)
    place = offers.accept_offer(by=as_applicant(row), application=fresh(row))
    assert (place.state, place.person_id, place.side) == ("confirmed", row.person_id, "clinician")
    assert place.attributes["site"] == row.answers["site"]
    assert place.attributes["band"] == "Band 4 or below"
    assert "why" not in place.attributes
    assert offers.accept_offer(by=as_applicant(row), application=fresh(row)) == place
    assert (fresh(row).state, fresh(row).place) == (State.ACCEPTED, place)
    assert room_of(world.call, "clinician").taken == 1


def test_a_place_on_offer_is_not_given_away_by_hand_and_an_offer_is_kept(world):
    offer(world, *world.rows[:2])
    late = {"name": "Late Joiner", "email": "late@example.org", "side": "clinician", "attributes": {}}
    with pytest.raises(KithError, match="side_full"):
        places.add_person(by=world.by, cohort=world.cohort, **late)
    type(world.cohort).objects.update(sides={**world.cohort.sides, "clinician": {"min": 1, "max": 1}})
    for row in world.rows[:2]:
        assert offers.accept_offer(by=as_applicant(row), application=fresh(row)).state == "confirmed"


def test_a_declined_place_goes_to_the_next_in_line_by_itself(world):
    first, second, third, fourth, fifth = world.rows
    offer(world, first, second)
    wait(world, third, fourth, fifth)
    Application.objects.filter(pk=third.pk).update(permitted_at=None)  # cannot be offered a place yet
    offers.decline_offer(by=as_applicant(first), application=fresh(first), reason="I am moving.")
    states = [fresh(row).state for row in world.rows]
    assert states == [State.DECLINED, State.OFFERED, State.WAITING, State.OFFERED, State.WAITING]
    moved = Decision.objects.get(kind=Kind.MOVED_UP)
    assert (moved.application_id, moved.person) == (fourth.pk, None)
    offers.decline_offer(by=as_applicant(first), application=fresh(first))
    assert [fresh(row).state for row in world.rows] == states


def test_an_offer_that_ran_out_is_refused_before_and_after_the_tick(world):
    row, following = world.rows[:2]
    offer(world, row)
    wait(world, following)
    Application.objects.filter(pk=world.rows[2].pk).update(state=State.WITHDRAWN)
    Offer.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(KithError) as refused:
        offers.accept_offer(by=as_applicant(row), application=fresh(row))
    assert codes(refused) == ["recruitment.offer_ran_out"]
    assert [offers.expire_due(timezone.now()) for _tick in range(2)] == [1, 0]
    assert (fresh(row).state, fresh(following).state) == (State.EXPIRED, State.OFFERED)
    with pytest.raises(KithError) as refused:
        offers.accept_offer(by=as_applicant(row), application=fresh(row))
    assert codes(refused) == ["recruitment.offer_ran_out"]
    assert Mail.objects.filter(purpose="recruitment.offer_ran_out").count() == 1
    assert not world.cohort.places.exists()


def test_nobody_moves_up_once_the_cohort_has_started(world):
    row, following = world.rows[:2]
    offer(world, row)
    wait(world, following)
    world.cohort.starts_on = timezone.localdate()
    world.cohort.save()
    offers.decline_offer(by=as_applicant(row), application=fresh(row))
    assert fresh(following).state == State.WAITING


def test_who_withdraws_gives_the_offer_back(world):
    row, following = world.rows[:2]
    offer(world, row)
    wait(world, following)
    Application.objects.filter(pk=row.pk).update(state=State.WITHDRAWN)
    application_withdrawn(ApplicationWithdrawn(row.pk, as_applicant(row)))
    assert fresh(following).state == State.OFFERED
    assert Offer.objects.get(application=row).state == Offer.State.DECLINED


def test_an_offer_taken_back_leaves_the_application_where_it_was(world):
    row = world.rows[0]
    offer(world, row)
    offers.take_back_offer(by=world.by, application=fresh(row), reason="A mistake.")
    assert fresh(row).state == State.SHORTLISTED
    assert Mail.objects.filter(purpose="recruitment.offer_taken_back").count() == 1
    with pytest.raises(KithError) as refused:
        offers.accept_offer(by=as_applicant(row), application=fresh(row))
    assert codes(refused) == ["recruitment.no_offer"]


def test_a_deferred_place_is_free_again(world):
    row = world.rows[0]
    offer(world, row)
    offers.defer_offer(by=as_applicant(row), application=fresh(row), reason="Maternity leave.")
    assert fresh(row).state == State.DEFERRED
    assert room_of(world.call, "clinician").free == 2


def test_the_waiting_list_keeps_the_order_it_was_given_and_can_be_changed(world):
    third, second, first = world.rows[:3]
    wait(world, first, second, third)
    assert _line() == [first.pk, second.pk, third.pk]
    deciding.move_in_waiting_list(by=world.by, application=fresh(third), up=True)
    assert _line() == [first.pk, third.pk, second.pk]
    deciding.move_in_waiting_list(by=world.by, application=fresh(first), up=True)
    assert _line() == [first.pk, third.pk, second.pk]
    with pytest.raises(KithError):
        deciding.move_in_waiting_list(by=world.by, application=fresh(world.rows[4]), up=True)


def _line():
    return list(Waiting.objects.order_by("rank").values_list("application_id", flat=True))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind in deciding.MAY])
def test_a_decision_from_a_wrong_state_changes_nothing(world, kind):
    wrong = next(state for state in State if state not in deciding.MAY[kind])
    Application.objects.filter(pk=world.rows[0].pk).update(state=wrong)
    with pytest.raises(KithError) as refused:
        deciding.decide(by=world.by, call=world.call, applications=world.rows[:2], kind=kind, reason=WHY)
    assert "recruitment.decision_state" in codes(refused)
    assert not Decision.objects.exists()


def test_an_application_of_another_call_is_not_decided_here(world):
    with pytest.raises(KithError) as refused:
        offer(world, ApplicationFactory(state=State.SHORTLISTED, permitted_at=timezone.now()))
    assert codes(refused) == ["recruitment.nobody_chosen"]


def scored(world, row: Application, *totals: int) -> None:
    """A finished review by each reviewer, the same points on every criterion."""
    criteria = definition_of(world.cohort).selection.criteria_for("clinician", Judged.APPLICATION)
    for reviewer, points in zip(world.call.reviewers.order_by("id"), totals, strict=True):
        Review.objects.create(
            application=row,
            reviewer=reviewer,
            state=Review.State.SUBMITTED,
            scores={one.key: points for one in criteria},
            submitted_at=timezone.now(),
        )


@pytest.fixture
def reviewed(world):
    for _number in range(2):
        Reviewer.objects.create(call=world.call, person=MembershipFactory().person)
    for row, points in zip(world.rows, (4, 3, 3, 1), strict=False):
        scored(world, row, points, points)
    return world


def test_equal_totals_are_shown_as_ties_and_the_unscored_come_last(reviewed):
    ranking = ranking_of(reviewed.call, "clinician")
    ranks = [standing.ranked.rank if standing.ranked else None for standing in ranking.standings]
    assert ranks == [1, 2, 2, 4, None]
    tied = {row.pk for row in reviewed.rows[1:3]}
    assert {standing.application.pk for standing in ranking.standings[1:3]} == tied
    assert set(ranking.cut(2).tied) == {str(pk) for pk in tied}


def test_the_ranking_asks_the_same_number_of_questions_whatever_its_length(
    reviewed, django_assert_num_queries
):
    with django_assert_num_queries(3):
        ranking_of(reviewed.call, "clinician")
    for _number in range(3):
        scored(reviewed, ApplicationFactory(call=reviewed.call), 2, 2)
    with django_assert_num_queries(3):
        ranking_of(reviewed.call, "clinician")


def test_a_letter_says_what_stood_out_and_nothing_of_others(reviewed):
    row = reviewed.rows[3]
    review = Review.objects.filter(application=row).first()
    keys = list(review.scores)
    Review.objects.filter(application=row).update(
        scores={**dict.fromkeys(keys, 2), keys[0]: 4, keys[1]: 1}, comment="Weak English."
    )
    deciding.decide(
        by=reviewed.by, call=reviewed.call, applications=[row], kind=Kind.NOT_SELECT, reason="Below the cut."
    )
    waiting = letters.waiting_for_letter(reviewed.call)
    assert [one.pk for one in waiting] == [row.pk]
    wanted = {"by": reviewed.by, "call": reviewed.call, "applications": waiting}
    assert letters.write_letters(**wanted, words="The next call opens in May.") == 1
    assert letters.write_letters(**wanted) == 0
    mail = Mail.objects.get(purpose="recruitment.feedback")
    selection = definition_of(reviewed.cohort).selection
    assert mail.state == MailState.HELD
    assert str(selection.criterion(keys[0]).name) in mail.body
    assert str(selection.criterion(keys[1]).name) in mail.body
    assert "The next call opens in May." in mail.body
    assert "Weak English" not in mail.body
    assert "Below the cut" not in mail.body


def test_the_applicants_page_never_runs_ahead_of_the_letter(world, client):
    row = fresh(world.rows[0])
    deciding.decide(by=world.by, call=world.call, applications=[row], kind=Kind.NOT_SELECT, reason=WHY)
    client.force_login(row.person)
    address, told = f"/applications/{row.pk}/", "This time we cannot offer you a place."
    assert told not in client.get(address).content.decode()
    letters.write_letters(by=world.by, call=world.call, applications=[row])
    assert told not in client.get(address).content.decode()
    Mail.objects.filter(purpose=letters.LETTER).update(state=MailState.SENT)
    assert told in client.get(address).content.decode()


def test_the_first_so_many_are_those_about_whom_nothing_stands_yet(world, client):
    """Five sent, four of them on the shortlist: "the first one is not" never means the best of all."""
    client.force_login(world.by.person)
    Application.objects.filter(pk=world.rows[4].pk).update(state=State.SUBMITTED, shortlisted_at=None)
    address = f"/cohorts/{world.cohort.pk}/selection/check/"
    asked = {"side": "clinician", "decision": Kind.NOT_SHORTLIST, "first": "1"}
    shown = client.post(address, asked).content.decode()
    assert world.rows[4].reference in shown
    assert not any(row.reference in shown for row in world.rows[:4])

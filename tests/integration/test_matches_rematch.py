"""A partner for those who wait, everybody else left as they are: the actions and what they leave behind."""

import datetime as dt

import pytest
from tests.factories.running import running, told_in_the_audit

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import places
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import Mail
from kith.service.learning.models import Relationship
from kith.service.matches.domain import actions, preferences, rematching, waiting
from kith.service.matches.models import MatchRun, NeverWith, Pair, Publication
from kith.service.people.domain.erasure import erase

pytestmark = pytest.mark.django_db

SIX = (
    ("Amina Yusuf", "clinician", "St Anne's", "Medicine"),
    ("Chen Li", "clinician", "Northgate", "Surgery"),
    ("Devi Rao", "clinician", "Northgate", "Medicine"),
    ("Ben Okafor", "manager", "St Anne's", "Operations"),
    ("Eve Marsh", "manager", "Northgate", "Finance"),
    ("Ola Berg", "manager", "Northgate", "Estates"),
)


def published(people=SIX):
    made = running(people)
    actions.publish(by=made.by, run=made.draft(), seen_revision=0)
    made.cohort.refresh_from_db()
    return made


@pytest.fixture(scope="module")
def world(keep):
    return keep(published)


@pytest.fixture
def made(world):
    return world()


def pair_of(made, name):
    place = made.places[name]
    return Pair.objects.filter(state="active", left=place).first() or Pair.objects.get(
        state="active", right=place
    )


def names_of(made):
    """The pairs that are together, by first name."""
    rows = Pair.objects.filter(cohort=made.cohort, state="active").select_related(
        "left__person", "right__person"
    )
    return {(row.left.person.name.split()[0], row.right.person.name.split()[0]) for row in rows}


def rematch(made, *give_up, may_change=0):
    run = rematching.start_rematch(
        by=made.by, cohort=made.cohort, give_up=[pair.pk for pair in give_up], may_change=may_change, seed=7
    )
    perform(run.job_id)
    run.refresh_from_db()
    return run


def publish(made, run):
    made.cohort.refresh_from_db()
    return rematching.publish_rematch(by=made.by, run=run, seen_revision=made.cohort.revision)


def codes(refused):
    return [fault.code for fault in refused.value.faults]


def join(made, name, side, line=None):
    return made.add(name, side, site="Northgate", line_of_management=line or f"Line of {side}s")


def mails(made, purpose):
    rows = Mail.objects.filter(cohort_id=made.cohort.pk, purpose=purpose)
    return {mail.person.name.split()[0]: mail for mail in rows.select_related("person")}


def test_two_who_joined_late_become_a_pair_and_nobody_else_is_touched(made):
    before = names_of(made)
    join(made, "Fay Ito", "clinician")
    join(made, "Gil Roy", "manager", "Estates")
    Mail.objects.all().delete()
    run = rematch(made)
    assert len(run.pairs) == 1
    publication = publish(made, run)
    assert publication.number == 2
    assert names_of(made) == before | {("Fay", "Gil")}
    assert Pair.objects.filter(publication=publication).count() == 1
    assert Pair.objects.filter(state="ended").count() == 0
    assert set(mails(made, "matches.paired")) == {"Fay", "Gil"} == set(mails(made, "matches.paired"))
    assert Mail.objects.count() == 2
    assert Relationship.objects.filter(pair__publication=publication).count() == 1
    assert told_in_the_audit() == []


def test_pairs_given_up_are_mixed_and_never_made_again(made):
    first, second = pair_of(made, "Amina"), pair_of(made, "Chen")
    before = names_of(made)
    Mail.objects.all().delete()
    publication = publish(made, rematch(made, first, second))
    after = names_of(made)
    assert len(after & before) == 1
    assert len(after) == 3
    first.refresh_from_db()
    assert (first.state, first.end_reason, first.ended_in) == ("ended", "rematched", publication)
    assert set(publication.ended_pairs.all()) == {first, second}
    told = mails(made, "matches.paired")
    assert len(told) == 4
    amina = told["Amina"]
    old = first.right.person.name
    assert f"Your pair with {old}" in amina.body
    assert "your new partner is" in amina.body
    assert Relationship.objects.get(pair=first).state == "ended"
    # Those who parted stay apart in every later re-match, too.
    again = rematch(made, pair_of(made, "Amina"), pair_of(made, "Chen"))
    assert (str(first.left_id), str(first.right_id)) not in {
        (one["left"], one["right"]) for one in again.pairs
    }


def test_one_pair_given_up_with_nobody_else_in_play_makes_nothing_to_publish(made):
    run = rematch(made, pair_of(made, "Amina"))
    assert run.pairs == []
    with pytest.raises(KithError) as refused:
        publish(made, run)
    assert codes(refused) == ["matches.nobody_paired"]
    assert Pair.objects.filter(state="active").count() == 3


def test_whoever_waits_again_is_told_so(made):
    given_up = pair_of(made, "Amina")
    join(made, "Gil Roy", "manager")
    Mail.objects.all().delete()
    publish(made, rematch(made, given_up))
    assert ("Amina", "Gil") in names_of(made)
    alone = given_up.right.person.name.split()[0]
    assert set(mails(made, "matches.not_paired")) == {alone}
    assert "Your pair with Amina Yusuf" in mails(made, "matches.not_paired")[alone].body
    (waits,) = waiting.waiting_in(made.cohort)
    assert (waits.place.pk, waits.why) == (given_up.right_id, waiting.Why.PAIR_ENDED)


def test_others_change_only_when_the_lead_lets_them_and_for_two_who_wait(made):
    """Fay and Gil share a line of management, so they can only be matched by changing one of the others."""
    join(made, "Fay Ito", "clinician", "Medicine")
    join(made, "Gil Roy", "manager", "Medicine")
    assert rematch(made).pairs == []
    run = rematch(made, may_change=2)
    (left, _right), *more = run.told["rematch"]["changed"]
    assert more == []
    assert run.told["rematch"]["serves"][left] == [str(made.places["Fay"].pk), str(made.places["Gil"].pk)]
    before = names_of(made)
    publication = publish(made, run)
    after = names_of(made)
    assert len(after) == 4
    assert len(before - after) == 1
    assert publication.pairs.count() == 2
    assert publication.ended_pairs.count() == 1
    assert waiting.waiting_in(made.cohort) == []


def test_a_wish_and_a_block_are_respected_and_told_to_nobody(made):
    fay, gil = join(made, "Fay Ito", "clinician"), join(made, "Gil Roy", "manager")
    run = rematch(made)
    assert len(run.pairs) == 1
    NeverWith.objects.create(place=fay, address=gil.person.email)
    with pytest.raises(KithError) as refused:
        publish(made, run)
    assert codes(refused) == ["matches.out_of_date"]
    assert rematch(made).pairs == []
    # A wish between two who are together already neither refuses the re-match nor parts them.
    pair = pair_of(made, "Amina")
    preferences.set_never_with(
        by=Actor.of_person(pair.left.person), place=pair.left, addresses=[pair.right.person.email]
    )
    run = rematch(made, may_change=1)
    assert (str(pair.left_id), str(pair.right_id)) not in [
        tuple(one) for one in run.told["rematch"]["changed"]
    ]


def test_a_place_taken_back_tells_the_partner_and_both_wait_lists_know(made):
    pair = pair_of(made, "Amina")
    Mail.objects.all().delete()
    places.withdraw(by=made.by, place=pair.right)
    pair.refresh_from_db()
    assert (pair.state, pair.end_reason) == ("ended", "left")
    (mail,) = Mail.objects.filter(purpose="matches.partner_left")
    assert mail.person == pair.left.person
    assert pair.right.person.name not in mail.body + mail.subject
    assert [(one.place.pk, one.why.value) for one in waiting.waiting_in(made.cohort)] == [
        (pair.left_id, "pair_ended")
    ]
    assert waiting.waiting_counts([made.cohort]) == {made.cohort.pk: {"clinician": 1}}


def test_whoever_left_and_came_back_may_be_with_the_same_partner_again(made):
    pair = pair_of(made, "Amina")
    places.withdraw(by=made.by, place=pair.right)
    name = pair.right.person.name
    back = places.add_person(
        by=made.by,
        cohort=made.cohort,
        name=name,
        email=pair.right.person.email,
        side="manager",
        attributes={},
    )
    places.confirm(by=made.by, place=back)
    assert (pair.left.person.name.split()[0], name.split()[0]) not in names_of(made)
    publish(made, rematch(made))
    assert ("Amina", name.split()[0]) in names_of(made)


def test_between_draft_and_publication_things_happen(made):
    fay, gil = join(made, "Fay Ito", "clinician"), join(made, "Gil Roy", "manager")
    gone, other, kept = rematch(made), rematch(made), rematch(made)
    publish(made, other)
    with pytest.raises(KithError) as refused:
        publish(made, other)
    assert codes(refused) == ["matches.already_published"]
    with pytest.raises(KithError) as refused:
        publish(made, kept)
    assert codes(refused) == ["matches.out_of_date"]
    places.withdraw(by=made.by, place=gil)
    with pytest.raises(KithError) as refused:
        publish(made, gone)
    assert codes(refused) == ["matches.people_left"]
    with pytest.raises(KithError) as refused:
        rematching.publish_rematch(by=made.by, run=kept, seen_revision=0)
    assert codes(refused) == ["cohorts.changed_meanwhile"]
    assert Publication.objects.count() == 2
    assert fay.state == Place.State.CONFIRMED


def test_what_cannot_be_asked_for_is_refused(made):
    ask = {"by": made.by, "cohort": made.cohort, "seed": 1}
    with pytest.raises(KithError) as refused:
        rematching.start_rematch(**ask, give_up=[])
    assert codes(refused) == ["matches.nobody_waits"]
    pair = pair_of(made, "Amina")
    for wrong in (-1, rematching.MOST_CHANGES + 1):
        with pytest.raises(KithError) as refused:
            rematching.start_rematch(**ask, give_up=[pair.pk], may_change=wrong)
        assert codes(refused) == ["matches.too_many_changes"]
    places.withdraw(by=made.by, place=pair.left)
    with pytest.raises(KithError) as refused:
        rematching.start_rematch(**ask, give_up=[pair.pk])
    assert codes(refused) == ["matches.not_together"]
    new = running(SIX[:2], name="Other")
    with pytest.raises(KithError) as refused:
        rematching.start_rematch(by=new.by, cohort=new.cohort, give_up=[])
    assert codes(refused) == ["matches.not_published_yet"]


def test_asked_twice_while_it_works_it_is_asked_once(made):
    ask = {"by": made.by, "cohort": made.cohort, "give_up": [pair_of(made, "Amina").pk]}
    first = rematching.start_rematch(**ask)
    assert rematching.start_rematch(**ask) == first
    assert rematching.start_rematch(**ask, may_change=1) != first
    assert MatchRun.objects.filter(kind="rematch").count() == 2


def test_a_lock_of_the_first_matching_is_spent_once_its_pair_is_given_up(made):
    pair, other = pair_of(made, "Amina"), pair_of(made, "Chen")
    decided = {"left": pair.left, "right": pair.right, "reason": "They asked for it"}
    actions.decide(by=made.by, cohort=made.cohort, kind="lock", **decided)
    run = rematch(made, pair, other)
    assert len(run.pairs) == 2
    assert (str(pair.left_id), str(pair.right_id)) not in {(one["left"], one["right"]) for one in run.pairs}


def test_a_lock_between_who_waits_and_who_is_together_changes_that_pair_only_where_pairs_may_change(made):
    fay, pair = join(made, "Fay Ito", "clinician"), pair_of(made, "Amina")
    actions.decide(
        by=made.by,
        cohort=made.cohort,
        kind="lock",
        left=fay,
        right=pair.right,
        reason="They know the same ward",
    )
    assert rematch(made).pairs == []
    run = rematch(made, may_change=1)
    assert run.told["rematch"]["changed"] == [[str(pair.left_id), str(pair.right_id)]]
    publish(made, run)
    assert ("Fay", pair.right.person.name.split()[0]) in names_of(made)
    assert [one.place.pk for one in waiting.waiting_in(made.cohort)] == [pair.left_id]


def test_whose_pair_came_to_its_end_with_the_programme_waits_for_nobody(made):
    rows = Pair.objects.filter(pk=pair_of(made, "Amina").pk)
    actions.end_pairs(by=made.by, pairs=rows, reason=Pair.EndReason.COMPLETED)
    assert waiting.waiting_in(made.cohort) == []


def test_never_paired_and_late_are_told_apart_and_the_longest_waits_on_top():
    made = published((*SIX, ("Zoe Hart", "clinician", "Northgate", "Surgery")))
    (never,) = waiting.waiting_in(made.cohort)
    late = join(made, "Fay Ito", "clinician")
    Place.objects.filter(pk=late.pk).update(confirmed_at=never.since + dt.timedelta(days=3))
    assert [(one.place.pk, one.why.value) for one in waiting.waiting_in(made.cohort)] == [
        (never.place.pk, "never_paired"),
        (late.pk, "late"),
    ]


def test_whoever_asks_to_be_forgotten_is_taken_out_of_the_mails_about_their_ended_pair(made):
    first, second = pair_of(made, "Amina"), pair_of(made, "Chen")
    publish(made, rematch(made, first, second))
    name = first.right.person.name
    told = Mail.objects.get(
        purpose="matches.paired", person=first.left.person, body__contains=f"Your pair with {name}"
    )
    erase(by=Actor.of_person(first.right.person), person=first.right.person)
    told.refresh_from_db()
    assert name not in told.body + told.subject

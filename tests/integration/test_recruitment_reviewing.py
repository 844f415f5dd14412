"""Reviewing: shared out evenly, blind, examples first, a conflict given to somebody else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone
from tests.factories import MembershipFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent, Mail
from kith.service.people.domain.merging import merge_people
from kith.service.recruitment.domain.applying.starting import begin
from kith.service.recruitment.domain.reviewing import review_queries, reviewers, reviewing
from kith.service.recruitment.domain.reviewing.sharing_out import share_out
from kith.service.recruitment.models import Application, Check, ManagerPermission, Review

pytestmark = pytest.mark.django_db
State = Review.State


@pytest.fixture
def world():
    """A call with four applications from clinicians and three people who read."""
    call = CallFactory()
    lead = MembershipFactory(organisation=call.cohort.organisation, role=Role.LEAD).person
    by = Actor.of_person(lead)
    rows = [ApplicationFactory(call=call) for _number in range(4)]
    readers = [
        reviewers.add_reviewer(
            by=by, call=call, name=f"Reader {n}", email=f"reader{n}@example.org", roles=["reviewer"]
        )
        for n in range(3)
    ]
    return SimpleNamespace(call=call, by=by, lead=lead, rows=rows, readers=readers)


def real(**wanted):
    return Review.objects.filter(application__example="", **wanted)


def codes(refused) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def mine(review: Review) -> Actor:
    return Actor.of_person(review.reviewer.person)


def full(review: Review, points: int = 3) -> dict[str, int]:
    return {one.key: points for one in reviewing.criteria_of(review)}


def score_examples(reader) -> None:
    for review in reader.reviews.exclude(application__example=""):
        reviewing.submit(by=mine(review), review=review, scores=full(review), comment="")


def first_of(reader) -> Review:
    return reader.reviews.filter(application__example="").select_related("application__call__cohort").first()


def test_each_application_has_two_readers_and_no_reader_more_than_their_share(world):
    shared = share_out(by=world.by, call=world.call)
    assert (shared.given, shared.unfilled) == (8, ())
    assert sorted(real(reviewer=reader).count() for reader in world.readers) == [2, 3, 3]
    assert {real(application=row).count() for row in world.rows} == {2}
    assert Mail.objects.filter(purpose="recruitment.reviews_given").count() == 3


def test_again_keeps_what_stands_and_gives_out_what_came_late(world):
    share_out(by=world.by, call=world.call)
    before = set(real().values_list("application_id", "reviewer_id"))
    late = ApplicationFactory(call=world.call)
    assert share_out(by=world.by, call=world.call).given == 2
    assert share_out(by=world.by, call=world.call).given == 0
    assert before < set(real().values_list("application_id", "reviewer_id"))
    assert real(application=late).count() == 2


def test_nobody_judges_whom_they_manage(world):
    row, reader = world.rows[0], world.readers[0]
    ManagerPermission.objects.create(
        application=row, kind="manager_permission", email=reader.person.email.upper()
    )
    share_out(by=world.by, call=world.call)
    assert {review.reviewer_id for review in real(application=row)} == {one.pk for one in world.readers[1:]}


def test_nobody_goes_on_judging_who_has_named_them_since_by_any_of_their_addresses(world):
    share_out(by=world.by, call=world.call)
    reader = world.readers[0]
    row = first_of(reader).application
    EmailAddress.objects.create(user=reader.person, email="at.home@example.org", verified=True)
    Check.objects.create(application=row, kind="reference", of_email="At.Home@example.org")
    share_out(by=world.by, call=world.call)
    assert {review.reviewer_id for review in real(application=row)} == {one.pk for one in world.readers[1:]}


def test_what_was_sent_by_one_who_has_left_still_counts_as_a_reading(world):
    world.readers[2].delete()
    share_out(by=world.by, call=world.call)
    real(reviewer=world.readers[0]).update(state=State.SUBMITTED)
    reviewers.end_reviewer(by=world.by, reviewer=world.readers[0])
    late = reviewers.add_reviewer(
        by=world.by, call=world.call, name="Late", email="late@example.org", roles=["reviewer"]
    )
    assert share_out(by=world.by, call=world.call).given == 0
    assert not real(reviewer=late).exists()


def test_an_open_application_of_a_reviewer_is_not_begun(world):
    reader = world.readers[0].person
    row = ApplicationFactory(call=world.call, person=None, email=reader.email, name="A", state="started")
    with pytest.raises(KithError) as refused:
        begin(by=world.by, application=row)
    assert codes(refused) == ["recruitment.applicant_reviews"]


def test_two_accounts_that_judge_and_apply_do_not_become_one(world):
    for pair in ((world.readers[0], world.rows[0]), (world.rows[0], world.readers[0])):
        with pytest.raises(KithError) as refused:
            merge_people(by=Actor.system("tests"), keep=pair[0].person, other=pair[1].person)
        assert codes(refused) == ["recruitment.merge_reviewer"]


def test_who_stood_down_reads_no_further_and_nobody_what_was_withdrawn(world, client):
    share_out(by=world.by, call=world.call)
    first, second = (reader.reviews.filter(application__example="").first() for reader in world.readers[:2])
    for review, after in ((first, 302), (second, 404)):
        page = reverse("recruitment:review", args=[review.pk])
        client.force_login(review.reviewer.person)
        assert client.get(page).status_code == 200
        if review == first:
            reviewing.stand_down(by=mine(review), review=review, reason="My sister")
        else:
            Application.objects.filter(pk=review.application_id).update(state="withdrawn")
        assert client.get(page).status_code == after


def test_an_applicant_does_not_judge_the_call(world):
    with pytest.raises(KithError) as refused:
        reviewers.add_reviewer(
            by=world.by, call=world.call, name="A", email=world.rows[0].email, roles=["reviewer"]
        )
    assert codes(refused) == ["recruitment.reviewer_applies"]
    assert world.call.reviewers.count() == 3


def test_without_readers_nothing_is_shared_out(world):
    with pytest.raises(KithError) as refused:
        share_out(by=world.by, call=CallFactory())
    assert codes(refused) == ["recruitment.no_reviewers"]


def test_the_examples_come_first_and_what_was_written_is_kept(world):
    share_out(by=world.by, call=world.call)
    review = first_of(world.readers[0])
    with pytest.raises(KithError) as refused:
        reviewing.submit(by=mine(review), review=review, scores=full(review), comment="Clear.")
    assert codes(refused) == ["recruitment.examples_first"]
    score_examples(world.readers[0])
    reviewing.submit(by=mine(review), review=review, scores=full(review), comment="Clear.")
    assert Review.objects.get(pk=review.pk).state == State.SUBMITTED
    assert AuditEvent.objects.filter(action="recruitment.submit_review", subject_id=str(review.pk)).exists()


def test_what_is_not_scored_or_cannot_be_is_named_all_at_once(world):
    share_out(by=world.by, call=world.call)
    score_examples(world.readers[0])
    review = first_of(world.readers[0])
    scores = {**full(review), "motivation": 9}
    del scores["improvement"]
    with pytest.raises(KithError) as refused:
        reviewing.submit(by=mine(review), review=review, scores=scores, comment="x" * 5000)
    assert codes(refused) == [
        "recruitment.no_such_score",
        "recruitment.comment_too_long",
        "recruitment.not_scored",
    ]


def test_who_stands_down_leaves_nothing_and_somebody_else_reads_it(world):
    share_out(by=world.by, call=world.call)
    review = first_of(world.readers[0])
    reviewing.save(by=mine(review), review=review, scores={"motivation": 2}, comment="I know her")
    reviewing.stand_down(by=mine(review), review=review, reason="My sister")
    row = Review.objects.get(pk=review.pk)
    assert (row.state, row.scores, row.comment) == (State.CONFLICT, {}, "")
    assert {
        one.reviewer_id for one in real(application=review.application).exclude(state=State.CONFLICT)
    } == {
        world.readers[1].pk,
        world.readers[2].pk,
    }
    with pytest.raises(KithError) as refused:  # the other tab
        reviewing.save(by=mine(review), review=row, scores={"motivation": 4}, comment="")
    assert codes(refused) == ["recruitment.review_closed"]


def test_a_decision_closes_the_review(world):
    share_out(by=world.by, call=world.call)
    score_examples(world.readers[0])
    review = first_of(world.readers[0])
    Application.objects.filter(pk=review.application_id).update(state=Application.State.SHORTLISTED)
    review = first_of(world.readers[0])
    with pytest.raises(KithError) as refused:
        reviewing.submit(by=mine(review), review=review, scores=full(review), comment="")
    assert codes(refused) == ["recruitment.review_closed"]


def test_who_has_ended_judges_no_more_and_what_was_not_sent_is_free(world):
    share_out(by=world.by, call=world.call)
    reader = world.readers[0]
    score_examples(reader)
    sent = first_of(reader)
    reviewing.submit(by=mine(sent), review=sent, scores=full(sent), comment="")
    reviewers.end_reviewer(by=world.by, reviewer=reader)
    assert [review.pk for review in reader.reviews.filter(application__example="")] == [sent.pk]
    assert not review_queries.reviews_of(reader.person).exists()
    assert share_out(by=world.by, call=world.call).given > 0


def test_the_page_shows_neither_name_nor_hidden_answers(world, client):
    row = world.rows[0]
    row.answers = {**row.answers, "site": "Secret site", "access_needs": "A ramp", "why": "Because I ask"}
    row.save()
    share_out(by=world.by, call=world.call)
    review = real(application=row).first()
    client.force_login(review.reviewer.person)
    page = client.get(reverse("recruitment:review", args=[review.pk])).content.decode()
    assert "Because I ask" in page
    assert row.reference in page
    for hidden in ("Secret site", "A ramp", row.name, row.email):
        assert hidden not in page
    other = next(reader for reader in world.readers if not real(application=row, reviewer=reader).exists())
    client.force_login(other.person)
    assert client.get(reverse("recruitment:review", args=[review.pk])).status_code == 404
    client.force_login(world.lead)
    assert client.get(reverse("recruitment:review", args=[review.pk])).status_code == 404


def test_what_cannot_be_sent_is_kept_and_the_next_one_opens(world, client):
    share_out(by=world.by, call=world.call)
    reader = world.readers[0]
    score_examples(reader)
    client.force_login(reader.person)
    review = first_of(reader)
    href = reverse("recruitment:review", args=[review.pk])
    answer = client.post(href, {"criterion-motivation": "3", "comment": "So far."})
    assert answer.status_code == 422
    assert Review.objects.get(pk=review.pk).scores == {"motivation": 3}
    sent = {f"criterion-{key}": points for key, points in full(review).items()}
    answer = client.post(href, {**sent, "comment": ""})
    following = real(reviewer=reader, state=State.ASSIGNED).order_by("id").first()
    assert answer.url == reverse("recruitment:review", args=[following.pk])


def test_calibration_shows_what_everybody_gave_the_same_example(world):
    share_out(by=world.by, call=world.call)
    for number, reader in enumerate(world.readers[:2]):
        for review in reader.reviews.exclude(application__example=""):
            reviewing.submit(by=mine(review), review=review, scores=full(review, 1 + 2 * number), comment="")
    found = review_queries.calibration(world.call)
    assert {one.reviewers for one in found} == {2}
    assert {tuple(points) for one in found for points in one.scores.values()} == {(1, 3)}


def test_the_lists_ask_the_same_number_of_questions_whatever_their_length(
    world, django_assert_max_num_queries, client
):
    share_out(by=world.by, call=world.call)
    client.force_login(world.readers[0].person)
    href = reverse("recruitment:reviews")
    client.get(href)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        assert client.get(href).status_code == 200
    for _number in range(3):
        ApplicationFactory(call=world.call, submitted_at=timezone.now())
    share_out(by=world.by, call=world.call)
    with CaptureQueriesContext(connection) as more:
        assert client.get(href).status_code == 200
    assert len(few) == len(more)

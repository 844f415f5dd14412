"""How much a lead has to do to take sixty applications to twenty-four offers: counted, and printed in the documents."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests.coordinator import Coordinator, Count
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.factories.recruitment import ApplicationFactory

from kith.programmes import load_shipped
from kith.service.cohorts.domain import actions as cohorts
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail, MailState
from kith.service.recruitment.domain.reviewing.reviewing import criteria_of
from kith.service.recruitment.models import Application, Call, Offer, Review

PAGE = Path(__file__).parents[2] / "docs/explanation/coordinator-minutes.md"
SIDES = {"clinician": "Clinicians", "manager": "Managers"}
APPLICATIONS, PLACES = 30, 12
READERS = ("Ines Carvalho", "Toby Marsh", "Lena Frost", "Ravi Menon", "Kit Sharpe", "Dana Whyte")
ABOUT = "Pairs are made across the four hospitals. In the last round most pairs still met a year later."
State = Application.State


@pytest.mark.django_db
def test_sixty_applications_to_twenty_four_offers(client):
    lead = MembershipFactory(organisation=OrganisationFactory()).person
    client.force_login(lead)
    cohort = new_cohort(lead)
    rowan = Coordinator(client)
    rowan.comes_to(f"/cohorts/{cohort.pk}/")
    write_the_call(rowan)
    call = Call.objects.get()
    people_apply(call)
    share_out(rowan)
    reviews_come(call, Review.Kind.PAPER)
    for side in SIDES:
        shortlist(rowan, side)
    for side in SIDES:
        lay_out_interviews(rowan, side)
    with rowan.part("Ask people to choose a time"):
        rowan.presses("Ask them by mail to choose a time")
    people_are_interviewed(call)
    for side in SIDES:
        offer(rowan, side)
    write_letters(rowan)
    assert Offer.objects.filter(state=Offer.State.OPEN).count() == 2 * PLACES
    assert not call.applications.filter(example="", state__in=[State.SUBMITTED, State.INTERVIEWED]).exists()
    assert Mail.objects.filter(purpose="recruitment.feedback", state=MailState.HELD).count() == 0
    assert table(rowan.counts) in PAGE.read_text("utf-8"), table(rowan.counts)


def new_cohort(lead):
    starts = timezone.localdate() + timedelta(weeks=21)
    return cohorts.create_cohort(
        by=Actor.of_person(lead),
        organisation=lead.memberships.get().organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="Linden",
        starts_on=starts,
        time_zone="Europe/London",
        sides={side: {"min": 4, "max": PLACES} for side in SIDES},
    )


def write_the_call(rowan):
    with rowan.part("Write the call and publish it, with two channels"):
        rowan.follows("Open a call")
        rowan.follows("Write the call")
        rowan.presses("Save", about__en=ABOUT, contact__en="Rowan Blake, rowan@example.org")
        rowan.follows("Publish the call")
        rowan.presses("Publish it")
        for name in ("Staff newsletter", "Poster in the canteen"):
            rowan.presses("Add the channel", name=name)


def people_apply(call):
    Call.objects.filter(pk=call.pk).update(
        opens_at=timezone.now() - timedelta(days=35), closes_at=timezone.now()
    )
    for side in SIDES:
        for number in range(APPLICATIONS):
            person = PersonFactory(email=f"{side}{number}@example.org")
            ApplicationFactory(call=call, side=side, person=person, permitted_at=timezone.now())


def share_out(rowan):
    with rowan.part("Bring in six people who read, and share out sixty applications"):
        rowan.follows("Reviewers")
        for name in READERS:
            both = ["reviewer", "interviewer"]
            rowan.follows("Add a reviewer")
            rowan.presses("Add", name=name, email=f"{name.split()[0]}@example.org", roles=both)
        rowan.presses("Share out the applications")


def reviews_come(call, kind):
    """Everybody has done what they were given; no two applications come out alike."""
    waiting = list(Review.objects.filter(application__call=call, kind=kind, state=Review.State.ASSIGNED))
    for review in waiting:
        number = int("".join(filter(str.isdigit, review.application.email)) or 0)
        criteria = criteria_of(review)
        review.scores = {one.key: (number + place * 7) * 5 // 225 for place, one in enumerate(criteria)}
        review.state = Review.State.SUBMITTED
    Review.objects.bulk_update(waiting, ["scores", "state"])


def shortlist(rowan, side):
    with rowan.part(f"{SIDES[side]}: twice as many on the shortlist as there are places, and who is not"):
        rowan.follows("Selection" if side == "clinician" else SIDES[side])
        for title in ("Put 24 on the shortlist", "Leave 6 off the shortlist"):
            rowan.presses("Continue")
            rowan.presses(title)


def lay_out_interviews(rowan, side):
    with rowan.part(f"{SIDES[side]}: a panel of three with twenty-four times on two days"):
        if side == "clinician":
            rowan.follows("Interviews")
        rowan.follows("Add a panel")
        members = list(rowan.choices("members").values())[:3]
        rowan.presses(
            "Go on to its times", name=f"Panel for {SIDES[side].lower()}", members=members, side=side, where="Board room"
        )  # fmt: skip
        for number in range(2):
            day = timezone.localdate() + timedelta(days=60 + number)
            if number:
                rowan.follows(f"Add times Panel for {SIDES[side].lower()}")
            rowan.presses(
                "Open these times",
                day_day=f"{day.day:02}", day_month=f"{day.month:02}", day_year=str(day.year), first="09:00", count="12",
            )  # fmt: skip


def people_are_interviewed(call):
    readers = list(call.reviewers.all())[:3]
    for row in call.applications.filter(state=State.SHORTLISTED):
        Review.objects.bulk_create(
            Review(application=row, reviewer=one, kind=Review.Kind.INTERVIEW) for one in readers
        )
    reviews_come(call, Review.Kind.INTERVIEW)
    now = timezone.now()
    call.applications.filter(state=State.SHORTLISTED).update(state=State.INTERVIEWED, interviewed_at=now)


def offer(rowan, side):
    with rowan.part(f"{SIDES[side]}: twelve offers, a waiting list of six, and who is not selected"):
        rowan.follows("Selection" if side == "clinician" else SIDES[side])
        for title in ("Offer 12 a place", "Put 6 on the waiting list", "Do not select 6"):
            rowan.presses("Continue")
            rowan.presses(title)


def write_letters(rowan):
    with rowan.part("Letters to everybody who was turned down"):
        rowan.follows("Letters")
        rowan.presses("Put the letters in the messages")
        rowan.presses("Send 24 held mails")


def table(counts: list[Count], *, is_summed: bool = True) -> str:
    """The counts as they stand in the document."""
    every = Count(
        "**All of it**",
        *(sum(getattr(one, name) for one in counts) for name in ("pages", "clicks", "boxes", "keys")),
    )
    rows = [
        f"| {one.name} | {one.pages} | {one.clicks} | {one.boxes} | {one.minutes:.1f} |"
        for one in (*counts, *([every] if is_summed else []))
    ]
    return "\n".join(["| what | pages | clicks | boxes typed in | minutes |", "|---|---|---|---|---|", *rows])

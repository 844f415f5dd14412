"""Alumni who chose to be seen, and what leads ask of them."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory, PersonFactory
from tests.factories.learning import AlumnusFactory, SeriesFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory
from tests.factories.running import running
from tests.integration.afterwards import an_alumnus, by, code_of, directory, over, page, post
from tests.integration.whole_after import ENTRY

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.closing import close_cohort
from kith.service.cohorts.models import CohortRole, StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail
from kith.service.home.domain.organisations.merging import merge_organisations
from kith.service.learning.domain.after import alumni, asking
from kith.service.learning.domain.after.ties import settle_alumni
from kith.service.learning.domain.roles import roles_on_alumni
from kith.service.learning.models import Alumnus, AlumnusAsked, Event
from kith.service.people.domain.events import PeopleMerging

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    return over(kept_cohort())


def test_nobody_stands_in_the_directory_unasked_and_who_leaves_is_gone_at_once(made):
    amina, lead = made.places["Amina"], made.lead
    assert "Amina Yusuf" not in page(lead, directory(made))
    page(amina.person, directory(made), 404)
    offer = reverse("learning:stay_in_touch", args=[amina.pk])
    assert offer in page(amina.person, "/")
    given = {"line": "Ward manager", "offers": ["would_mentor"], "seen_by": "everybody"}
    assert post(amina.person, offer, **given).status_code == 302
    seen = page(lead, directory(made))
    assert "Amina Yusuf" in seen
    assert "Ward manager" in seen
    assert amina.person.email not in seen
    assert offer not in page(amina.person, "/")
    mine = reverse("learning:my_entry", args=[made.cohort.organisation.slug])
    assert post(amina.person, mine, **given, shows_address="on").status_code == 302
    assert amina.person.email in page(lead, directory(made))
    assert post(amina.person, mine, leave="1").status_code == 302
    assert "Amina Yusuf" not in page(lead, directory(made))
    page(amina.person, directory(made), 404)
    row = Alumnus.objects.get()
    assert (row.line, row.shows_address, row.would_mentor) == ("", False, False)
    assert offer not in page(amina.person, "/")
    assert post(amina.person, offer, **given).status_code == 302  # they may come back
    assert "Amina Yusuf" in page(lead, directory(made))
    assert Alumnus.objects.count() == 1


def test_who_would_rather_not_is_not_asked_again(made):
    amina = made.places["Amina"]
    offer = reverse("learning:stay_in_touch", args=[amina.pk])
    assert post(amina.person, offer, no="1").status_code == 302
    assert offer not in page(amina.person, "/")
    assert alumni.entry_of(amina.person, made.cohort.organisation) is None


def test_only_who_took_part_to_the_end_and_only_themselves(made):
    amina, ben = made.places["Amina"], made.places["Ben"]
    with pytest.raises(PermissionDenied):
        alumni.join_alumni(by=made.by, place=amina, entry=ENTRY)
    places.withdraw(by=made.by, place=ben)
    with pytest.raises(KithError) as refused:
        alumni.join_alumni(by=by(ben), place=ben, entry=ENTRY)
    assert code_of(refused) == ["learning.alumni_too_early"]
    StageDate.objects.filter(stage="running").update(ends_on=TODAY() + dt.timedelta(days=3))
    offer = reverse("learning:stay_in_touch", args=[amina.pk])
    assert offer not in page(amina.person, "/")
    assert "When your programme is over" in page(amina.person, offer)
    with pytest.raises(KithError):
        alumni.join_alumni(by=by(amina), place=amina, entry=ENTRY)
    close_cohort(by=made.by, cohort=made.cohort)
    amina.refresh_from_db()
    assert alumni.join_alumni(by=by(amina), place=amina, entry=ENTRY).line == "Ward manager"


def test_who_is_seen_by_leads_only_sees_nobody_and_is_seen_by_no_other_alumnus(made):
    organisation = made.cohort.organisation
    shy = AlumnusFactory(organisation=organisation, person__name="Shy One", is_for_leads_only=True)
    open_one = AlumnusFactory(organisation=organisation, person__name="Open One")
    stranger = AlumnusFactory(person__name="Elsewhere One")
    assert {"Shy One", "Open One"} == names(made, made.lead, runs=True)
    assert {"Shy One"} == names(made, shy.person)
    assert {"Open One"} == names(made, open_one.person)
    page(stranger.person, directory(made), 404)
    assert "Shy One" not in page(open_one.person, directory(made))


def names(made, reader, runs=False, **filters):
    rows = alumni.directory(made.cohort.organisation, reader=reader, runs_programmes=runs, **filters)
    return {row.person.name for row in rows}


def test_the_directory_is_searched_and_filtered(made):
    organisation, other = made.cohort.organisation, CohortFactory()
    AlumnusFactory(organisation=organisation, person__name="Ann Archer", would_speak=True, line="Surgeon")
    AlumnusFactory(organisation=organisation, person__name="Bob Baker", would_mentor=True, cohort=made.cohort)
    AlumnusFactory(organisation=organisation, person__name="Cat Cole", cohort=other)
    assert names(made, made.lead, True, search="surg") == {"Ann Archer"}
    assert names(made, made.lead, True, offers="speaker") == {"Ann Archer"}
    assert names(made, made.lead, True, offers="nonsense") == {"Ann Archer", "Bob Baker", "Cat Cole"}
    assert names(made, made.lead, True, cohort=str(made.cohort.pk)) == {"Bob Baker"}
    shown = page(made.lead, directory(made) + "?offers=mentor&search=b&cohort=not-an-id")
    assert ("Bob Baker" in shown, "Ann Archer" in shown) == (True, False)


def test_the_lead_of_a_cohort_sees_the_directory_unless_it_came_by_a_merge(made):
    deputy = CohortRole.objects.create(cohort=made.cohort, person=PersonFactory(), role="deputy").person
    organisation = made.cohort.organisation
    assert roles_on_alumni(deputy, organisation)
    made.cohort.joined_at = timezone.now()
    made.cohort.save()
    assert not roles_on_alumni(deputy, organisation)


def ask(made, row, what="mentor", **given):
    return asking.ask_alumnus(by=made.by, cohort=made.cohort, alumnus=row, ask=what, **given)


def test_an_alumnus_is_asked_once_a_cohort_and_a_no_is_told_nowhere_else(made):
    row = an_alumnus(made)
    asked = ask(made, row, words="It would help us.")
    assert ask(made, row).pk == asked.pk
    mail = Mail.objects.get(purpose="learning.alumnus_asked")
    assert "It would help us." in mail.body
    answer = reverse("learning:asked", args=[made.cohort.organisation.slug])
    assert answer in mail.body
    assert answer in page(row.person, "/")
    assert post(row.person, answer, asked=str(asked.pk), no="1").status_code == 302
    for what in ("mentor", "speaker"):
        with pytest.raises(KithError) as refused:
            ask(made, row, what)
        assert code_of(refused) == ["learning.alumnus_asked_before"]
    assert answer not in page(row.person, "/")
    assert "Not this time" in page(made.lead, reverse("learning:cohort_alumni", args=[made.cohort.pk]))
    shown = page(made.lead, f"{directory(made)}?for={made.cohort.pk}")
    assert ("Asked" in shown, "Not this time" in shown) == (True, False)
    assert "Not this time" not in page(made.lead, directory(made))
    with pytest.raises(KithError) as refused:
        asking.answer_ask(by=Actor.of_person(row.person), asked=asked, yes=True)
    assert code_of(refused) == ["learning.asked_answered"]


def test_nobody_answers_for_another(made):
    row, other = an_alumnus(made), an_alumnus(made)
    asked = ask(made, row)
    answer = reverse("learning:asked", args=[made.cohort.organisation.slug])
    assert post(other.person, answer, asked=str(asked.pk), yes="1").status_code == 404
    assert post(made.lead, answer, asked=str(asked.pk), yes="1").status_code == 404
    with pytest.raises(PermissionDenied):
        asking.answer_ask(by=made.by, asked=asked, yes=True)
    assert str(asked.pk) not in page(other.person, answer)
    alumni.leave_alumni(by=Actor.of_person(row.person), alumnus=row)
    assert AlumnusAsked.objects.count() == 0
    with pytest.raises(KithError) as refused:
        ask(made, row)
    assert code_of(refused) == ["learning.alumnus_gone"]


def yes(asked):
    return asking.answer_ask(by=Actor.of_person(asked.alumnus.person), asked=asked, yes=True)


def test_a_yes_to_reading_applications_makes_a_reviewer(made):
    call = CallFactory(cohort=made.cohort)
    row, applicant = an_alumnus(made), an_alumnus(made)
    asked = yes(ask(made, row, "reviewer"))
    assert asked.settled_at is not None
    assert call.reviewers.get().person == row.person
    assert CohortRole.objects.filter(cohort=made.cohort, person=row.person, role="reviewer").exists()
    ApplicationFactory(call=call, person=applicant.person)
    other = ask(made, applicant, "reviewer")
    with pytest.raises(KithError) as refused:
        yes(other)
    assert code_of(refused) == ["recruitment.reviewer_applies"]
    other.refresh_from_db()
    assert other.answer == "waiting"


def test_what_a_yes_leaves_to_the_lead_waits_until_they_have_seen_to_it(made):
    words = "has said yes and waits to hear from you"
    reviewer = yes(ask(made, an_alumnus(made), "reviewer"))  # there is no call
    assert reviewer.settled_at is None
    assert words in page(made.lead, "/")
    seen_to = reverse("learning:settle_ask", args=[made.cohort.pk, reviewer.pk])
    assert seen_to in page(made.lead, reverse("learning:cohort_alumni", args=[made.cohort.pk]))
    assert post(made.lead, seen_to).status_code == 302
    assert words not in page(made.lead, "/")


def test_a_speaker_who_says_yes_stands_at_the_session(made):
    soon = timezone.now() + dt.timedelta(days=9)
    event = Event.objects.create(
        cohort=made.cohort,
        activity="workshop",
        title="Beds",
        minutes=60,
        starts_at=soon,
        zone="Europe/London",
        on=soon.date(),
    )
    row = an_alumnus(made, person__name="Sam Oak")
    asked = ask(made, row, "speaker", event=event)
    assert asking.speakers_of([event.pk]) == {}
    assert yes(asked).settled_at is not None
    assert asking.speakers_of([event.pk]) == {event.pk: ["Sam Oak"]}
    assert "Sam Oak" in page(made.lead, reverse("learning:session", args=[made.cohort.pk, event.pk]))
    amina = made.places["Amina"]
    assert "Sam Oak" in page(amina.person, reverse("learning:own_sessions", args=[amina.pk]))
    elsewhere = Event.objects.create(cohort=CohortFactory(), activity="x", title="X", minutes=60)
    assert ask(made, an_alumnus(made), "speaker", event=elsewhere).event is None


def test_only_what_was_offered_is_asked(made):
    row = an_alumnus(made, would_speak=False)
    with pytest.raises(KithError) as refused:
        ask(made, row, "speaker")
    assert code_of(refused) == ["learning.alumnus_offers_other"]
    with pytest.raises(KithError) as refused:
        ask(made, AlumnusFactory(would_mentor=True))
    assert code_of(refused) == ["learning.alumnus_gone"]


def test_one_of_two_accounts_keeps_what_stands_in_the_directory(made):
    keep, other = PersonFactory(), PersonFactory()
    organisation = made.cohort.organisation
    AlumnusFactory(organisation=organisation, person=keep, left_at=timezone.now())
    stands = AlumnusFactory(organisation=organisation, person=other, line="Here")
    settle_alumni(PeopleMerging(keep_id=keep.pk, other_id=other.pk))
    assert Alumnus.objects.get() == stands


def test_a_merge_of_organisations_asks_alumni_anew_and_takes_the_series_along(made):
    administrator = MembershipFactory(organisation=made.cohort.organisation, role="administrator").person
    keep = MembershipFactory(person=administrator, role="administrator").organisation
    amina = made.places["Amina"]
    alumni.join_alumni(by=by(amina), place=amina, entry=ENTRY)
    runs = SeriesFactory(organisation=made.cohort.organisation)
    merge_organisations(by=Actor.of_person(administrator), keep=keep, other=made.cohort.organisation)
    assert Alumnus.objects.count() == 0
    runs.refresh_from_db()
    assert runs.organisation == keep
    assert reverse("learning:stay_in_touch", args=[amina.pk]) in page(amina.person, "/")

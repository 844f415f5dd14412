"""People who learn together: pairs, mentoring, their meetings, and what hangs on them."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from tests.factories.cohorts import CohortFactory, PlaceFactory
from tests.factories.core import OrganisationFactory
from tests.factories.people import PersonFactory

from kith.service.cohorts.models import Place
from kith.service.learning.models import (
    AgreementPart,
    AgreementVersion,
    Alumnus,
    Certificate,
    Concern,
    Event,
    Evidence,
    Goal,
    JointProject,
    Meeting,
    Member,
    MentorRequest,
    MentorRequestFor,
    Reflection,
    Relationship,
    Resource,
    Series,
    SeriesOrganiser,
)
from kith.service.matches.models import Pair, Publication


class PairFactory(DjangoModelFactory):
    """A published pair of two confirmed places. The publication is the cohort's one, made where there is none."""

    class Meta:
        model = Pair

    cohort = factory.SubFactory(CohortFactory)
    publication = factory.LazyAttribute(
        lambda row: Publication.objects.get_or_create(
            cohort=row.cohort, number=1, defaults={"reason": "For tests."}
        )[0]
    )
    left = factory.SubFactory(
        PlaceFactory, cohort=factory.SelfAttribute("..cohort"), state=Place.State.CONFIRMED
    )
    right = factory.SubFactory(
        PlaceFactory,
        cohort=factory.SelfAttribute("..cohort"),
        state=Place.State.CONFIRMED,
        side="manager",
    )


class RelationshipFactory(DjangoModelFactory):
    """A pair with its two members. ``pair__left=place, pair__right=partner`` says which two."""

    class Meta:
        model = Relationship
        skip_postgeneration_save = True

    cohort = factory.SubFactory(CohortFactory)
    kind = Relationship.Kind.PAIR
    pair = factory.SubFactory(PairFactory, cohort=factory.SelfAttribute("..cohort"))
    started_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=28))

    @factory.post_generation
    def partners(self, create, extracted, **kwargs):
        if create and self.pair is not None:
            for place in (self.pair.left, self.pair.right):
                MemberFactory(relationship=self, person=place.person, place=place)


class MemberFactory(DjangoModelFactory):
    class Meta:
        model = Member

    relationship = factory.SubFactory(RelationshipFactory)
    person = factory.SubFactory(PersonFactory)
    part = Member.Part.PARTNER


class MentoringFactory(DjangoModelFactory):
    """A mentor, who has said yes, and whom they mentor: ``mentee=place``, ``mentor=person``."""

    class Meta:
        model = Relationship
        skip_postgeneration_save = True

    cohort = factory.SubFactory(CohortFactory)
    kind = Relationship.Kind.MENTORING
    mentor_kind = "mentor"
    started_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=28))

    @factory.post_generation
    def mentee(self, create, extracted, **kwargs):
        if create:
            place = extracted or PlaceFactory(cohort=self.cohort, state=Place.State.CONFIRMED)
            MemberFactory(relationship=self, person=place.person, place=place, part=Member.Part.MENTEE)

    @factory.post_generation
    def mentor(self, create, extracted, **kwargs):
        if create:
            MemberFactory(
                relationship=self,
                person=extracted or PersonFactory(),
                part=Member.Part.MENTOR,
                accepted_at=timezone.now(),
            )


class MeetingFactory(DjangoModelFactory):
    """Held a week ago, for an hour. The relationship's own dates are not worked out anew."""

    class Meta:
        model = Meeting

    relationship = factory.SubFactory(RelationshipFactory)
    state = Meeting.State.HELD
    on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=7))
    zone = "Europe/London"
    minutes = 60


class AgreementVersionFactory(DjangoModelFactory):
    """Proposed by the first member, with a part of each; nobody has signed."""

    class Meta:
        model = AgreementVersion
        skip_postgeneration_save = True

    relationship = factory.SubFactory(RelationshipFactory)
    number = 1
    clauses = factory.LazyFunction(lambda: {"frequency": "Every second Monday at noon."})
    ground_rules = "We say so when we are late."
    review_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=90))
    proposed_at = factory.LazyFunction(timezone.now)
    proposed_by = factory.LazyAttribute(lambda row: row.relationship.members.earliest("id").person)

    @factory.post_generation
    def parts(self, create, extracted, **kwargs):
        for member in self.relationship.members.all() if create else ():
            AgreementPart.objects.create(
                version=self, person=member.person, goals="To learn how beds are found.", brings="Patience."
            )


class ReflectionFactory(DjangoModelFactory):
    """Read by nobody but its writer."""

    class Meta:
        model = Reflection

    person = factory.SubFactory(PersonFactory)
    cohort = factory.SubFactory(CohortFactory)
    text = "I saw how long a ward round is."
    written_on = factory.LazyFunction(timezone.localdate)


class ConcernFactory(DjangoModelFactory):
    """To the people who run the programme."""

    class Meta:
        model = Concern

    cohort = factory.SubFactory(CohortFactory)
    person = factory.SubFactory(PersonFactory)
    to = Concern.To.COORDINATOR
    text = "We do not get on."


class AlumnusFactory(DjangoModelFactory):
    class Meta:
        model = Alumnus

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = Series

    organisation = factory.SubFactory(OrganisationFactory)
    name = "Ward forum"


class SeriesOrganiserFactory(DjangoModelFactory):
    class Meta:
        model = SeriesOrganiser

    series = factory.SubFactory(SeriesFactory)
    person = factory.SubFactory(PersonFactory)
    starts_on = date(2026, 1, 1)


class EventFactory(DjangoModelFactory):
    """A workshop in a week, for everybody."""

    class Meta:
        model = Event

    cohort = factory.SubFactory(CohortFactory)
    activity = "workshop"
    title = factory.Sequence(lambda n: f"Workshop {n}")
    minutes = 90
    zone = "Europe/London"
    starts_at = factory.LazyFunction(
        lambda: (timezone.now() + timedelta(days=7)).replace(second=0, microsecond=0)
    )
    on = factory.LazyAttribute(lambda row: row.starts_at.astimezone(ZoneInfo(row.zone)).date())
    at = factory.LazyAttribute(lambda row: row.starts_at.astimezone(ZoneInfo(row.zone)).time())


class ResourceFactory(DjangoModelFactory):
    """A page to read, for the whole cohort."""

    class Meta:
        model = Resource

    cohort = factory.SubFactory(CohortFactory)
    title = "About leading"
    address = "https://example.org/about"


class JointProjectFactory(DjangoModelFactory):
    class Meta:
        model = JointProject

    relationship = factory.SubFactory(RelationshipFactory)
    activity = "project"
    title = "Fewer late discharges"
    aim = "Half as many by June."


class MentorRequestFactory(DjangoModelFactory):
    """Asked for, and not answered: ``mentees=[place, …]``."""

    class Meta:
        model = MentorRequest
        skip_postgeneration_save = True

    cohort = factory.SubFactory(CohortFactory)
    person = factory.SubFactory(PersonFactory)
    mentor_kind = "mentor"
    asked_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def mentees(self, create, extracted, **kwargs):
        for place in extracted or () if create else ():
            MentorRequestFor.objects.create(request=self, place=place)


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    relationship = factory.SubFactory(RelationshipFactory)
    person = factory.LazyAttribute(lambda row: row.relationship.members.earliest("id").person)
    words = "I can explain how a budget is made."


class EvidenceFactory(DjangoModelFactory):
    """Made from nothing that is left: a title of its own."""

    class Meta:
        model = Evidence

    person = factory.SubFactory(PersonFactory)
    cohort = factory.SubFactory(CohortFactory)
    title = "What I changed on the ward"


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = Certificate

    place = factory.SubFactory(PlaceFactory, state=Place.State.CONFIRMED)
    code = factory.Sequence(lambda n: f"2222-2222-{n:04}")
    hours = factory.LazyFunction(
        lambda: [{"activity": "conversation", "times": 3, "minutes": 120, "unknown": 1}]
    )
    issued_at = factory.LazyFunction(timezone.now)

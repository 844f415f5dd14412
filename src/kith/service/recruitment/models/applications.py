from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Place
from kith.service.core.models import Row
from kith.service.people.models import Person
from kith.service.recruitment.models.calls import Call, Channel

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without those that are taken for one another when read aloud or written by hand."""


def new_reference() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(8))


class Application(Row):
    """One person's application to one call, on one side, from the first address typed to the place taken.

    ``state`` is where it stands; the moments say how far it ever came, which is what the funnel counts.
    """

    class State(models.TextChoices):
        STARTED = "started", _("Not sent yet")
        SUBMITTED = "submitted", _("Sent")
        SHORTLISTED = "shortlisted", _("Shortlisted")
        NOT_SHORTLISTED = "not_shortlisted", _("Not shortlisted")
        INTERVIEWED = "interviewed", _("Interviewed")
        WAITING = "waiting", _("On the waiting list")
        OFFERED = "offered", _("Offered a place")
        ACCEPTED = "accepted", _("Place accepted")
        DECLINED = "declined", _("Offer declined")
        DEFERRED = "deferred", _("Deferred to a later cohort")
        EXPIRED = "expired", _("Offer ran out")
        NOT_SELECTED = "not_selected", _("Not selected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    side = models.CharField(max_length=40)
    """A role key of the definition."""
    reference = models.CharField(max_length=8, unique=True, default=new_reference)
    """What reviewers, letters and telephone calls name it by; never the person's name."""
    channel = models.ForeignKey(Channel, null=True, on_delete=models.SET_NULL, related_name="+")
    email = models.EmailField(blank=True)
    """As first typed, in small letters. It becomes a person when its link is first used."""
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="applications")
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=16, default="en")
    answers = models.JSONField(default=dict)
    """As last sent; before that, as far as they have been given."""
    changes = models.JSONField(null=True)
    """All the answers as changed since sending, while they have not been sent again. Nobody else reads them."""
    page = models.CharField(max_length=60, blank=True)
    unmet = models.JSONField(default=list)
    """Keys of the eligibility rules that the answers do not meet, as of sending."""
    state = models.CharField(max_length=16, choices=State, default=State.STARTED)
    late_until = models.DateTimeField(null=True)
    """The lead lets this one be sent after the close, until then."""
    late_reason = models.CharField(max_length=400, blank=True)
    reminded_at = models.DateTimeField(null=True)
    """When they were told, once, that the call closes soon."""

    opened_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    permitted_at = models.DateTimeField(null=True)
    """When the last permission that the side requires was given or waived."""
    shortlisted_at = models.DateTimeField(null=True)
    interviewed_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    place = models.OneToOneField(Place, null=True, on_delete=models.SET_NULL, related_name="application")

    example = models.CharField(max_length=40, blank=True)
    """The key of the definition's example this is: invented, scored by every reviewer first, counted nowhere."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "email"],
                condition=~Q(state="withdrawn") & ~Q(email=""),
                name="one_application_an_address",
            ),
            models.UniqueConstraint(
                fields=["call", "person"],
                condition=~Q(state="withdrawn") & Q(person__isnull=False),
                name="one_application_a_person",
            ),
            models.UniqueConstraint(
                fields=["call", "example"], condition=~Q(example=""), name="one_example_a_key"
            ),
        ]
        indexes = [
            models.Index(fields=["call", "side", "state"]),
            models.Index(fields=["call", "email"], name="application_address"),
        ]

    def __str__(self) -> str:
        return f"application {self.reference}"

    @property
    def is_live(self) -> bool:
        return self.state != self.State.WITHDRAWN

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.foundation.ids import uuid7
from kith.service.core.domain.permissions import Role
from kith.service.core.models import Organisation, Row


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password) if password else person.set_unusable_password()
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """A person is global: one account, several addresses, merged with a redirect.

    Other addresses stand in allauth's ``EmailAddress``; ``email`` is the main one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    preferred_name = models.CharField(_("what people call you"), max_length=80, blank=True)
    language = models.CharField(max_length=16, default="en")
    time_zone = models.CharField(max_length=64, default="Europe/London")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def called(self) -> str:
        """How mails and pages address them."""
        return self.preferred_name or self.name


def is_in_force(starts_on: date | None, ends_on: date | None, on: date | None = None) -> bool:
    """Whether something dated holds on a day (today; both ends included)."""
    day = on or timezone.now().date()
    return (starts_on is None or starts_on <= day) and (ends_on is None or ends_on >= day)


class InForceQuerySet(models.QuerySet[Any]):
    def in_force(self, on: date | None = None) -> InForceQuerySet:
        """Dated rows that hold on a day (both ends included)."""
        day = on or timezone.now().date()
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day))


class Membership(Row):
    """A role in an organisation, between two dates."""

    class OrganisationRole(models.TextChoices):
        ADMINISTRATOR = Role.ADMINISTRATOR
        LEAD = Role.LEAD
        EVALUATOR = Role.EVALUATOR
        VIEWER = Role.VIEWER
        PLANNER = Role.PLANNER

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=OrganisationRole)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "organisation"])]

    def __str__(self) -> str:
        return f"{self.role} in {self.organisation_id}"


class Consent(Row):
    """A person's yes or no to one use of their data, in the words they saw; ended by a date, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE)
    cohort_id = models.UUIDField(null=True, db_index=True)
    wording_version = models.CharField(max_length=20)
    is_given = models.BooleanField(default=True)
    """Yes or no. Not being asked is no row at all."""
    basis = models.CharField(max_length=300, blank=True)
    """Where and how they said it, when it was not here: the words of whoever brought their answers in."""
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        said = "given" if self.is_given else "declined"
        return f"{self.purpose} ({'withdrawn' if self.withdrawn_at else said})"


class ErasureRequest(Row):
    """A person asks one organisation to let go of them. Kept after it is done, with ids only."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken_back", _("Taken back")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasure_requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="erasure_requests")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    """Why it was declined, as the person reads it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(state="asked"), name="one_open_erasure_request"
            )
        ]

    def __str__(self) -> str:
        return f"erasure request {self.state}"


class DemoPersona(Row):
    """Somebody invented to sign in as with one click, where that is allowed (see ``domain.personas``)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="persona")
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.label

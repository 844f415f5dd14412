from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from kith.service.core.models import Organisation, Row
from kith.service.people.models import Person


class TokenQuerySet(models.QuerySet["Token"]):
    def living(self, now: datetime) -> TokenQuerySet:
        """Those that open something: neither revoked nor expired, of somebody with an open account."""
        return self.filter(revoked_at=None, expires_at__gt=now, person__is_active=True)


class Token(Row):
    """Lets a program read what a person may see, or less. Only the hash of the secret is kept.

    It never gives more than its person's roles do on the day: the permission table is asked each time.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    """What the person calls it: which program uses it."""
    secret_hash = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=16)
    """The beginning of the secret, by which people know one token from another."""
    scopes = models.JSONField(default=list)
    """Permissions to read, of ``api.domain.scopes``."""
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    """The only organisation whose things it opens; none for all that the person's roles reach."""
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    """A day, not a moment: it shows which tokens nobody uses, not when somebody works."""
    revoked_at = models.DateTimeField(null=True)
    window_at = models.DateTimeField(null=True)
    used_in_window = models.PositiveIntegerField(default=0)
    """Requests in the minute that began at ``window_at``. The next tick forgets the minute."""

    objects = TokenQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person"], condition=Q(revoked_at=None), name="living_token")]

    def __str__(self) -> str:
        return f"token {self.prefix}"

    def is_living(self, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now and self.person.is_active

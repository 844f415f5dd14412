"""What the table of tokens holds about a person, why, and how it is let go."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from kith.service.api.models import Token
from kith.service.core.domain.personal_data import Basis, PersonalData, declare, delete

KEPT = timedelta(days=365)
"""After it expired, so that the audit can still name it: as long as a personal link."""


def expire_tokens(now: datetime) -> None:
    Token.objects.filter(expires_at__lt=now - KEPT).delete()
    Token.objects.filter(window_at__lt=now - timedelta(minutes=1)).update(window_at=None, used_in_window=0)


def declare_all() -> None:
    declare(
        PersonalData(
            model=Token,
            purpose=_("Which programs may read for you, and until when. The secret part is not kept."),
            basis=Basis.PUBLIC_TASK,
            retention=_("One year after the token expires."),
            of=lambda person: Token.objects.filter(person=person),
            export=(
                "created_at",
                "name",
                "prefix",
                "scopes",
                "organisation__name",
                "expires_at",
                "last_used_on",
                "revoked_at",
            ),
            erase=delete,
            expire=expire_tokens,
        )
    )

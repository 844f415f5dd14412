"""A year after a cohort has started, as everybody is told: what was written about who applied to it goes.

That somebody applied, on which side, by which channel and how far they came stays, without whom.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kith.service.core.domain import audit
from kith.service.recruitment.domain.declarations import (
    SERVICE,
    forget_applications,
    forget_givers,
    let_documents_go,
)
from kith.service.recruitment.models import (
    Application,
    Call,
    Check,
    Decision,
    ManagerPermission,
    Offer,
    Review,
)

KEPT_DAYS = 365
AT_ONCE = 200
"""Applications of one call in one tick; the next goes on."""


def expire_applications(now: datetime) -> int:
    """For the tick: how many applications were let go."""
    starts = now.date() - timedelta(days=KEPT_DAYS)
    kept = Application.objects.filter(call__cohort__starts_on__lte=starts, example="").exclude(email="")
    calls = Call.objects.filter(pk__in=kept.values("call")).select_related("cohort").order_by("pk")
    return sum(_let_go(call) for call in calls)


@transaction.atomic
def _let_go(call: Call) -> int:
    rows = call.applications.filter(example="").exclude(email="").order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    about = {"application__in": keys}
    Offer.objects.filter(**about).update(reason="")
    Decision.objects.filter(**about).update(reason="")
    Review.objects.filter(**about).update(comment="", conflict_reason="")
    let_documents_go(Check.objects.filter(**about))
    forget_givers(ManagerPermission.objects.filter(**about))
    forget_applications(Application.objects.filter(pk__in=keys))
    Application.objects.filter(pk__in=keys).update(person=None)
    audit.record(
        by=SERVICE,
        action="recruitment.expire_applications",
        subject=call,
        organisation_id=call.cohort.organisation_id,
        cohort_id=call.cohort_id,
        detail={"applications": len(keys)},
    )
    return len(keys)

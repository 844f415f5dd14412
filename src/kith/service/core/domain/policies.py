"""Thresholds: Kith's defaults, and an organisation's own. What protects people may only get stricter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.publishing.disclosure import DisclosurePolicy
from kith.publishing.disclosure.policy import COUNT_THRESHOLD, MIN_MATCHED, ROUND_TO
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.remembering import recall
from kith.service.core.models import Organisation, PolicyThreshold


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number an organisation may set, from ``least`` to ``most``."""

    key: str
    default: int
    least: int
    most: int
    description: str | Promise


_THRESHOLDS = (
    Threshold(
        key="disclosure.count_threshold",
        default=COUNT_THRESHOLD,
        least=COUNT_THRESHOLD,
        most=50,
        description=_("Equality counts of this many people or fewer are not shown."),
    ),
    Threshold(
        key="disclosure.round_to",
        default=ROUND_TO,
        least=ROUND_TO,
        most=50,
        description=_("Other equality counts are rounded to the nearest multiple of this."),
    ),
    Threshold(
        key="disclosure.min_matched",
        default=MIN_MATCHED,
        least=MIN_MATCHED,
        most=50,
        description=_("Scores are shown when at least this many people on a side answered both times."),
    ),
    Threshold(
        key="retention.mail_days",
        default=730,
        least=30,
        most=3650,
        description=_("Days that sent messages are kept."),
    ),
    Threshold(
        key="retention.job_days",
        default=90,
        least=7,
        most=3650,
        description=_("Days that finished background work is kept."),
    ),
    Threshold(
        key="archive.reading_days",
        default=365,
        least=0,
        most=3650,
        description=_("Days that people read their partner and the report after a cohort is archived."),
    ),
)
THRESHOLDS: Mapping[str, Threshold] = {threshold.key: threshold for threshold in _THRESHOLDS}
DEFAULTS: Mapping[str, int] = {key: threshold.default for key, threshold in THRESHOLDS.items()}


def thresholds(organisation: Organisation) -> dict[str, int]:
    """Every threshold as it holds for the organisation."""
    own = organisation.thresholds.filter(key__in=DEFAULTS).values_list("key", "value")
    return {**DEFAULTS, **dict(own)}


def policy(organisation: Organisation) -> DisclosurePolicy:
    """What reports of the organisation keep back."""
    return recall(("core.policy", organisation.pk), lambda: _policy(thresholds(organisation)))


@transaction.atomic
def set_threshold(*, by: Actor, organisation: Organisation, key: str, value: int) -> PolicyThreshold:
    """Set an organisation's own threshold."""
    if key not in THRESHOLDS:
        raise KithError(Fault("core.policy.unknown", params={"key": key}))
    least, most = _limits(THRESHOLDS[key], thresholds(organisation))
    if not least <= value <= most:
        raise KithError(
            Fault("core.policy.range", params={"key": key, "value": value, "least": least, "most": most})
        )
    return _keep(by, organisation, key, value)


@transaction.atomic
def set_thresholds(*, by: Actor, organisation: Organisation, values: Mapping[str, int]) -> tuple[str, ...]:
    """Set several, checked as they will stand together; which of them changed."""
    before = thresholds(organisation)
    wanted, faults = {**before, **values}, Faults()
    for key, value in values.items():
        least, most = _limits(THRESHOLDS[key], wanted)
        if not least <= value <= most:
            faults.add("core.policy.range", Where(key=key), key=key, value=value, least=least, most=most)
    faults.raise_if_any()
    changed = tuple(key for key in values if values[key] != before[key])
    for key in changed:
        _keep(by, organisation, key, values[key])
    return changed


def _keep(by: Actor, organisation: Organisation, key: str, value: int) -> PolicyThreshold:
    row, _is_new = PolicyThreshold.objects.update_or_create(
        organisation=organisation, key=key, defaults={"value": value}
    )
    audit.record(by=by, action="core.policy.set", subject=row, organisation_id=organisation.pk, fields=[key])
    return row


def _limits(threshold: Threshold, values: Mapping[str, int]) -> tuple[int, int]:
    """A count that is shown must not round to 0, so these two limit each other."""
    if threshold.key == "disclosure.round_to":
        return threshold.least, min(threshold.most, 2 * (values["disclosure.count_threshold"] + 1))
    if threshold.key == "disclosure.count_threshold":
        return max(threshold.least, -(-values["disclosure.round_to"] // 2) - 1), threshold.most
    return threshold.least, threshold.most


def _policy(values: Mapping[str, int]) -> DisclosurePolicy:
    return DisclosurePolicy(
        count_threshold=values["disclosure.count_threshold"],
        round_to=values["disclosure.round_to"],
        min_matched=values["disclosure.min_matched"],
    )

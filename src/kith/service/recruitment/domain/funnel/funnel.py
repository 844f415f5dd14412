"""Making a funnel by group: counted, protected, held against what was shown before, then kept as it was shown.

A page never counts groups for its reader: it shows a release. What is shown of one does not change again,
and can still be read when the key to the equality answers is destroyed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language, gettext

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.foundation.words import Text
from kith.publishing.report_json import report_to_json
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.roles import roles_on_cohorts
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Permission, permissions_of
from kith.service.core.domain.policies import policy
from kith.service.core.models import Organisation
from kith.service.people.models import Person
from kith.service.recruitment import bridge
from kith.service.recruitment.domain.calling.calls import Phase, phase_of
from kith.service.recruitment.domain.calling.closing import closing_words
from kith.service.recruitment.domain.funnel import funnel_guard
from kith.service.recruitment.domain.funnel.funnel_board import board
from kith.service.recruitment.domain.funnel.funnel_groups import Dimension, dimensions_of
from kith.service.recruitment.domain.funnel.funnel_rows import Rows, read_rows
from kith.service.recruitment.models import Baseline, Call, EqualityKey, FunnelRelease
from kith.service.ui.web.wording import day

OVER = (Phase.CLOSED, Phase.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted: a question, over one call or over an organisation's that closed between two days."""

    organisation: Organisation
    characteristic: str
    call: Call | None = None
    first: date | None = None
    last: date | None = None
    baseline: Baseline | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    calls: tuple[Call, ...]
    left_out: tuple[str, ...]
    dimension: Dimension
    rows: Rows
    result: bridge.FunnelResult
    now: datetime


def make_funnel(*, by: Actor, asked: Asked) -> FunnelRelease:
    """Count by one question and keep what may be shown. The same people counted again are the same release.

    Counting is done before the transaction, and what was shown meanwhile is looked at inside it.

    Raises
    ------
    KithError
        While a call is open; when nothing could be shown; when it would tell about a few people beside an
        earlier release. Each says what would make it possible.
    """
    counted = _count(by, asked)
    made = _release(asked, counted)
    return _keep(by, asked, made)


@transaction.atomic
def _keep(by: Actor, asked: Asked, made: FunnelRelease) -> FunnelRelease:
    organisation = asked.organisation
    # Of two who make one at once, the second is held against the first.
    Organisation.objects.filter(pk=organisation.pk).update(name=F("name"))
    earlier = earlier_releases(made)
    for one in earlier:
        if one.guarded == made.guarded and _question(one) == _question(made):
            return one
    funnel_guard.guard(made, earlier, policy(organisation))
    made.save(force_insert=True)
    audit.record(
        by=by,
        action="recruitment.make_funnel",
        subject=made,
        organisation_id=organisation.pk,
        cohort_id=asked.call.cohort_id if asked.call else None,
        detail={"characteristic": asked.characteristic, "calls": len(made.asked["calls"])},
    )
    return made


def _question(release: FunnelRelease) -> tuple[object, ...]:
    asked = release.asked
    return release.call_id, asked["characteristic"], asked["calls"], asked["baseline"], asked["language"]


def earlier_releases(made: FunnelRelease) -> list[FunnelRelease]:
    """All that any chain of shared calls links to it, of whatever organisation, by the same question."""
    rows = FunnelRelease.objects.filter(asked__characteristic=made.asked["characteristic"])
    known = ((pk, asked["calls"]) for pk, asked in rows.values_list("pk", "asked"))
    linked = funnel_guard.connected(known, made.asked["calls"])
    return list(rows.filter(pk__in=linked).order_by("created_at", "pk"))


def calls_for(
    organisation: Organisation,
    person: Person | None,
    needed: Permission,
    *,
    first: date | None = None,
    last: date | None = None,
) -> list[Call]:
    """The organisation's published calls of cohorts on which the person may do this, by when they closed."""
    rows = Call.objects.filter(cohort__organisation=organisation).exclude(published_at=None)
    if first is not None:
        rows = rows.filter(closes_at__gte=_start_of(first, organisation))
    if last is not None:
        rows = rows.filter(closes_at__lt=_start_of(last + timedelta(days=2), organisation))
    rows = rows.select_related("cohort__organisation", "cohort__definition").order_by("closes_at", "pk")
    calls = list(rows)
    if last is not None:
        calls = [call for call in calls if _closed_on(call) <= last]
    if person is None:
        return calls
    roles = roles_on_cohorts(person, [call.cohort for call in calls])
    return [call for call in calls if needed in permissions_of(roles[call.cohort_id])]


def _start_of(on: date, organisation: Organisation) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(organisation.time_zone))


def _closed_on(call: Call) -> date:
    """A call that closes with a day closes on it, not on the next."""
    return (call.closes_at - timedelta(seconds=1)).astimezone(ZoneInfo(call.cohort.time_zone)).date()


def _count(by: Actor, asked: Asked) -> _Counted:
    now = timezone.now()
    calls = _closed_calls(by, asked, now)
    dimension = next((one for one in dimensions_of(calls) if one.key == asked.characteristic), None)
    if dimension is None:
        raise KithError(Fault("recruitment.funnel_no_question", Where(key="characteristic")))
    left_out: list[Call] = []
    if dimension.is_equality:
        gone = set(_without_key(calls))
        left_out = [call for call in calls if call.pk in gone]
        calls = [call for call in calls if call.pk not in gone]
        if not calls:
            raise KithError(Fault("recruitment.funnel_key_gone", Where(key="characteristic")))
    rules = policy(asked.organisation)
    rows = read_rows(calls, [dimension], now, least=rules.count_threshold + 1)
    if not rows.ids:
        raise KithError(Fault("recruitment.funnel_nobody"))
    result = bridge.funnel(
        rows,
        cohorts=[call.cohort.name for call in calls],
        baselines=_baselines(asked, dimension),
        policy=rules,
    )
    shown = result.characteristics[0]
    if not any(isinstance(figure, int) for row in shown.rows for figure in row.counts):
        code = "recruitment.funnel_too_few" if asked.call else "recruitment.funnel_too_few_pooled"
        raise KithError(Fault(code, params={"threshold": result.policy.count_threshold}))
    return _Counted(tuple(calls), tuple(c.cohort.name for c in left_out), dimension, rows, result, now)


def _closed_calls(by: Actor, asked: Asked, now: datetime) -> list[Call]:
    """While a call is open each day brings a few more people, and no later release could stand beside it."""
    if asked.call is not None:
        if phase_of(asked.call, now) not in OVER:
            raise KithError(Fault("recruitment.funnel_open", params={"closes": closing_words(asked.call)}))
        return [asked.call]
    faults = Faults()
    if asked.first and asked.last and asked.last < asked.first:
        faults.add("recruitment.funnel_days", Where(key="last"))
    faults.raise_if_any()
    found = calls_for(
        asked.organisation, by.person, Permission.FUNNEL_MAKE, first=asked.first, last=asked.last
    )
    found = [call for call in found if phase_of(call, now) in OVER]
    if not found:
        raise KithError(Fault("recruitment.funnel_no_calls"))
    return found


def _without_key(calls: Sequence[Call]) -> list[object]:
    keys = EqualityKey.objects.filter(call__in=calls, secret=None)
    return list(keys.values_list("call_id", flat=True))


def _baselines(asked: Asked, dimension: Dimension) -> list[bridge.Baseline]:
    """The workforce by this question, as far as its answers are those of the applications."""
    if asked.baseline is None:
        return []
    counts = asked.baseline.counts.get(dimension.key)
    if not counts:
        raise KithError(
            Fault(
                "recruitment.baseline_other",
                Where(key="baseline"),
                {"name": asked.baseline.name, "question": dimension.label.in_language(_language())},
            )
        )
    known = {group.key for group in dimension.groups}
    source = gettext("%(name)s, as of %(day)s") % {
        "name": asked.baseline.name,
        "day": day(asked.baseline.as_of),
    }
    counts = {key: n for key, n in counts.items() if key in known}
    return [bridge.Baseline(dimension.key, counts, Text.of({_language(): source}))]


def _release(asked: Asked, counted: _Counted) -> FunnelRelease:
    label = counted.dimension.label.in_language(_language())
    over = (
        asked.call.cohort.name
        if asked.call
        else gettext("Several calls of %(name)s") % {"name": asked.organisation.name}
    )
    name = gettext("%(over)s, %(question)s, %(day)s") % {
        "over": over,
        "question": label,
        "day": day(counted.now),
    }
    tables = bridge.funnel_releases(counted.rows, counted.result, name)
    page = bridge.funnel_page(counted.result, _facts(asked, counted, over), _language())
    return FunnelRelease(
        organisation=asked.organisation,
        call=asked.call,
        asked={
            "characteristic": counted.dimension.key,
            "label": label,
            "name": name,
            "calls": sorted(call.pk.hex for call in counted.calls),
            "cohorts": [call.cohort.name for call in counted.calls],
            "left_out": list(counted.left_out),
            "baseline": asked.baseline.pk.hex if asked.baseline else None,
            "language": _language(),
        },
        shown=report_to_json(board(page, counted.result)),
        guarded=funnel_guard.kept(counted.rows, tables, counted.dimension.key),
    )


def _facts(asked: Asked, counted: _Counted, over: str) -> bridge.ReportFacts:
    language = _language()
    title = gettext("Who got in: %(over)s") % {"over": over}
    names = {definition_of(call.cohort).name.in_language(language) for call in counted.calls}
    return bridge.ReportFacts(
        title=Text.of({language: title}),
        written_at=counted.now,
        programme=Text.of({language: ", ".join(sorted(names))}),
        organisation=Text.of({language: asked.organisation.name}),
        synthetic=asked.organisation.is_synthetic,
    )


def _language() -> str:
    return get_language() or "en"

"""Applications as rows of numbers: how far each came, and which group it is in.

The database says how far and takes the one answer that is wanted out of the JSON; no model is made of a
row, since a hundred thousand are read at once. Equality answers are read here and nowhere else in the
house, and leave only as group numbers on their way to be counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Case, F, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext
from numpy.typing import NDArray

from kith.foundation.words import Text
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.recruitment.domain.funnel.funnel_groups import (
    CHANNEL,
    NOT_KNOWN,
    SIDE,
    UNKNOWN,
    Dimension,
    Group,
    said,
)
from kith.service.recruitment.domain.pseudonyms import marker
from kith.service.recruitment.models import Application, Call, ChannelDay, EqualityAnswer, EqualityKey

STAGES = (
    "started",
    "applied",
    "permitted",
    "shortlisted",
    "interviewed",
    "offered",
    "accepted",
    "began",
    "completed",
)
"""In order, as the wing names them. Before them stands "reached", which is a number without people."""
MOMENTS = (
    "submitted_at",
    "permitted_at",
    "shortlisted_at",
    "interviewed_at",
    "offered_at",
    "accepted_at",
)
AT_ONCE = 1_000
MOST_GROUPS = 25
"""Of a question that is answered in words; rarer answers are counted together."""
OTHER = "other_answers"
OWN_ADDRESS = "own_address"


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """One dimension: the place of each application's answer among ``groups``."""

    key: str
    label: Text
    groups: tuple[Group, ...]
    codes: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Applications, each once. ``ids`` are their ids as text, ``furthest`` places in ``stages``."""

    ids: tuple[str, ...]
    stages: tuple[str, ...]
    furthest: NDArray[np.int64]
    groupings: tuple[Grouping, ...] = ()
    visits: int = 0
    visits_by_channel: Mapping[str, int] = field(default_factory=dict)


def read_rows(calls: Sequence[Call], by: Sequence[Dimension], now: datetime, *, least: int = 1) -> Rows:
    """The applications to ``calls`` that were begun, examples left out, in a number of queries that depends on
    neither. What fewer than ``least`` wrote in words of their own is counted as other answers: the words
    themselves would tell whose they are."""
    plain = [one for one in by if not one.is_equality]
    columns = [column_of(one) for one in plain]
    named = {f"by_{place}": column for place, column in enumerate(columns)}
    query = begun(calls).annotate(
        id_text=Cast("pk", TextField()),
        call_text=Cast("call_id", TextField()),
        reached=furthest_of(calls, now),
        **named,
    )
    wanted = query.order_by().values_list("id_text", "call_text", "reached", *named)
    ids, calls_of, reached, *answers = columns_of(wanted, 3 + len(named))
    if ids and "-" in ids[0]:  # as PostgreSQL writes them
        ids = [each.replace("-", "") for each in ids]
    visits = visits_of(calls)
    groupings = [_grouping(one, given, visits, least) for one, given in zip(plain, answers, strict=True)]
    equality = [one for one in by if one.is_equality]
    if equality:
        marks = _marks(ids, calls_of)
        groupings += [_equality(one, marks, calls) for one in equality]
    stages = stages_of(calls, now)
    return Rows(
        tuple(ids),
        stages,
        _among(stages, reached),
        tuple(groupings),
        sum(visits.values()),
        visits,
    )


def columns_of(rows: QuerySet[Application, tuple[str, ...]], many: int) -> list[list[str]]:
    """Rows of values as lists, a block at a time: a hundred thousand tuples at once are dear to clean up after."""
    found: list[list[str]] = [[] for _column in range(many)]
    left = rows.iterator(chunk_size=AT_ONCE)
    while block := list(islice(left, AT_ONCE)):
        for column, values in zip(found, zip(*block, strict=True), strict=True):
            column.extend(values)
    return found


def begun(calls: Sequence[Call]) -> QuerySet[Application]:
    """Those whose link was opened, or that were sent. A link that nobody opened began nothing."""
    rows = Application.objects.filter(call_id__in=[call.pk for call in calls], example="")
    return rows.filter(Q(opened_at__isnull=False) | Q(submitted_at__isnull=False))


def stages_of(calls: Sequence[Call], now: datetime) -> tuple[str, ...]:
    """The stages that every one of the calls has, as far as the time has come for them."""
    unused: set[str] = set()
    for call in calls:
        definition = definition_of(call.cohort)
        if not any(role.requires for role in definition.roles):
            unused.add("permitted")
        if definition.selection is None or not definition.selection.interview:
            unused.add("interviewed")
        if not has_begun(call.cohort, now):
            unused.add("began")
        if not is_over(call.cohort, now):
            unused.add("completed")
    return tuple(stage for stage in STAGES if stage not in unused)


def has_begun(cohort: Cohort, now: datetime) -> bool:
    return cohort.starts_on <= now.astimezone(ZoneInfo(cohort.time_zone)).date()


def is_over(cohort: Cohort, now: datetime) -> bool:
    """Its last day has passed, or somebody closed it after it began."""
    if not has_begun(cohort, now):
        return False
    return not cohort.is_open or cohort.ends_on < now.astimezone(ZoneInfo(cohort.time_zone)).date()


def furthest_of(calls: Sequence[Call], now: datetime) -> Case:
    """The name of the furthest stage that an application came to."""
    started = [call.pk for call in calls if has_begun(call.cohort, now)]
    over = [call.pk for call in calls if is_over(call.cohort, now)]
    # A day beside a moment is the day's first instant in UTC: near enough for whether a place was taken up.
    took_part = Q(place__confirmed_at__isnull=False) & (
        Q(place__ended_at__isnull=True) | Q(place__ended_at__gte=F("call__cohort__starts_on"))
    )
    conditions = [(Q(**{f"{moment}__isnull": False}), stage) for stage, moment in _moments()]
    if started:  # or the database joins places for nothing
        conditions.insert(0, (Q(call_id__in=started) & took_part, "began"))
    if over:
        conditions.insert(0, (Q(call_id__in=over, place__state=Place.State.CONFIRMED), "completed"))
    return Case(
        *(When(condition, then=Value(stage)) for condition, stage in conditions),
        default=Value(STAGES[0]),
        output_field=TextField(),
    )


def _moments() -> Iterable[tuple[str, str]]:
    return reversed(list(zip(STAGES[1:7], MOMENTS, strict=True)))


def _among(stages: tuple[str, ...], reached: Sequence[str]) -> NDArray[np.int64]:
    """The place in ``stages`` of the last of them that was reached."""
    used = [STAGES.index(stage) for stage in stages]
    place = {stage: sum(number <= at for number in used) - 1 for at, stage in enumerate(STAGES)}
    return np.fromiter((place[stage] for stage in reached), np.int64, len(reached))


def visits_of(calls: Sequence[Call]) -> dict[str, int]:
    """Visits by the name of their channel, of every channel that there is."""
    rows = ChannelDay.objects.filter(channel__call_id__in=[call.pk for call in calls])
    found: Counter[str] = Counter()
    for name, visits in rows.values_list("channel__name").annotate(all=Sum("visits")):
        found[_plain(name) or OWN_ADDRESS] += visits
    return dict(found)


def column_of(one: Dimension) -> object:
    if one.key == SIDE:
        return F("side")
    return F("channel__name") if one.key == CHANNEL else KT(f"answers__{one.item}")


def _plain(words: str | None) -> str:
    return " ".join(words.split()).casefold() if words else ""


def _grouping(one: Dimension, given: Sequence[str | None], visits: Mapping[str, int], least: int) -> Grouping:
    least = 1 if one.key == CHANNEL else least  # whose names are the lead's, not the applicants'
    groups, codes_of = groups_met(one, Counter(given), visits, least)
    codes = np.fromiter((codes_of[words] for words in given), np.int64, len(given))
    return Grouping(one.key, one.label, groups, codes)


def groups_met(
    one: Dimension, spellings: Mapping[str | None, int], visits: Mapping[str, int], least: int = 1
) -> tuple[tuple[Group, ...], dict[str | None, int]]:
    """The groups that there are, and the place among them of each answer as it was written.

    Answers that are written alike are one group, whatever their capitals and spaces.
    """
    known = {group.key.casefold(): group for group in one.groups}
    often: Counter[str] = Counter()
    if one.key == CHANNEL:
        known[""] = Group(OWN_ADDRESS, said(gettext("The call’s own address")))
        often.update(dict.fromkeys(("" if key == OWN_ADDRESS else key for key in visits), 0))
    for words, times in spellings.items():
        often[_plain(words)] += times
    written = {_plain(words): words for words in spellings if words}
    enough = [key for key, n in often.most_common() if key and key not in known and (n >= least or not n)]
    kept = enough[:MOST_GROUPS]
    rare = [key for key in often if key and key not in known and key not in kept]
    groups = {key: group for key, group in known.items() if key in often}
    groups |= {key: Group(key, said(written.get(key, key))) for key in sorted(kept)}
    if rare:
        groups[OTHER] = Group(OTHER, said(gettext("Other answers")))
    if "" in often and "" not in groups:
        groups[""] = Group(UNKNOWN, said(gettext("Not answered")), NOT_KNOWN)
    place = {key: number for number, key in enumerate(groups)}
    place |= dict.fromkeys(rare, place.get(OTHER, 0))
    return tuple(groups.values()), {words: place[_plain(words)] for words in spellings}


def _marks(ids: Sequence[str], calls_of: Sequence[str]) -> list[str]:
    """Each application's pseudonym; none for a call without a key, where nobody has answered."""
    keys = EqualityKey.objects.exclude(secret=None).values_list("call_id", "secret")
    secrets = {call_id: bytes(secret or b"") for call_id, secret in keys.filter(call_id__in=set(calls_of))}
    markers = {call: marker(secrets[UUID(call)]) for call in set(calls_of) if UUID(call) in secrets}
    return [
        markers[call](bytes.fromhex(each)) if call in markers else ""
        for each, call in zip(ids, calls_of, strict=True)
    ]


def _equality(one: Dimension, marks: Sequence[str], calls: Sequence[Call]) -> Grouping:
    place = {group.key: number for number, group in enumerate(one.groups)}
    rows = EqualityAnswer.objects.filter(call_id__in=[call.pk for call in calls])
    wanted = rows.order_by().values_list("pseudonym", KT(f"answers__{one.item}"))
    given = dict(wanted.iterator(chunk_size=AT_ONCE))
    blank = place[one.blank]
    codes_of: dict[str | None, int] = {None: blank}
    for words in set(given.values()) - {None}:
        declined = words.startswith("{")
        codes_of[words] = place[one.declined] if declined else place.get(words, blank)
    codes = np.fromiter((codes_of[given.get(mark)] for mark in marks), np.int64, len(marks))
    return Grouping(one.key, one.label, one.groups, codes)

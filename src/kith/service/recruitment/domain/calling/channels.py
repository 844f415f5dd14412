"""The ways by which people hear of a call, each with an address of its own, and what came of each.

A visit is a number that goes up: no cookie is set and nothing about who came is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.text import slugify

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.models import Application, Call, Channel, ChannelDay

NAME_LIMIT = 80
CODE_LIMIT = 40


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """One channel: how often its address was opened, and how many applications were begun and sent by it."""

    channel: Channel
    visits: int
    started: int
    sent: int


@transaction.atomic
def add_channel(*, by: Actor, call: Call, name: str) -> Channel:
    """A new outreach address. Its code comes from the name; a name of no Latin letters gets a number."""
    must_be_open(call.cohort_id)
    name = " ".join(name.split())
    faults = Faults()
    if not name:
        faults.add("recruitment.channel_name_missing", Where(key="name"))
    if len(name) > NAME_LIMIT:
        faults.add("recruitment.channel_name_long", Where(key="name"), length=len(name), limit=NAME_LIMIT)
    if call.channels.filter(name__iexact=name, ended_at=None).exclude(code="").exists():
        faults.add("recruitment.channel_there", Where(key="name"), name=name)
    faults.raise_if_any()
    taken = set(call.channels.values_list("code", flat=True))
    base = slugify(name)[: CODE_LIMIT - 4] or "channel"
    codes = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    try:
        with transaction.atomic():
            row = Channel.objects.create(
                call=call, name=name, code=next(code for code in codes if code not in taken)
            )
    except IntegrityError as taken_meanwhile:
        raise KithError(
            Fault("recruitment.channel_there", Where(key="name"), {"name": name})
        ) from taken_meanwhile
    _record(by, "recruitment.add_channel", row)
    return row


@transaction.atomic
def end_channel(*, by: Actor, channel: Channel) -> Channel:
    """Its address leads to the bare page from now on; its counts stay. The bare address cannot end."""
    if not channel.code:
        raise KithError(Fault("recruitment.channel_bare"))
    if Channel.objects.filter(pk=channel.pk, ended_at=None).update(ended_at=timezone.now()):
        _record(by, "recruitment.end_channel", channel)
    channel.refresh_from_db()
    return channel


def open_channel(call: Call, code: str) -> Channel | None:
    """The channel of a code while it runs; the bare address answers for a code that nobody knows."""
    rows = call.channels.filter(Q(code=code, ended_at=None) | Q(code=""))
    return rows.order_by("-code").first()


def count_visit(channel: Channel, now: datetime) -> None:
    """One more. The row goes up by one UPDATE, so that of two visits at once none is lost."""
    day = now.astimezone(ZoneInfo(channel.call.cohort.time_zone)).date()
    rows = ChannelDay.objects.filter(channel=channel, day=day)
    if not rows.update(visits=F("visits") + 1):
        ChannelDay.objects.get_or_create(channel=channel, day=day)
        rows.update(visits=F("visits") + 1)


def channel_counts(call: Call) -> list[ChannelCount]:
    """Every channel with its counts, in two queries however many there are."""
    begun = Q(opened_at__isnull=False)
    rows = Application.objects.filter(call=call, example="").values("channel_id")
    applied = {
        row["channel_id"]: (row["started"], row["sent"])
        for row in rows.annotate(
            started=Count("id", filter=begun), sent=Count("id", filter=Q(submitted_at__isnull=False))
        )
    }
    found = []
    for channel in call.channels.annotate(visits=Sum("days__visits")):
        started, sent = applied.get(channel.pk, (0, 0))
        found.append(ChannelCount(channel, channel.visits or 0, started, sent))
    return found


def _record(by: Actor, action: str, channel: Channel) -> None:
    cohort = channel.call.cohort
    audit.record(
        by=by, action=action, subject=channel, organisation_id=cohort.organisation_id, cohort_id=cohort.pk
    )

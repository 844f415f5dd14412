"""Two cohorts on their way: Fir, whose call is open, and Hazel, in which people are being chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from kith.foundation.seeds import generator
from kith.service.cohorts.models import Cohort
from kith.service.home.demonstration.applicants import BY, Applicants, Manager
from kith.service.home.demonstration.names import Invented
from kith.service.recruitment.domain.calling import calls, channels
from kith.service.recruitment.models import Application, Call, Channel, ChannelDay

SEED = 20261122
WAYS = (("Staff newsletter", 46), ("Poster in the canteen", 12), ("Directors of medical education", 23))
"""Where the call stood, and about how often its address was opened in a week."""
BARE = 31
ABOUT = {
    "en": "Pairs are made across the four hospitals of Northern Vale. In the last round most pairs still met a year later.",
    "zh-hans": "结对在北谷四家医院之间进行。上一轮的大多数搭档一年后仍在见面。",
}
CONTACT = {
    "en": "Rowan Blake, programmes@northernvale.example",
    "zh-hans": "Rowan Blake，programmes@northernvale.example",
}
OPEN_SIDES = {
    "clinician": ((True, Manager.AGREES),) * 4
    + ((True, Manager.SILENT),) * 2
    + ((True, Manager.REFUSES), (False, Manager.SILENT)),
    "manager": ((True, Manager.AGREES),) * 3 + ((True, Manager.SILENT),) + ((False, Manager.SILENT),) * 2,
}
"""For each who applies to the open call: whether it is sent, and what their manager does."""


def publish(cohort: Cohort) -> Call:
    """The call of a cohort with its channels, open since yesterday."""
    today = timezone.localdate()
    words = {"about": ABOUT, "contact": CONTACT}
    call = calls.create_call(
        by=BY,
        cohort=cohort,
        address=f"northern-vale-{cohort.name.lower()}",
        opens_on=today - dt.timedelta(days=1),
        closes_on=today + dt.timedelta(days=1),
        words=words,
    )
    calls.publish_call(by=BY, call=call)
    for name, _visits in WAYS:
        channels.add_channel(by=BY, call=call, name=name)
    return call


def put_back(call: Call, opens_on: dt.date, closes_on: dt.date) -> None:
    """The days that it is said to be open; its channels were opened on each of them until now."""
    zone = call.cohort.time_zone
    call.opens_at, call.closes_at = calls.first_instant(opens_on, zone), calls.after_day(closes_on, zone)
    call.published_at = call.opens_at
    call.save(update_fields=["opens_at", "closes_at", "published_at"])
    rng = generator(SEED, "visits", call.cohort.name)
    a_week = dict(WAYS) | {"": BARE}
    until = min(closes_on, timezone.localdate())
    ChannelDay.objects.bulk_create(
        ChannelDay(
            channel=channel,
            day=opens_on + dt.timedelta(days=number),
            visits=int(rng.poisson(a_week[channel.name] / 7)),
        )
        for channel in call.channels.all()
        for number in range((until - opens_on).days + 1)
    )


def some_channel(call: Call, number: int) -> Channel:
    """One after the other, the newsletter more often than the poster."""
    ways = {channel.name: channel for channel in call.channels.all()}
    first, second, third = (name for name, _visits in WAYS)
    return ways[(first, third, first, "", second, first, third)[number % 7]]


def open_call(cohort: Cohort, supply: Iterator[Invented]) -> Application:
    """People apply to a call that is open for another three weeks. Gives back one that waits for its manager."""
    call = publish(cohort)
    people = Applicants(call, supply, generator(SEED, "applicants", cohort.name))
    rows = [(side, *one) for side, several in OPEN_SIDES.items() for one in several]
    for number, (side, is_sent, manager) in enumerate(rows):
        people.applies(side, some_channel(call, number), is_sent=is_sent, manager=manager)
    people.answer_equality()
    today = timezone.localdate()
    put_back(call, today - dt.timedelta(days=14), today + dt.timedelta(days=21))
    people.move_clocks(call.opens_at, call.closes_at)
    waiting = Application.objects.filter(call=call, permissions__state="waiting", submitted_at__isnull=False)
    return waiting.select_related("person").order_by("email")[0]

"""Pairs that were published before there were relationships get theirs."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone

BATCH = 500


def begin(apps: Any, schema_editor: Any) -> None:
    """One relationship with its members for each pair that has none, as it would stand today. Again does nothing."""
    pairs = apps.get_model("matches", "Pair").objects.filter(relationship=None)
    rows = pairs.select_related("cohort", "left", "right", "publication").order_by("pk")
    while batch := list(rows[:BATCH]):
        made = [_relationship(apps, pair) for pair in batch]
        apps.get_model("learning", "Relationship").objects.bulk_create(made)
        members = [
            member for row, pair in zip(made, batch, strict=True) for member in _members(apps, row, pair)
        ]
        apps.get_model("learning", "Member").objects.bulk_create(members)


def _relationship(apps: Any, pair: Any) -> Any:
    """Ended with its pair; completed with a cohort that is closed, which reopening takes back.

    How often they met is not known: they are left in peace as long as after a reminder, so that the first tick
    does not tell everybody at once that they have not met.
    """
    cohort, stands = pair.cohort, {"state": "active", "nudged_at": timezone.now()}
    if pair.state == "ended":
        stands = {"state": "ended", "ended_at": pair.ended_at, "end_reason": "not_said"}
    elif cohort.state != "open":
        at = cohort.closed_at or timezone.now()
        stands = {
            "state": "ended",
            "ended_at": at,
            "end_reason": "completed",
            "state_before_closing": "active",
        }
    day = pair.publication.created_at.astimezone(ZoneInfo(cohort.time_zone)).date()
    relationship = apps.get_model("learning", "Relationship")
    return relationship(cohort=cohort, kind="pair", pair=pair, started_on=day, **stands)


def _members(apps: Any, row: Any, pair: Any) -> list[Any]:
    """Each once: two accounts of one person may have become one."""
    member = apps.get_model("learning", "Member")
    places = {place.person_id: place for place in (pair.right, pair.left)}
    return [
        member(
            relationship=row,
            person_id=person_id,
            place=place,
            part="partner",
            left_at=pair.ended_at if pair.state == "ended" and place.state == "withdrawn" else None,
        )
        for person_id, place in places.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]

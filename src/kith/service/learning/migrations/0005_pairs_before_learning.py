"""Pairs that were published before there were relationships get theirs."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations

BATCH = 1000


def begin(apps: Any, schema_editor: Any) -> None:
    """One relationship with two members for each pair that has none; one that has ended, has ended."""
    pairs = apps.get_model("matches", "Pair").objects.filter(relationship=None)
    relationships = apps.get_model("learning", "Relationship")
    members = apps.get_model("learning", "Member")
    fields = ("cohort", "left", "right", "publication")
    for pair in pairs.select_related(*fields).order_by("pk").iterator(chunk_size=BATCH):
        day = pair.publication.created_at.astimezone(ZoneInfo(pair.cohort.time_zone)).date()
        ended = pair.state == "ended"
        row = relationships.objects.create(
            cohort=pair.cohort,
            kind="pair",
            pair=pair,
            started_on=day,
            state="ended" if ended else "active",
            ended_at=pair.ended_at if ended else None,
            end_reason="not_said" if ended else "",
        )
        for place in (pair.left, pair.right):
            gone = ended and place.state == "withdrawn"
            members.objects.create(
                relationship=row,
                person_id=place.person_id,
                place=place,
                part="partner",
                left_at=pair.ended_at if gone else None,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0004_teaching_and_mentors"),
        ("matches", "0003_preferences_questionnaires"),
    ]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]

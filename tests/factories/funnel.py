"""A call that has closed, with applications that came far or not and what their people said of themselves."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.factories.recruitment import CallFactory

from kith.service.recruitment.domain.pseudonyms import equality_key, pseudonym
from kith.service.recruitment.models import Application, Call, EqualityAnswer

MOMENTS = ("submitted_at", "permitted_at", "shortlisted_at", "interviewed_at", "offered_at", "accepted_at")
"""``far`` counts them: 0 began only, 1 sent, 3 shortlisted, 5 offered."""
Told = str | Mapping[str, bool] | None
DECLINED = {"declined": True}


def closed_call(**more: Any) -> Call:
    now = timezone.now()
    return CallFactory(opens_at=now - timedelta(days=30), closes_at=now - timedelta(days=1), **more)


def applied(
    call: Call, groups: Sequence[tuple[Told, int, int]], *, question: str = "sex", **more: Any
) -> list[Application]:
    """``(answer, how far, how many)``. ``None`` answered nothing."""
    now = timezone.now()
    rows, answers = [], []
    key = equality_key(call)
    assert key is not None
    for told, far, many in groups:
        moments = dict.fromkeys(MOMENTS[:far], now)
        for _number in range(many):
            reference = uuid.uuid4().hex[:8].upper()
            told_of = {"side": "clinician", "opened_at": now, **moments, **more}
            row = Application(call=call, reference=reference, **told_of)
            rows.append(row)
            if told is not None:
                mark = pseudonym(key, row.pk)
                answers.append(EqualityAnswer(call=call, pseudonym=mark, answers={question: told}))
    Application.objects.bulk_create(rows, batch_size=1000)
    EqualityAnswer.objects.bulk_create(answers, batch_size=1000)
    return rows

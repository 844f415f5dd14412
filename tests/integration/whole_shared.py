"""Actions about questionnaires that different people answer by one address: see ``whole_actions``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from tests.factories.running import Running
from tests.integration.whole_actions import MORE, Action
from tests.integration.whole_actions import Call as Doing

from kith.questionnaires.responses import answers_from_json
from kith.service.surveys.domain import waves
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.shared import answering
from kith.service.surveys.domain.shared.waves import add_shared_wave
from kith.service.surveys.models import SharedWave, UnlinkedAnswer, Wave


def shared(made: Running, name: str = "All of us", **instead: Any) -> SharedWave:
    """Open, asking what the cohort asks first."""
    today = timezone.localdate()
    given = {
        "instrument_sha256": made.wave().instrument_sha256,
        "opens_on": today,
        "closes_on": today + dt.timedelta(days=5),
        "people": 40,
    }
    wave = add_shared_wave(by=made.by, cohort=made.cohort, name=name, **(given | instead))
    waves.open_wave(by=made.by, wave=wave)
    return SharedWave.objects.select_related("wave__cohort__organisation").get(wave=wave)


def filled(row: SharedWave, point: int = 3) -> answering.Form:
    """Every scale answered alike."""
    instrument = instrument_of(row.wave)
    raw = {item.key: point for item in instrument.items if item.kind == "scale"}
    form = answering.new_form(instrument)
    return form.with_answers(answers_from_json(instrument, raw))


def crowd(row: SharedWave, points: list[int], **more: str) -> Wave:
    """Closed, with an answer for each point."""
    for point in points:
        answers = filled(row, point).answers.to_json() | more
        form = answering.new_form(instrument_of(row.wave))
        UnlinkedAnswer.objects.create(wave=row.wave, delivery=form.delivery, answers=answers)
    Wave.objects.filter(pk=row.wave_id).update(state=Wave.State.CLOSED, closes_at=timezone.now())
    return row.wave


def _add(made: Running) -> Doing:
    today = timezone.localdate()
    sha = made.wave().instrument_sha256
    return lambda: add_shared_wave(
        by=made.by, cohort=made.cohort, instrument_sha256=sha, name="All", opens_on=today, closes_on=today,
        people=9,
    )  # fmt: skip


def _send(made: Running) -> Doing:
    row = shared(made)
    form = filled(row)
    return lambda: answering.send(shared=row, form=form)


SHARED: dict[str, Action] = {
    "add_shared_wave": Action("surveys.add_shared_wave", _add, MORE),
    "send_unlinked": Action("surveys.send_unlinked", _send),
}

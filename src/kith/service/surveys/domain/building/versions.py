"""Publishing: the draft becomes a version that never changes and is named by its hash."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import lru_cache

from django.db import transaction

from kith.foundation.faults import Fault, Faults, KithError
from kith.foundation.provenance import canonical_json
from kith.questionnaires.read import from_json
from kith.questionnaires.types import Instrument, ItemKind
from kith.questionnaires.write import to_json
from kith.service.core.domain.actors import Actor
from kith.service.surveys.domain.building.actions import must_be_as_seen, record
from kith.service.surveys.domain.building.changes import changes
from kith.service.surveys.domain.building.looking import look
from kith.service.surveys.domain.building.translating import only_its_languages
from kith.service.surveys.models import Questionnaire, QuestionnaireVersion

KEPT_IN_MEMORY = 64
SECONDS_EACH = 12
SECONDS = {ItemKind.SCALE: 8, ItemKind.YES_NO: 8, ItemKind.LONG_TEXT: 60, ItemKind.FILE: 60}
"""What an answer may take a reader who does not hurry; our own guess, which whoever writes the questionnaire can overrule."""


@transaction.atomic
def publish_version(*, by: Actor, questionnaire: Questionnaire, seen_revision: int) -> QuestionnaireVersion:
    """Freeze the draft. Raises KithError with everything that is wrong with it, or when nothing has changed."""
    must_be_as_seen(questionnaire, seen_revision)
    last = latest(questionnaire)
    instrument = would_be(questionnaire)
    if last is not None and _same(instrument_of_version(last), instrument):
        raise KithError(Fault("surveys.building.nothing_new", params={"number": last.number}))
    number = last.number + 1 if last else 1
    row = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=number,
        instrument=to_json(instrument),
        sha256=instrument.sha256,
        changes=[
            {"code": one.code, "params": dict(one.params)} for one in changed_since(questionnaire, instrument)
        ],
        published_by=by.person,
    )
    record(by, "surveys.publish_questionnaire", questionnaire, number=number)
    return row


def would_be(questionnaire: Questionnaire) -> Instrument:
    """The draft as the next version would have it. Raises KithError with everything that is wrong with it."""
    looked = look(questionnaire)
    faults = Faults()
    faults.extend(looked.all)
    faults.raise_if_any()
    last = latest(questionnaire)
    number = last.number + 1 if last else 1
    instrument = from_json(only_its_languages(deepcopy(questionnaire.draft)))
    minutes = instrument.minutes or about_minutes(instrument)
    return replace(instrument, key=questionnaire.key, version=str(number), minutes=minutes)


def about_minutes(instrument: Instrument) -> int:
    """How long it may take, where nobody has said: by kind of question, rounded up to whole minutes."""
    seconds = sum(SECONDS.get(item.kind, SECONDS_EACH) for item in instrument.items if item.kind.is_asked)
    return max(1, -(-seconds // 60))


def changed_since(questionnaire: Questionnaire, instrument: Instrument) -> tuple[Fault, ...]:
    """What differs from the last version; nothing for the first."""
    last = latest(questionnaire)
    return changes(instrument_of_version(last), instrument) if last else ()


def latest(questionnaire: Questionnaire) -> QuestionnaireVersion | None:
    return questionnaire.versions.order_by("-number").first()


def said_changes(version: QuestionnaireVersion) -> tuple[Fault, ...]:
    return tuple(Fault(one["code"], params=one["params"]) for one in version.changes)


def instrument_of_version(version: QuestionnaireVersion) -> Instrument:
    return _read(canonical_json(version.instrument))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _read(text: str) -> Instrument:
    import json

    return from_json(json.loads(text))


def _same(one: Instrument, other: Instrument) -> bool:
    return replace(one, version="") == replace(other, version="")

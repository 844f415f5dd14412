"""Answers as a FHIR R4 QuestionnaireResponse, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kith.foundation.faults import Fault, KithError, Where
from kith.questionnaires.exchange.answering import Answered, answer
from kith.questionnaires.exchange.fhir_words import (
    ABSENT,
    ABSENT_REASONS,
    DECLINED,
    KITH,
    Json,
    extension,
    extensions,
    tables,
    value_of,
)
from kith.questionnaires.exchange.fhir_write import PAGE
from kith.questionnaires.exchange.places import key_of
from kith.questionnaires.exchange.responses import Response
from kith.questionnaires.logic import steps
from kith.questionnaires.responses import PREFER_NOT_TO_SAY, REPEAT_MARK, Answers, AnswerValue, Declined
from kith.questionnaires.types import Instrument, Item, ItemKind

CHOSEN = (ItemKind.SCALE, ItemKind.CHOICE, ItemKind.CHOICES)


def response_json(
    instrument: Instrument,
    answers: Answers,
    *,
    person: str | None = None,
    authored: dt.datetime | None = None,
) -> Json:
    """The QuestionnaireResponse of one person.

    Parameters
    ----------
    person
        A pseudonym; it stands as the subject's identifier, never a name.
    authored
        When it was given, with its zone, if that may be known.
    """
    groups: list[Json] = []
    for step in steps(instrument, answers):
        inside = [
            _item(item, answers[step.field(item)], instrument)
            for item in step.page.items
            if step.field(item) in answers
        ]
        if inside:
            groups.append({"linkId": f"{PAGE}{step.page.key}", "item": inside})
    resource: Json = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"urn:kith:instrument:{instrument.key}|{instrument.version}",
        "status": "completed",
    }
    if person is not None:
        resource["subject"] = {"identifier": {"system": KITH + "person", "value": person}}
    if authored is not None:
        resource["authored"] = authored.isoformat()
    return {**resource, **({"item": groups} if groups else {})}


def _item(item: Item, value: AnswerValue, instrument: Instrument) -> Json:
    if isinstance(value, Declined) and item.kind not in CHOSEN:
        return {"linkId": item.key, "extension": [extension(ABSENT, valueCode=DECLINED)]}
    values = value if isinstance(value, tuple) else (value,)
    return {"linkId": item.key, "answer": [_answer(item, one) for one in values]}


def _answer(item: Item, value: AnswerValue) -> Json:
    match value:
        case Declined():
            return {"valueCoding": {"system": ABSENT_REASONS, "code": DECLINED}}
        case bool():
            return {"valueBoolean": value}
        case dt.date():
            return {"valueDate": value.isoformat()}
        case dt.time():
            return {"valueTime": value.isoformat()}
        case int() | float():
            if item.kind is ItemKind.SCALE:
                return _coding(item, str(value))
            return {"valueInteger": value} if item.whole else {"valueDecimal": value}
    if item.kind is ItemKind.FILE:
        return {"valueAttachment": {"title": str(value)}}
    return _coding(item, str(value)) if item.kind in CHOSEN else {"valueString": str(value)}


def _coding(item: Item, code: str) -> Json:
    option = item.option(code)
    point = item.point(int(code)) if item.kind is ItemKind.SCALE else None
    label = option.label if option else (point.label if point else None)
    return {"valueCoding": {"code": code, **({"display": str(label)} if label else {})}}


def read_response(instrument: Instrument, data: object, name: str) -> tuple[str | None, Answered]:
    """The person's pseudonym, if there is one, and the answers of a QuestionnaireResponse.

    Raises
    ------
    KithError
        When the resource is something else. What is wrong with an answer stands in ``faults``.
    """
    if not isinstance(data, Mapping) or data.get("resourceType") != "QuestionnaireResponse":
        found = str(data.get("resourceType", "–"))[:40] if isinstance(data, Mapping) else "–"
        raise KithError(Fault("exchange.fhir.not_response", Where(file=name), {"found": found}))
    raw: dict[str, list[str]] = {}
    for key, said in _given(data.get("item"), instrument, ""):
        raw.setdefault(key, []).append(said)
    subject = data.get("subject")
    identifier = subject.get("identifier") if isinstance(subject, Mapping) else None
    person = identifier.get("value") if isinstance(identifier, Mapping) else None
    return (person if isinstance(person, str) else None), answer(instrument, raw)


def write_bundle(instrument: Instrument, responses: Sequence[Response]) -> Json:
    """Many responses as one Bundle of QuestionnaireResponses."""
    entries = [
        {"resource": response_json(instrument, response.answers, person=response.person)}
        for response in responses
    ]
    return {"resourceType": "Bundle", "type": "collection", **({"entry": entries} if entries else {})}


def read_bundle(
    instrument: Instrument, content: bytes, name: str
) -> tuple[tuple[Response, ...], tuple[Fault, ...]]:
    """The responses in JSON: one QuestionnaireResponse, a list of them or a Bundle; and every wrong answer.

    Raises
    ------
    KithError
        When it is not JSON, or a resource is something else: every such resource at once.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise KithError(Fault("exchange.not_json", Where(file=name))) from error
    resources = data if isinstance(data, list) else [data]
    if isinstance(data, dict) and data.get("resourceType") == "Bundle":
        resources = [entry.get("resource") for entry in tables(data.get("entry"))]
    found: list[Response] = []
    faults: list[Fault] = []
    refused: list[Fault] = []
    for index, resource in enumerate(resources):
        try:
            person, answered = read_response(instrument, resource, name)
        except KithError as error:
            refused += [replace(one, where=Where(file=name, key=f"[{index}]")) for one in error.faults]
            continue
        found.append(Response(person, answered.answers))
        for one in answered.faults:
            faults.append(replace(one, where=Where(file=name, key=f"[{index}].{one.where.key}")))
    if refused:
        raise KithError(refused)
    return tuple(found), tuple(faults)


def _given(items: object, instrument: Instrument, turn: str) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    repeated = {f"{PAGE}{page.key}" for page in instrument.pages if page.repeat}
    for one in tables(items):
        link = str(one.get("linkId", ""))
        inner = turn
        if link in repeated:
            seen[link] = seen.get(link, 0) + 1
            inner = f"{REPEAT_MARK}{seen[link]}"
        key = link if link in instrument else key_of(link)
        if value_of(extensions(one), ABSENT) == DECLINED:
            yield f"{key}{turn}", PREFER_NOT_TO_SAY
        for each in tables(one.get("answer")):
            said = _said(each)
            if said is not None:
                yield f"{key}{turn}", said
            yield from _given(each.get("item"), instrument, inner)
        yield from _given(one.get("item"), instrument, inner)


def _said(given: Mapping[str, object]) -> str | None:
    value = next((value for key, value in given.items() if key.startswith("value")), None)
    match value:
        case None:
            return None
        case bool():
            return "yes" if value else "no"
        case Mapping():
            if value.get("system") == ABSENT_REASONS and value.get("code") == DECLINED:
                return PREFER_NOT_TO_SAY
            return str(
                value.get("code") or value.get("value") or value.get("title") or value.get("url") or ""
            )
    return str(value)

"""FHIR R4: an independent reader takes what is written; another tool's Questionnaire comes in with its losses."""

import json

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.questionnaires.exchange import Format, read_form, write_form
from kith.questionnaires.exchange.fhir_responses import read_response, response_json
from kith.questionnaires.read import read_instrument
from kith.questionnaires.responses import DECLINED
from kith.questionnaires.validate import check_all

MOOD = """
format_version = 1
instrument = { key = "mood", version = "1", title = { en = "Mood", fr = "Humeur" }, languages = ["en", "fr"] }
rights = { owner = "Us", licence = "MIT" }
[[page]]
key = "a"
[[page.item]]
key = "calm"
kind = "scale"
may_decline = true
label = { en = "I am calm", fr = "Je suis calme" }
points = [{ value = 1, label = { en = "No", fr = "Non" } }, { value = 2, label = { en = "Yes", fr = "Oui" } }]
[[page.item]]
key = "age"
kind = "number"
whole = true
may_decline = true
min = 16
label = { en = "Age", fr = "Âge" }
relevant = "calm >= 2"
[[page.item]]
key = "sites"
kind = "number"
whole = true
label = { en = "Sites", fr = "Sites" }
[[page]]
key = "site"
repeat = { count = "sites", max = 3 }
[[page.item]]
key = "days"
kind = "choices"
label = { en = "Days", fr = "Jours" }
options = [{ key = "mo", label = { en = "Monday", fr = "Lundi" } }, { key = "tu", label = { en = "Tuesday", fr = "Mardi" } }]
[[page.item]]
key = "from"
kind = "time"
label = { en = "From", fr = "De" }
"""


def test_the_standard_words_of_a_questionnaire():
    data = json.loads(write_form(read_instrument(MOOD), Format.FHIR).value)
    Questionnaire.model_validate(data)
    calm, age, _ = data["item"][0]["item"]
    assert (data["version"], data["status"], data["title"]) == ("1", "active", "Mood")
    assert [option["valueCoding"]["code"] for option in calm["answerOption"]] == ["1", "2", "asked-declined"]
    assert calm["answerOption"][1]["valueCoding"]["extension"][0]["valueDecimal"] == 2
    assert age["enableWhen"] == [{"question": "calm", "operator": "=", "answerCoding": {"code": "2"}}]
    assert {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 16} in age["extension"]


def test_responses_there_and_back():
    instrument = read_instrument(MOOD)
    for raw in (
        {"calm": "2", "age": "prefer_not_to_say", "sites": "2", "days.1": ["mo", "tu"], "from.2": "09:30"},
        {"calm": "prefer_not_to_say", "sites": "0"},
        {},
    ):
        answers = check_all(instrument, raw).answers
        resource = json.loads(json.dumps(response_json(instrument, answers, person="k7")))
        QuestionnaireResponse.model_validate(resource)
        person, again = read_response(instrument, resource, "r.json")
        assert (person, again.answers, again.faults) == ("k7", answers, ())
    assert check_all(instrument, {"calm": "prefer_not_to_say"}).answers["calm"] is DECLINED


def test_a_response_out_of_range_is_a_fault_and_the_rest_is_kept():
    instrument = read_instrument(MOOD)
    items = [
        {"linkId": "calm", "answer": [{"valueCoding": {"code": "9"}}]},
        {"linkId": "sites", "answer": [{"valueInteger": 1}]},
        {"linkId": "nobody", "answer": [{"valueString": "x"}]},
    ]
    _, answered = read_response(
        instrument, {"resourceType": "QuestionnaireResponse", "item": items}, "r.json"
    )
    assert [(fault.where.key, fault.code) for fault in answered.faults] == [
        ("calm", "questionnaires.not_a_point"),
        ("nobody", "questionnaires.unknown_item"),
    ]
    assert dict(answered.answers) == {"sites": 1}
    with pytest.raises(KithError):
        read_response(instrument, {"resourceType": "Patient"}, "r.json")


def foreign(*items: object, **more: object) -> bytes:
    return json.dumps({"resourceType": "Questionnaire", "status": "draft", **more, "item": items}).encode()


def test_a_questionnaire_of_another_tool():
    choices = [{"valueCoding": {"code": "LA6568-5", "display": "Not at all"}}, {"valueString": "Often"}]
    ordinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
    scored = [
        {
            "valueCoding": {
                "code": f"LA{n}",
                "display": f"P{n}",
                "extension": [{"url": ordinal, "valueDecimal": n}],
            }
        }
        for n in range(3)
    ]
    carried = read_form(
        foreign(
            {
                "linkId": "/44250-9",
                "type": "group",
                "text": "First",
                "item": [
                    {
                        "linkId": "1.1",
                        "type": "choice",
                        "text": "How often?",
                        "answerOption": choices,
                        "prefix": "1",
                    },
                    {"linkId": "1.2", "type": "choice", "text": "How much?", "answerOption": scored},
                    {
                        "linkId": "1.3",
                        "type": "group",
                        "enableWhen": [
                            {"question": "1.1", "operator": "=", "answerCoding": {"code": "Often"}},
                            {"question": "1.1", "operator": "exists", "answerBoolean": True},
                        ],
                        "enableBehavior": "any",
                        "item": [{"linkId": "1.3.1", "type": "quantity", "text": "How long?"}],
                    },
                ],
            },
            {"linkId": "2", "type": "choice", "text": "Which?", "answerValueSet": "http://example.org/set"},
            {"linkId": "3", "type": "reference", "text": "Who?"},
            name="PHQ",
            copyright="Free to use",
            publisher="Somebody",
            url="http://example.org/q",
        ),
        "phq.json",
    )
    form = carried.value
    assert [(page.key, [item.key for item in page.items]) for page in form.pages] == [
        ("page_44250_9", ["item_1_1", "item_1_2"]),
        ("page_1_3", ["item_1_3_1"]),
    ]
    assert [option.key for option in form.item("item_1_1").options] == ["LA6568-5", "Often"]
    assert form.item("item_1_2").kind == "scale"
    assert form.pages[1].relevant.source == "item_1_1 == 'Often' or answered(item_1_1)"
    assert (form.rights.owner, form.rights.licence, form.rights.citation) == (
        "Somebody",
        "Free to use",
        "http://example.org/q",
    )
    assert sorted({loss.code.rsplit(".", 1)[1] for loss in carried.lost}) == [
        *("no_options", "renamed", "type_dropped", "type_nearly", "unheld"),
    ]
    assert all(sentence(loss) for loss in carried.lost)


def test_every_fault_of_a_broken_questionnaire():
    deep: dict[str, object] = {"linkId": "x", "type": "string", "text": "X"}
    for _ in range(40):
        deep = {"linkId": "g", "type": "group", "item": [deep]}
    for content, codes in (
        (b'{"resourceType": "Patient"}', ["exchange.fhir.not_questionnaire"]),
        (foreign(), ["questionnaires.no_pages"]),
        (foreign(deep), ["exchange.fhir.too_many"]),
        (
            foreign(
                {"linkId": "a", "type": "magic"},
                {
                    "linkId": "b",
                    "type": "string",
                    "text": "B",
                    "enableWhen": [{"question": "c", "operator": "="}],
                },
                {"linkId": "b", "type": "string", "text": "B again"},
                {"type": "string", "text": "No name"},
            ),
            [
                *("exchange.fhir.type_unknown", "exchange.fhir.no_link", "exchange.fhir.unknown_question"),
                "declared.twice",
            ],
        ),
    ):
        with pytest.raises(KithError) as refused:
            read_form(content, "q.json")
        assert [fault.code for fault in refused.value.faults] == codes
        assert all(sentence(fault) for fault in refused.value.faults)

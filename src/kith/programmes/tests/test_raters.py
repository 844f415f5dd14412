"""Who else is asked about each person: the example as it reads, and every fault at once."""

from pathlib import Path

from kith.foundation.messages import sentence
from kith.programmes import check, read_definition
from kith.programmes.capabilities import RaterKind

EXAMPLE = Path(__file__).parents[4] / "examples" / "seen-by-others" / "ahp-fellowship.toml"


def test_the_example_says_whom_to_ask() -> None:
    made = read_definition(EXAMPLE.read_bytes())
    before, after = (wave.raters for wave in made.waves)
    assert before == after
    assert before is not None
    assert (before.questionnaire, before.roles) == ("seen-leading", ("fellow",))
    assert [(one.kind, one.at_least, one.at_most) for one in before.kinds] == [
        (RaterKind.LINE_MANAGER, 1, 1),
        (RaterKind.COLLEAGUE, 2, 3),
        (RaterKind.PATIENT, 0, 2),
    ]
    assert [one.name is None for one in before.kinds] == [True, False, False]


def test_every_fault_at_once_each_with_its_line() -> None:
    text = EXAMPLE.read_text("utf-8")
    first, second = text.split('key = "after"')
    first = first.replace('measures = "before"', 'measures = "then"\nintro = "Think back."')
    first = first.replace(
        '[wave.raters]\nquestionnaire = "seen-leading"', '[wave.raters]\nquestionnaire = "experience"'
    )
    second = second.replace(
        '[wave.raters]\nquestionnaire = "seen-leading"', '[wave.raters]\nquestionnaire = "experience"'
    )
    second = second.replace('kind = "patient"', 'kind = "colleague"').replace("max = 3", "max = 30")
    faults = check(f'{first}key = "after"{second}')
    codes = [fault.code for fault in faults if fault.code.startswith("programmes.r") or "rater" in fault.code]
    assert codes == [
        "programmes.raters_look_back",
        "programmes.raters_share_no_score",
        "programmes.too_many_raters",
        "programmes.rater_kind_twice",
    ]
    assert all(fault.where.line for fault in faults)
    assert all(sentence(fault) for fault in faults)


def test_raters_of_no_kind() -> None:
    none = EXAMPLE.read_text("utf-8").split("[wave.raters]")[0] + "[wave.raters]\nkind = []\n"
    assert "programmes.raters_of_no_kind" in {fault.code for fault in check(none)}

"""What must hold for any instrument and any answers."""

from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.words import Text
from kith.questionnaires.expressions import parse
from kith.questionnaires.logic import applies, step_after, steps
from kith.questionnaires.read import from_json
from kith.questionnaires.responses import answers_from_json
from kith.questionnaires.types import Instrument, Item, ItemKind, Option, Page, Repeat, Requirement, Rights
from kith.questionnaires.validate import check_all, check_step
from kith.questionnaires.write import to_json

OPTIONS = tuple(Option(key, Text.of(key.upper())) for key in ("a", "b", "c"))
COUNT = Item("n", ItemKind.NUMBER, Text.of("N"), whole=True, minimum=0, maximum=3)


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Up to five pages of choices, each perhaps depending on earlier ones, and a repeat at the end."""
    pages, earlier = [Page("start", (COUNT,))], ["n"]
    for index in range(draw(st.integers(1, 5))):
        items = tuple(
            draw(items_of(f"q{index}_{number}", earlier)) for number in range(draw(st.integers(1, 3)))
        )
        relevant = draw(conditions(earlier))
        pages.append(Page(f"p{index}", items, relevant=parse(relevant) if relevant else None))
        earlier += [item.key for item in items]
    inner = Item("again", ItemKind.CHOICE, Text.of("Again"), required=Requirement.REQUIRED, options=OPTIONS)
    pages.append(Page("more", (inner,), repeat=Repeat("n", 2)))
    return Instrument("k", "1", Text.of("T"), tuple(pages), Rights("O", "MIT"))


@st.composite
def items_of(draw: st.DrawFn, key: str, earlier: list[str]) -> Item:
    relevant = draw(conditions(earlier))
    return Item(
        key,
        ItemKind.CHOICE,
        Text.of(key),
        required=draw(st.sampled_from(Requirement)),
        options=OPTIONS,
        may_decline=draw(st.booleans()),
        relevant=parse(relevant) if relevant else None,
    )


@st.composite
def conditions(draw: st.DrawFn, earlier: list[str]) -> str | None:
    key = draw(st.sampled_from(earlier))
    form = draw(st.sampled_from(["", "answered({0})", "not answered({0})", "{0} == 'a'", "declined({0})"]))
    return form.format(key) or None


RAW = st.dictionaries(
    st.sampled_from(["n", "again.1", "again.2", *(f"q{p}_{i}" for p in range(5) for i in range(3))]),
    st.sampled_from(["", "a", "b", "2", "prefer_not_to_say", "nonsense"]),
)


@given(instruments(), RAW)
def test_only_what_applies_is_asked_for_or_kept(instrument: Instrument, raw: dict[str, str]) -> None:
    raw = {key: value for key, value in raw.items() if key.split(".")[0] in instrument}
    checked = check_all(instrument, raw)
    asked = {
        step.field(item)
        for step in steps(instrument, checked.answers)
        for item in step.page.items
        if applies(item.relevant, checked.answers)
    }
    assert set(checked.answers) <= asked
    assert {fault.where.key for fault in checked.faults} <= asked
    assert set(checked.unanswered) <= asked
    assert not set(checked.dropped) & set(checked.answers)


@given(instruments(), RAW)
def test_the_walk_ends_and_meets_each_screen_once(instrument: Instrument, raw: dict[str, str]) -> None:
    answers = check_all(instrument, {}).answers
    step = steps(instrument, answers)[0]
    walked: list[str] = []
    while step is not None:
        assert step.key not in walked
        walked.append(step.key)
        answers = check_step(instrument, step, raw, answers).answers
        step = step_after(instrument, answers, step.key)  # type: ignore[assignment]
    assert walked == [one.key for one in steps(instrument, answers)]


@given(instruments(), RAW)
def test_screen_by_screen_and_all_at_once_keep_the_same(instrument: Instrument, raw: dict[str, str]) -> None:
    answers = check_all(instrument, {}).answers
    step = steps(instrument, answers)[0]
    while step is not None:
        answers = check_step(instrument, step, raw, answers).answers
        step = step_after(instrument, answers, step.key)  # type: ignore[assignment]
    known = {key: value for key, value in raw.items() if key.split(".")[0] in instrument}
    assert dict(answers) == dict(check_all(instrument, known).answers)


@given(instruments(), RAW)
def test_instrument_and_answers_survive_storage(instrument: Instrument, raw: dict[str, str]) -> None:
    again = from_json(to_json(instrument))
    assert again == instrument
    assert again.sha256 == instrument.sha256
    answers = check_all(instrument, raw).answers
    assert answers_from_json(again, answers.to_json()) == answers

"""Walking an instrument: order, skips, repeats, progress."""

from kith.questionnaires.logic import find_step, progress, step_after, step_before, steps
from kith.questionnaires.types import Instrument


def keys(instrument: Instrument, answers: dict[str, object]) -> list[str]:
    return [step.key for step in steps(instrument, answers)]  # type: ignore[arg-type]


def test_pages_that_do_not_apply_are_left_out(travel: Instrument) -> None:
    assert keys(travel, {}) == ["first", "sites"]
    assert keys(travel, {"drives": True}) == ["first", "sites"]
    assert keys(travel, {"drives": False}) == ["first", "trains", "sites"]


def test_a_page_is_repeated_as_often_as_was_counted_up_to_its_most(travel: Instrument) -> None:
    assert keys(travel, {"site_count": 1}) == ["first", "sites", "site.1"]
    assert keys(travel, {"site_count": 3}) == ["first", "sites", "site.1", "site.2"]
    assert keys(travel, {"site_count": 0}) == ["first", "sites"]


def test_next_and_back(travel: Instrument) -> None:
    answers = {"drives": False, "site_count": 2}
    assert step_after(travel, answers, "first").key == "trains"  # type: ignore[union-attr]
    assert step_after(travel, answers, "site.1").key == "site.2"  # type: ignore[union-attr]
    assert step_after(travel, answers, "site.2") is None
    assert step_before(travel, answers, "first") is None
    assert step_before(travel, answers, "site.1").key == "sites"  # type: ignore[union-attr]


def test_the_step_itself_need_no_longer_apply(travel: Instrument) -> None:
    assert step_after(travel, {"drives": True}, "trains").key == "sites"  # type: ignore[union-attr]
    assert find_step(travel, {"drives": True}, "trains") is None


def test_progress_counts_what_is_known_now(travel: Instrument) -> None:
    assert progress(travel, {}, "first") == (1, 2)
    assert progress(travel, {"drives": False}, "sites") == (3, 3)


def test_a_repeat_names_its_fields(travel: Instrument) -> None:
    step = steps(travel, {"site_count": 2})[-1]
    assert [step.field(item) for item in step.page.items] == ["site_name.2", "site_days.2"]

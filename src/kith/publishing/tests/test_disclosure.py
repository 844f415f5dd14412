"""Nothing kept back can be worked out: checked by brute force and by properties."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.publishing.blocks import Suppressed
from kith.publishing.disclosure import (
    CountTable,
    DisclosurePolicy,
    ProtectedTable,
    Reason,
    Release,
    Withheld,
    feasible_bounds,
    guard_release,
    protect_counts,
    protect_score,
    protect_sides,
    report_table,
)
from kith.publishing.disclosure.audit import knowledge
from kith.publishing.disclosure.counts import true_figures


def reasons(table: ProtectedTable) -> list[int | str]:
    return [figure if isinstance(figure, int) else figure.reason.value for figure in table.figures()]


def test_small_counts_and_the_next_smallest_are_kept_back():
    table = CountTable.one_way({"A": 40, "B": 3, "C": 22, "D": 9})
    assert reasons(protect_counts(table)) == [40, "small_count", 20, "protects_another", 75]


def test_a_table_of_large_counts_is_only_rounded():
    table = CountTable(("Clinicians", "Managers"), ("Women", "Men"), ((21, 13), (18, 11)))
    shown = protect_counts(table)
    assert shown.cells == ((20, 15), (20, 10))
    assert (shown.row_totals, shown.column_totals, shown.grand_total) == ((35, 30), (40, 25), 65)
    assert shown.is_complete


def test_nobody_is_kept_back_like_somebody():
    """ "None of us" in a group of 30 tells about all 30."""
    assert reasons(protect_counts(CountTable.one_way({"A": 30, "B": 0, "C": 12}))) == [
        30,
        "small_count",
        "protects_another",
        40,
    ]


def test_six_and_six_hides_both_sides():
    assert reasons(protect_counts(CountTable.one_way({"Clinicians": 6, "Managers": 6}))) == [
        "small_count",
        "small_count",
        10,
    ]


def test_a_small_total_is_kept_back():
    assert reasons(protect_counts(CountTable.one_way({"A": 2, "B": 3}))) == ["small_count"] * 3


def test_the_pooling_named_makes_the_table_whole():
    shown = protect_counts(CountTable.one_way({"A": 40, "B": 3, "C": 22, "D": 6}))
    assert shown.pooling is not None
    assert shown.pooling.labels == ("B", "D")
    assert protect_counts(CountTable.one_way({"A": 40, "C": 22, "B or D": 9})).is_complete


def test_a_two_way_table_names_the_pooling_of_its_rows():
    table = CountTable(("White", "Black", "Mixed"), ("Yes", "No"), ((60, 40), (9, 5), (4, 12)))
    assert protect_counts(table).pooling.labels == ("Mixed", "Black")


def test_columns_are_pooled_when_rows_cannot_be():
    table = CountTable(("Clinicians", "Managers"), ("A", "B", "C"), ((20, 3, 9), (30, 9, 2)))
    pooling = protect_counts(table).pooling
    assert (pooling.axis, set(pooling.labels)) == ("columns", {"B", "C"})


def test_no_pooling_is_named_where_none_would_do():
    assert protect_counts(CountTable.one_way({"A": 30, "B": 2})).pooling is None


def test_a_table_that_its_own_reasons_would_give_away_is_kept_back_whole():
    """Threshold 1: two cells of 1 add up to 2, which is "not small", so both would be known."""
    policy = DisclosurePolicy(count_threshold=1, round_to=1)
    shown = protect_counts(CountTable.one_way({"A": 1, "B": 1}), policy)
    assert reasons(shown) == ["whole_table"] * 3


@pytest.mark.parametrize(
    "wrong",
    [{"count_threshold": 0}, {"round_to": 0}, {"round_to": 17}, {"min_matched": 1}, {"feasible_values": 1}],
)
def test_a_policy_that_protects_nobody_is_refused(wrong):
    with pytest.raises(ValueError):
        DisclosurePolicy(**wrong)


policies = st.builds(
    DisclosurePolicy,
    count_threshold=st.integers(1, 8),
    round_to=st.sampled_from([1, 2, 3, 4]),
    feasible_values=st.integers(2, 3),
) | st.just(DisclosurePolicy())


@st.composite
def tables(draw, most_rows=5, most_columns=4, most=60):
    rows, columns = draw(st.integers(1, most_rows)), draw(st.integers(1, most_columns))
    small_or_not = st.integers(0, 9) | st.integers(0, most)
    counts = tuple(tuple(draw(small_or_not) for _ in range(columns)) for _ in range(rows))
    names = tuple(f"r{i}" for i in range(rows)), tuple(f"c{i}" for i in range(columns))
    return CountTable(*names, counts, draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))


@given(tables(), policies)
def test_every_figure_kept_back_stays_uncertain_and_the_truth_stays_possible(table, policy):
    shown = protect_counts(table, policy)
    truth = true_figures(table)
    for figure, bounds, count in zip(shown.figures(), feasible_bounds(shown), truth, strict=True):
        assert bounds.low <= count
        assert bounds.high is None or count <= bounds.high
        if isinstance(figure, Withheld):
            assert bounds.values is None or bounds.values >= policy.feasible_values
        else:
            assert not policy.is_small(count)
            assert figure == policy.rounded(count)


@given(tables(), policies)
def test_a_sum_never_has_exactly_one_secret(table, policy):
    shown = protect_counts(table, policy)
    if shown.row_totals is not None:
        for cells, total in zip(shown.cells, shown.row_totals, strict=True):
            assert sum(isinstance(figure, Withheld) for figure in (*cells, total)) != 1
    if shown.column_totals is not None:
        for cells, total in zip(zip(*shown.cells, strict=True), shown.column_totals, strict=True):
            assert sum(isinstance(figure, Withheld) for figure in (*cells, total)) != 1


def brute_force_bounds(table: ProtectedTable) -> list[tuple[int, int]]:
    """Every table of whole numbers that fits what is published, tried one by one."""
    highest = 12
    ranges = []
    for figure in (figure for row in table.cells for figure in row):
        known = knowledge(figure, table.policy)
        ranges.append(range(known.low, min(known.high if known.high is not None else highest, highest) + 1))
    width = len(table.columns)
    seen: list[set[int]] = [set() for _ in table.figures()]
    for flat in product(*ranges):
        rows = [flat[start : start + width] for start in range(0, len(flat), width)]
        candidate = true_figures(
            CountTable(
                table.rows,
                table.columns,
                tuple(rows),
                table.row_totals is not None,
                table.column_totals is not None,
                table.grand_total is not None,
            )
        )
        fits = all(
            (known := knowledge(figure, table.policy)).low <= count
            and (known.high is None or count <= known.high)
            for figure, count in zip(table.figures(), candidate, strict=True)
        )
        if fits:
            for place, count in enumerate(candidate):
                seen[place].add(count)
    assert all(len(values) == max(values) - min(values) + 1 for values in seen)
    return [(min(values), max(values)) for values in seen]


@given(tables(most_rows=2, most_columns=2, most=9))
def test_the_audit_agrees_with_trying_every_table(table):
    policy = DisclosurePolicy(count_threshold=3, round_to=2)
    shown = protect_counts(table, policy)
    if any(figure == Withheld(Reason.WHOLE_TABLE, 3) for figure in shown.figures()):
        return
    for figure, bounds, (low, high) in zip(
        shown.figures(), feasible_bounds(shown), brute_force_bounds(shown), strict=True
    ):
        if isinstance(figure, Withheld):
            assert bounds.low == low
            # brute force tries cells up to 12 only: an upper end beyond that is not comparable
            assert bounds.high == high or bounds.high is None or high >= 12


CATEGORIES = list(enumerate([3, 41, 9, 17, 0, 28]))


@pytest.fixture(scope="module")
def straight():
    return protect_counts(CountTable.one_way({f"c{i}": n for i, n in CATEGORIES}))


@given(order=st.permutations(CATEGORIES))
def test_the_order_of_the_categories_changes_nothing(straight, order):
    shuffled = protect_counts(CountTable.one_way({f"c{i}": n for i, n in order}))
    assert dict(zip(straight.rows, straight.cells, strict=True)) == dict(
        zip(shuffled.rows, shuffled.cells, strict=True)
    )


def test_scores_below_five_matched_are_kept_back():
    assert protect_score(1.5, 5) == 1.5
    assert protect_score(1.5, 4) == Withheld(Reason.TOO_FEW_MATCHED, 5)
    assert protect_score(1.5, 4, DisclosurePolicy(min_matched=3)) == 1.5


def test_the_overall_score_would_give_away_the_only_hidden_side():
    verdicts = protect_sides({"clinician": 12, "manager": 3})
    assert verdicts.sides == {"clinician": None, "manager": Withheld(Reason.TOO_FEW_MATCHED, 5)}
    assert verdicts.together == Withheld(Reason.PROTECTS_ANOTHER, 5)


def test_the_overall_score_may_stand_where_it_gives_nothing_away():
    assert protect_sides({"clinician": 12, "manager": 9}).together is None
    assert protect_sides({"clinician": 4, "manager": 3}).together is None
    assert protect_sides({"clinician": 12, "manager": 0}).together is None
    assert protect_sides({"clinician": 2, "manager": 2}).together == Withheld(Reason.TOO_FEW_MATCHED, 5)


def release(name: str, people: range, *more: range, question: str = "sex") -> Release:
    ids = frozenset(str(person) for span in (people, *more) for person in span)
    half = len(ids) // 2
    table = protect_counts(CountTable.one_way({"Women": half, "Men": len(ids) - half}))
    return Release(name, ids, {question: table})


def refused(previous: list[Release], new: Release) -> list[str]:
    with pytest.raises(KithError) as caught:
        guard_release(previous, new)
    return [f"{fault.code}: {fault.params['earlier']}" for fault in caught.value.faults]


def test_a_few_newcomers_would_be_told_by_subtraction():
    assert refused([release("spring", range(40))], release("summer", range(43))) == [
        "publishing.differencing: spring"
    ]


def test_one_who_left_and_one_who_came_would_be_told_too():
    assert refused([release("spring", range(40))], release("summer", range(1, 41))) == [
        "publishing.differencing: spring"
    ]


def test_the_missing_piece_of_a_whole_is_told_by_two_earlier_releases():
    previous = [release("everyone", range(60)), release("north", range(30))]
    south = release("south", range(30, 57))
    assert refused(previous, south) == ["publishing.differencing: everyone, north"]


def test_releases_far_apart_or_on_other_questions_go_out():
    guard_release([release("spring", range(40))], release("summer", range(60)))
    guard_release([release("spring", range(40))], release("other", range(40, 80)))
    guard_release([release("spring", range(40), question="age")], release("summer", range(42)))


def test_the_same_release_may_go_out_again_but_not_in_another_form():
    spring = release("spring", range(40))
    guard_release([spring], Release("spring again", spring.population, spring.tables))
    other = protect_counts(CountTable.one_way({"Women": 20, "Men or other": 20}))
    assert refused([spring], Release("pooled", spring.population, {"sex": other})) == [
        "publishing.republished: spring"
    ]


def test_the_reader_sees_the_reason_never_a_hole():
    table = report_table(
        protect_counts(CountTable.one_way({"A": 40, "B": 3, "C": 22, "D": 6})),
        caption="Ethnic group",
        first_heading="Group",
    )
    assert table.rows == (
        ("A", "40"),
        ("B", Suppressed("7 or fewer", "small_count")),
        ("C", "20"),
        ("D", Suppressed("7 or fewer", "small_count")),
        ("Total", "70"),
    )
    assert table.notes[1] == "Every count could be shown if these were counted together: B, D."


def test_a_two_way_table_reads_with_its_totals():
    table = report_table(
        protect_counts(CountTable(("North", "South"), ("Yes", "No"), ((21, 13), (18, 11)))),
        caption="By region",
        first_heading="Region",
    )
    assert [column.label for column in table.columns] == ["Region", "Yes", "No", "Total"]
    assert table.rows[-1] == ("Total", "40", "25", "65")

"""A table that is too wide for paper stands upright there, with every cell and its reason."""

from kith.publishing.blocks import Alignment, Column, Suppressed, Table
from kith.publishing.turned import MOST_ACROSS, MOST_DOWN, upright

FEW = Suppressed("fewer than 5", "too_few")


def table(across, down, **more):
    columns = (Column("Side"), *(Column(f"c{at}", Alignment.NUMBER) for at in range(1, across)))
    rows = tuple((f"r{row}", *(f"{row},{at}" for at in range(1, across))) for row in range(down))
    return Table("Wide", columns, rows, **more)


def test_each_column_becomes_a_row():
    wide = table(MOST_ACROSS + 1, 2, notes=("A note",))
    turned = upright(wide)
    assert [column.label for column in turned.columns] == ["Side", "r0", "r1"]
    assert turned.rows == tuple((f"c{at}", f"0,{at}", f"1,{at}") for at in range(1, MOST_ACROSS + 1))
    assert (turned.caption, turned.notes) == ("Wide", ("A note",))


def test_what_is_kept_back_stays_kept_back():
    wide = table(MOST_ACROSS + 1, 1)
    kept = Table("Wide", wide.columns, ((*wide.rows[0][:-1], FEW),))
    assert upright(kept).rows[-1][-1] is FEW


def test_what_fits_or_would_not_fit_either_way_is_left():
    for left in (
        table(MOST_ACROSS, 2),
        table(MOST_ACROSS + 1, MOST_DOWN + 1),
        table(MOST_ACROSS + 1, 0),
        table(MOST_ACROSS + 1, 2, row_headers=False),
        Table("Wide", table(MOST_ACROSS + 1, 1).columns, ((FEW, *table(MOST_ACROSS + 1, 1).rows[0][1:]),)),
    ):
        assert upright(left) is left

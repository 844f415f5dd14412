"""CSV files as people have them."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError, Where
from kith.foundation.messages import sentences
from kith.tables.reading import read_table
from kith.tables.types import FILE_LIMITS, Limits


def read(content, **options):
    if isinstance(content, str):
        content = content.encode()
    return read_table(content, name="people.csv", **options)


def codes(found):
    return [note.code for note in found.notes]


def refused(content, **options):
    with pytest.raises(KithError) as error:
        read(content, **options)
    assert all(sentences(error.value.faults))
    return error.value.faults


TEXT = "Name,Town\nZoë Müller,Århus\nRenée,Orléans\n"
CHINESE = "姓名,城市\n王小明,北京\n李雷,上海\n"


@pytest.mark.parametrize(
    ("content", "expected", "notes"),
    [
        (TEXT.encode(), TEXT, []),
        (TEXT.encode("utf-8-sig"), TEXT, []),
        (TEXT.encode("utf-16"), TEXT, []),
        (TEXT.encode("utf-16-le"), TEXT, []),
        (TEXT.encode("utf-16-be"), TEXT, []),
        (TEXT.encode("utf-32"), TEXT, []),
        (TEXT.encode("cp1252"), TEXT, ["tables.encoding_guessed"]),
        ("Name,Pay\nO’Brien,£5\n".encode("cp1252"), "Name,Pay\nO’Brien,£5\n", ["tables.encoding_guessed"]),
        (CHINESE.encode("gb18030"), CHINESE, ["tables.encoding_guessed"]),
        (CHINESE.encode(), CHINESE, []),
    ],
)
def test_encodings(content, expected, notes):
    rows = [tuple(line.split(",")) for line in expected.splitlines()]
    found = read(content)
    assert (found.columns, *found.rows) == tuple(rows)
    assert codes(found) == notes


def test_two_encodings_in_one_file_are_a_fault_with_its_line():
    content = "Name,Town\nZoë,Køge\nRené,Orléans\n".encode() + "José,León\n".encode("cp1252")
    (fault,) = refused(content)
    assert (fault.code, fault.where.line) == ("tables.encoding_mixed", 4)


LONGER = {
    "cp1252": "Name,Note\nJürgen Groß,“fünf Größen” – für Ärzte\nÅse Bjørnsdóttir,naïve façade à Besançon\n",
    "gb18030": "姓名,备注\n欧阳娜娜,她在北京大学学习公共卫生管理\n诸葛亮,《出师表》:先帝创业未半\n",
}


@pytest.mark.parametrize("encoding", LONGER)
def test_guesses_on_longer_text(encoding):
    found = read(LONGER[encoding].encode(encoding))
    assert [",".join(row) for row in (found.columns, *found.rows)] == LONGER[encoding].splitlines()


def test_an_encoding_that_the_person_names():
    assert read("imię,x\nŻółć,1\n".encode("cp1250"), encoding="cp1250").columns == ("imię", "x")
    assert [fault.code for fault in refused("é,x\n1,2\n".encode("cp1252"), encoding="ascii")] == [
        "tables.encoding_unknown"
    ]
    assert refused("a,b\n1,2\n", encoding="no-such")[0].code == "tables.encoding_unknown"


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ("a;b\n1,5;2\n", "tables.delimiter_semicolon"),
        ("a\tb\n1,5\t2\n", "tables.delimiter_tab"),
        ("a|b\n1,5|2\n", "tables.delimiter_bar"),
        ("sep=;\na;b\n1,5;2\n", "tables.delimiter_semicolon"),
    ],
)
def test_delimiters(content, note):
    found = read(content)
    assert (found.columns, found.rows) == (("a", "b"), (("1,5", "2"),))
    assert codes(found) == [note]


def test_commas_in_notes_do_not_make_columns():
    found = read("name;notes\nAnn;tea, coffee, milk\nBob;tea, milk\n")
    assert found.rows == (("Ann", "tea, coffee, milk"), ("Bob", "tea, milk"))


def test_one_column_is_a_csv():
    assert read("E-mail\nann@example.org\nbob@example.org\n").rows == (
        ("ann@example.org",),
        ("bob@example.org",),
    )


def test_quoted_newlines_count_as_one_spreadsheet_row():
    found = read('Name,Note\r\n"Ann","one\r\ntwo"\r\n\r\nBob,"say ""hi"""\r\n')
    assert found.rows == (("Ann", "one\r\ntwo"), ("Bob", 'say "hi"'))
    assert found.row_numbers == (2, 4)
    assert codes(found) == ["tables.blank_rows"]


def test_old_mac_line_ends():
    assert read("a,b\r1,2\r3,4\r").rows == (("1", "2"), ("3", "4"))


def test_cells_are_trimmed_and_blank_is_none():
    found = read(" Name\u00a0 ,\ufeffTown , \n\u200bAnn \u00a0,   ,\n ,Leeds\n")
    assert found.columns == ("Name", "Town")
    assert found.rows == (("Ann", None), (None, "Leeds"))


def test_trailing_blank_rows_and_columns_go_without_a_word():
    found = read("a,b,,\n1,2,,\n,,,\n,,,\n\n")
    assert (found.columns, found.rows, found.notes) == (("a", "b"), (("1", "2"),), ())


def test_short_rows_are_filled_with_blanks():
    assert read("a,b,c\n1\n4,5,6\n").rows == (("1", None, None), ("4", "5", "6"))


def test_title_rows_above_the_headings():
    found = read("People of 2026,,\nSaved by Ann,,\n,,\nName,E-mail,Town\nAnn,ann@example.org,Leeds\n")
    assert found.columns == ("Name", "E-mail", "Town")
    assert found.row_numbers == (5,)
    assert [(note.code, dict(note.params)) for note in found.notes] == [
        ("tables.rows_above", {"rows": 2, "heading_row": 4})
    ]


def test_a_row_of_data_does_not_become_the_headings():
    """The second heading was forgotten; the row under it is data, not headings."""
    faults = refused("E-mail,\nann@example.org,Ann\nbob@example.org,Bob\n")
    assert [(fault.code, fault.where) for fault in faults] == [
        ("tables.heading_missing", Where(file="people.csv", row=2, column="B"))
    ]


def test_every_fault_of_shape_at_once():
    faults = refused("Name,name,,Town\nAnn,A,x,Leeds\nBob,B,,York,extra\nCy,C,y,Hull\nDi,D,,Bath\n")
    assert [(fault.code, fault.where.row, fault.where.column) for fault in faults] == [
        ("tables.heading_doubled", 1, "name"),
        ("tables.heading_missing", 2, "C"),
        ("tables.too_many_cells", 3, None),
    ]


def test_a_column_that_most_rows_fill_lacks_its_heading():
    faults = refused("Name,Town\nAnn,Leeds,x\nBob,York,\nCy,Hull,y\nDi,Bath,z\n")
    assert [(fault.code, fault.where.row, fault.where.column) for fault in faults] == [
        ("tables.heading_missing", 2, "C")
    ]


def test_too_many_cells_by_row():
    faults = refused("a,b\n1,2,3\n4,5\n6,7,,8\n")
    assert [(fault.where.row, dict(fault.params)) for fault in faults] == [
        (2, {"cells": 3, "headings": 2}),
        (4, {"cells": 4, "headings": 2}),
    ]


@pytest.mark.parametrize(
    ("content", "code", "row", "line"),
    [
        ('a,b\n"x\ny",1\n"open,2\n3,4\n', "tables.quote_unclosed", 3, 4),
        ('a,b\n1,"x"y\n', "tables.quote_stray", 2, 2),
        (f"a,b\n1,{'x' * 140_000}\n", "tables.cell_too_long", 2, 2),
    ],
)
def test_broken_quoting_has_its_row_and_line(content, code, row, line):
    (fault,) = refused(content)
    assert (fault.code, fault.where.row, fault.where.line) == (code, row, line)


@pytest.mark.parametrize("cell", ["-3.5", "+44 20 7946 0958", "=1+1", "@ann", "-", "+", "'tis", "12%"])
def test_what_looks_like_a_formula_is_kept_as_text(cell):
    assert read(f"a,b\n{cell},x\n").rows == ((cell, "x"),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "tables.empty_file"),
        (b"  \n \r\n", "tables.empty_file"),
        (b",,\n,,\n", "tables.empty_file"),
        (b"a,b\n", "tables.headings_only"),
        (b"a,b\n,\n", "tables.headings_only"),
    ],
)
def test_nothing_in_it(content, code):
    assert [fault.code for fault in refused(content)] == [code]


def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:  # 200 MB of nothing takes no room on the disk
        file.truncate(200_000_000)
    with pytest.raises(KithError) as error:
        read_table(path, name="large.csv")
    (fault,) = error.value.faults
    assert (fault.code, dict(fault.params)) == ("tables.too_large", {"size": 200, "limit": 20})
    with path.open("rb") as file, pytest.raises(KithError) as error:
        read_table(file, name="large.csv")
    assert error.value.faults[0].code == "tables.too_large"


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(KithError) as error:
        read_table(tmp_path / "none.csv", name="none.csv")
    assert error.value.faults[0].code == "tables.not_readable"


def test_too_many_rows_and_columns_name_the_limit_and_the_value():
    limits = Limits(rows=3, columns=2)
    (fault,) = refused("a\n" + "1\n" * 5, limits=limits)
    assert (fault.code, dict(fault.params)) == ("tables.too_many_rows", {"rows": 5, "limit": 3})
    (fault,) = refused("a,b,c\n1,2,3\n", limits=limits)
    assert (fault.code, dict(fault.params)) == ("tables.too_many_columns", {"columns": 3, "limit": 2})


def test_a_million_rows_are_refused_for_people_with_the_count():
    (fault,) = refused("a,b\n" + "1,2\n" * 1_000_000)
    assert dict(fault.params) == {"rows": 1_000_000, "limit": 20_000}


def test_progress_counts_rows():
    seen = []
    read("a\n" + "1\n" * 2_500, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1000, 2501), (2000, 2501)]


def test_a_file_object_is_read():
    assert read_table(BytesIO(b"a\n1\n"), name="a.csv").rows == (("1",),)


def is_a_table_or_faults(content):
    try:
        found = read(content)
    except KithError as error:
        return all(sentences(error.faults))
    whole = all(len(row) == len(found.columns) for row in found.rows)
    return whole and len(found.rows) == len(found.row_numbers) > 0


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_faults(content):
    assert is_a_table_or_faults(content)


@given(st.text(max_size=200).filter(lambda text: "\x00" not in text))
def test_any_text_gives_a_table_or_faults(text):
    assert is_a_table_or_faults(text.encode("utf-8", errors="replace"))


def test_the_real_surveys(shared_data):
    shapes = {}
    for path in sorted((shared_data / "surveys").glob("*.csv")):
        found = read_table(path, name=path.name, limits=FILE_LIMITS)
        shapes[path.name] = (len(found.columns), len(found.rows), found.notes)
    assert shapes == {
        "apha_cpd_survey.csv": (38, 237, ()),
        "bfi.csv": (29, 2800, ()),
        "bh1996.csv": (13, 7382, ()),
        "univbct.csv": (22, 1485, ()),
    }

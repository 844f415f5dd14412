"""TOML with lines."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError, Where
from kith.foundation.messages import sentences
from kith.tables.toml import key_text, load_toml, parse_key

DEFINITION = '''\
# A programme
format_version = 1
[programme]
key = "paired-learning" # ]
name = { en = "Paired [Learning", "zh-Hans" = "结对学习" }
variants = [
    "lothian", # first
    "imperial",
]
note = """
[not.a.table]
key = 1
"""
path = 'C:\\new'

[[role]]
key = "clinician"
places = { min = 6, max = 40 }
dates = [1979-05-27, 07:32:00, 1979-05-27 07:32:00Z]

  [role.requires]
  a.b = true
  "a.c" = 1

[[role]]
key = "manager"
[[role.note]]
text = "x"
[[role.note]]
text = """y""\\""""
nested = [[1, 2], [{ deep = [3] }]]
'''


@pytest.fixture
def definition():
    return load_toml(DEFINITION, "definition.toml")


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("format_version", 2),
        ("programme", 3),
        ("programme.name.zh-Hans", 5),
        ("programme.variants", 6),
        ("programme.variants[1]", 8),
        ("programme.note", 10),
        ("programme.path", 14),
        ("role", 16),
        ("role[0]", 16),
        ("role[0].places.max", 18),
        ("role[0].dates[2]", 19),
        ("role[0].requires", 21),
        ("role[0].requires.a.b", 22),
        ('role[0].requires."a.c"', 23),
        ("role[1].key", 26),
        ("role[1].note[1].text", 30),
        ("role[1].note[1].nested[1][0].deep[0]", 31),
        (("role", 1, "note", 0, "text"), 28),
        # Not written: the nearest table around it
        ("role[0].places.most", 18),
        ("role[7].key", 16),
        ("programme.missing", 3),
        ("nowhere", None),
    ],
)
def test_lines(definition, key, line):
    assert definition.line_of(key) == line


def test_every_value_has_its_line(definition):
    def leaves(value, path):
        children = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        yield path
        for key, child in children:
            yield from leaves(child, (*path, key))

    paths = set(leaves(definition.data, ())) - {()}
    assert paths == set(definition.lines)


def test_a_place_for_a_fault(definition):
    assert definition.where(("role", 0, "requires", "a.c")) == Where(
        file="definition.toml", line=23, key='role[0].requires."a.c"'
    )


def test_windows_line_ends_and_a_mark():
    found = load_toml(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n", "x.toml")
    assert (found.data, found.line_of("b")) == ({"a": 1, "b": 2}, 2)


def test_many_points_in_a_line_are_no_long_key():
    said = "One more. " * 200
    figures = ", ".join(["0.5"] * 200)
    data = load_toml(f"said = '{said}'\nfigures = [{figures}]\nso = '{'.' * 200}'\n", "rules.toml").data
    assert (data["said"], len(data["figures"])) == (said, 200)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("a = 1\nb = \n", "tables.toml_syntax", 2),
        ("a = 1\na = 2\n", "tables.toml_syntax", 2),
        ('a = "open', "tables.toml_syntax", 1),
        ("[a\n", "tables.toml_syntax", 1),
        ("x = 1\ny = [1,\n", "tables.toml_syntax", 3),
        (b"a = 1\nb = '\xe9'\n", "tables.toml_not_utf8", 2),
        (b"\x00\x01", "tables.toml_syntax", 1),
        ("a = " + "[" * 5_000, "tables.toml_too_deep", None),
        ("a = " + "9" * 5_000, "tables.toml_too_deep", None),
        (".".join(["a"] * 40_000) + " = 1", "tables.toml_too_deep", None),
        ("[" + " . ".join(["a"] * 25_000) + "]", "tables.toml_too_deep", None),
        (b"#" * 2_000_001, "tables.too_large", None),
    ],
)
def test_what_is_wrong_has_its_line(content, code, line):
    with pytest.raises(KithError) as refused:
        load_toml(content, "x.toml")
    (fault,) = refused.value.faults
    assert (fault.code, fault.where.line, fault.where.file) == (code, line, "x.toml")
    assert all(sentences([fault]))


key_parts = st.one_of(
    st.text(min_size=1, max_size=6).filter(lambda text: text.isprintable()), st.integers(0, 99)
)


@given(st.tuples(st.text("abc-_", min_size=1), st.lists(key_parts, max_size=5)))
def test_keys_are_written_and_parsed_back(path):
    whole = (path[0], *path[1])
    assert parse_key(key_text(whole)) == whole


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
scalars = st.one_of(
    st.integers(-99, 99).map(str),
    st.sampled_from(
        ["true", "1.5", "inf", "1979-05-27", "'x # ]'", '"a\\"}"', '"""\n"q" ]\n"""', "'''\n'\n'''"]
    ),
)
inline = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[\n" + ", # c\n".join(items) + "\n]"),
        st.lists(inner.filter(lambda text: not text.startswith("[\n")), max_size=3).map(
            lambda items: "{ " + ", ".join(f"k{n} = {item}" for n, item in enumerate(items)) + " }"
        ),
    ),
    max_leaves=6,
)


@given(st.lists(inline, min_size=1, max_size=5))
def test_keys_after_anything_stand_where_they_are_written(written):
    text = ""
    expected = {}
    for number, value in enumerate(written):
        expected[f"key{number}"] = text.count("\n") + 1
        text += f"key{number} = {value}\n"
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # an inline table may not hold a line break everywhere
    found = load_toml(text, "x.toml")
    assert {key: found.line_of(key) for key in expected} == expected


@given(st.one_of(st.binary(max_size=60), st.text("[]{}=\"'#.,\n a1", max_size=40)))
def test_anything_is_a_document_or_faults(content):
    try:
        load_toml(content, "x.toml")
    except KithError as error:
        said = sentences(error.faults)
    else:
        said = ["a document"]
    assert all(said)

"""XLSForms out to a standard converter and back."""

from io import BytesIO
from pathlib import Path

import openpyxl
from pyxform.xls2xform import convert

import kith.programmes
from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.questionnaires.exchange import Format, read_form, write_form
from kith.questionnaires.exchange.tests.xlsforms import RICH, read
from kith.questionnaires.read import read_instrument

SHIPPED = sorted((Path(kith.programmes.__file__).parent / "definitions" / "instruments").glob("*.toml"))


SHEETS = (Format.XLSFORM, Format.XLSFORM_CSV, Format.XLSFORM_MD)


def opened(content: bytes, wanted: Format) -> str:
    source = BytesIO(content) if wanted is Format.XLSFORM else content.decode()
    return convert(xlsform=source, validate=False, file_type=f".{wanted.value}").xform


def test_the_shipped_instruments_come_back_whole_and_a_standard_converter_opens_them():
    assert SHIPPED
    for path in SHIPPED:
        instrument = read_instrument(path.read_text(), path.name)
        for wanted in SHEETS:
            carried = write_form(instrument, wanted)
            back = read_form(carried.value, f"form.{wanted.value}")
            assert carried.is_whole
            assert (back.value, back.lost) == (instrument, ())
            assert back.value.sha256 == instrument.sha256
        assert "<h:html" in opened(write_form(instrument, Format.XLSFORM).value, Format.XLSFORM)


def test_what_other_tools_cannot_say_is_kept_and_listed():
    instrument = read_instrument(RICH)
    for wanted in SHEETS:
        carried = write_form(instrument, wanted)
        assert "<h:html" in opened(carried.value, wanted)
        back = read_form(carried.value, f"form.{wanted.value}")
        if wanted is not Format.XLSFORM_MD:
            assert (back.value, back.lost) == (instrument, ())
            assert carried.is_whole
        else:
            assert {loss.code for loss in carried.lost if not loss.kept} == {"exchange.xlsform.line_breaks"}
    said = {loss.code.rsplit(".", 1)[1] for loss in carried.lost}
    assert said >= {"condition_out", "decline", "soft", "unit", "otherwise", "rights", "scale"}
    assert all(sentence(loss) for loss in carried.lost)


def test_nothing_in_a_form_is_run_by_a_spreadsheet():
    instrument = read_instrument(RICH)
    book = openpyxl.load_workbook(BytesIO(write_form(instrument, Format.XLSFORM).value))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if str(cell.value).startswith("=")] == ["s"]
    assert "\"'=cmd" in write_form(instrument, Format.XLSFORM_CSV).value.decode()


def test_an_edit_in_the_standard_columns_wins_over_what_kith_kept():
    instrument = read_instrument(RICH)
    text = write_form(instrument, Format.XLSFORM_MD).value.decode()
    text = text.replace(
        "(${role} != '' and ${role} != 'prefer_not_to_say' and ${role} != 'A')", "${role} = '8a'"
    )
    text = text.replace(". >= 0.5 and . <= 24 and", ". >= 0.5 and . <= 20 and")
    back = read(text).value
    assert back.page("more").relevant.source == "role == '8a' and not declined(role) and count(lines) >= 1"
    assert (back.item("hours").minimum, back.item("hours").maximum) == (0.5, 20)
    assert back.item("hours").constraint.holds.source == "hours != 13 or answered(who)"


FOREIGN = """
| survey |
| | type | name | label::English | label::French (fr) | hint::English | required | relevant | constraint | constraint_message::English | appearance | default | parameters | repeat_count |
| | start | start | | | | | | | | | | | |
| | select_one sex | Sex | Your sex | Votre sexe | | true | | | | | | | |
| | begin group | g1 | About you | Sur vous | | | ${Sex} != '' | | | | | | |
| | integer | age | Age? | Age? | in years | yes | | . >= 18 and . < 120 | Between 18 and 119 | | 30 | | |
| | range | mood | Mood | Humeur | | | | | | | | start=0 end=10 step=1 | |
| | select_multiple langs or_other | langs | Which? | Lesquelles? | | | ${age} > 20 | count-selected(.) <= 2 | | | | | |
| | begin group | inner | | | | | selected(${langs}, 'en') | | | | | | |
| | text | why | Why, aged ${age}? | Pourquoi? | | | ${age} + 1 > 30 | | | multiline | | | |
| | end group | | | | | | | | | | | | |
| | end group | | | | | | | | | | | | |
| | geopoint | place | Where | Où | | | | | | | | | |
| | begin repeat | kids | Kids | Enfants | | | | | | | | | ${age} |
| | text | kid | Name | Nom | | | | | | | | | |
| | end repeat | | | | | | | | | | | | |
| | select_one agree | q1 | One | Un | | | | | | | | | |
| | select_one agree | q2 | Two | | | | ${q1} = 3 or ${q1} != 2 | | | | | | |
| choices |
| | list_name | name | label::English | label::French (fr) |
| | sex | m/f | Either | Les deux |
| | sex | x | X | X |
| | langs | en | English | Anglais |
| | langs | fr | French | Français |
| | agree | 1 | No | Non |
| | agree | 2 | Maybe | Peut-être |
| | agree | 3 | Yes | Oui |
"""  # noqa: E501


def test_a_form_of_another_tool():
    carried = read(FOREIGN)
    form = carried.value
    assert [page.key for page in form.pages] == ["sex", "g1", "inner", "kids", "q1", "q2"]
    assert form.languages == ("en",)
    assert form.item("q1").label == Text.of({"en": "One", "fr": "Un"})
    assert form.item("sex").is_required
    assert [option.key for option in form.item("sex").options] == ["m_f", "x"]
    assert form.page("g1").relevant.source == "answered(sex)"
    assert form.item("age").constraint.holds.source == "age >= 18 and age < 120"
    assert str(form.item("age").constraint.message) == "Between 18 and 119"
    assert (form.item("mood").minimum, form.item("mood").maximum, form.item("mood").whole) == (0, 10, True)
    assert form.item("langs").maximum == 2
    assert form.item("langs_other").relevant.source == "selected(langs, 'other')"
    assert form.page("inner").relevant.source == "answered(sex) and selected(langs, 'en')"
    assert form.item("why").relevant is None
    assert str(form.item("why").label) == "Why, aged ${age}?"
    assert form.page("kids").repeat.maximum == 50
    assert form.item("q1").kind == "scale"
    assert form.item("q2").relevant.source == "q1 == 3 or not (q1 == 2)"
    assert [(loss.code.rsplit(".", 1)[1], loss.where.row) for loss in carried.lost] == [
        ("rights_not_said", None),
        ("renamed", 5),
        ("column", 7),
        ("translation_part", 7),
        ("condition_in", 11),
        ("type_dropped", 14),
        ("renamed", 22),
    ]
    assert all(sentence(loss) for loss in carried.lost)


CHOICES = """
| survey |
| | type | name | label::English (en) | label::Français (fr) | required |
| | select_one yes_no | sure | Sure? | Sûr ? | TRUE |
| | select_one plain | plain | Plain? | Clair ? | false |
| | select_multiple fruit or_other | fruit | Fruit? | Fruit ? | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) |
| | yes_no | yes | Yes, always | Oui, toujours |
| | yes_no | no | No | Non |
| | plain | yes | Yes | Yes |
| | plain | no | No | No |
| | plain | prefer_not_to_say | Pass | Je passe |
| | fruit | 1 | Apple | Pomme |
| | fruit | 2 | Pear | Poire |
"""


def test_words_of_choices_are_kept_or_told():
    carried = read(CHOICES)
    form = carried.value
    assert form.languages == ("en", "fr")
    assert (form.item("sure").kind, form.item("sure").is_required) == ("choice", True)
    assert (form.item("plain").kind, form.item("plain").may_decline) == ("yes_no", True)
    assert [option.key for option in form.item("fruit").options] == ["1", "2", "other"]
    assert form.item("fruit_other").relevant.source == "selected(fruit, 'other')"
    assert [(loss.code.rsplit(".", 1)[1], loss.where.row) for loss in carried.lost] == [
        ("rights_not_said", None),
        ("own_words", 13),
    ]

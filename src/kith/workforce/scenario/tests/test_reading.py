"""A scenario file read: what it holds, or everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kith.foundation.faults import Fault, KithError
from kith.foundation.messages import sentences
from kith.foundation.provenance import hash_bytes
from kith.tables.parquet import write_parquet
from kith.tables.writing import write_workbook
from kith.workforce.forecast import Factors, shipped, write_calibration
from kith.workforce.scenario.compiling import compile_scenario, replaced
from kith.workforce.scenario.describe import describe
from kith.workforce.scenario.levers_types import Pull
from kith.workforce.scenario.reading import read_scenario
from kith.workforce.scenario.shipped import list_templates, list_variants, read_template, template_files
from kith.workforce.scenario.types import Scenario

Small = Callable[..., Scenario]
Wrong = Callable[..., tuple[Fault, ...]]
SEATS = "seats = 20"
NAME = "workforce.scenario."


def codes(faults: tuple[Fault, ...]) -> list[str]:
    return [fault.code.removeprefix(NAME) for fault in faults]


def test_every_template_and_variant_reads_and_says_that_it_is_invented() -> None:
    assert list_templates() == ("four-by-ten", "one-by-two")
    for name in list_templates():
        for variant in list_variants(name):
            scenario = read_template(name, variant)
            assert scenario.synthetic
            assert all("nvented" in one.source for one in scenario.data)
            said = describe(compile_scenario(scenario))
            assert "Everything in it is invented: no figure describes a real place." in said
    big = read_template("four-by-ten")
    assert (len(big.professions), len(big.regions), len(big.years)) == (4, 10, 20)
    assert {one.bundle.value for one in big.levers} == {"education", "regulation", "reward", "support"}


def test_a_variant_replaces_a_number_as_a_whole_and_keeps_the_rest() -> None:
    base, flat = read_template("four-by-ten"), read_template("four-by-ten", "flat-funding.toml")
    assert str(flat.name) == "Flat funding: no new training places"
    assert flat.place == base.place
    assert [one.seats.values for one in flat.supply.training] == [(250.0,), (1250.0,), (160.0,), (170.0,)]
    assert flat.supply.training[0].take_up == base.supply.training[0].take_up
    assert "seats" not in [one.key for one in flat.data]
    assert flat.sha256 != base.sha256


def test_an_assumption_is_a_number_without_a_source_and_is_said_first(small: Small) -> None:
    scenario = small()
    bare = [one.path for one in scenario.assumptions]
    assert "training.nurse_degree.take_up" in bare
    assert "exits.exits.by_age" not in bare
    said = describe(compile_scenario(scenario))
    assert said[2] == f"Assumptions: {len(bare)} of {len(scenario.stated)} numbers have no source."


SINGLE = [
    (("take_up = 0.9", "take_up = 1.2"), "not_a_chance"),
    ((SEATS, "seats = -1"), "negative"),
    (("low = 0.85, high = 0.95", "low = 0.92, high = 0.95"), "range_crossed"),
    (("low = 0.85, high = 0.95", "low = 0.85"), "half_a_range"),
    (("low = 0.08, high = 0.12", "low = 0.0, high = 0.12"), "range_touches"),
    (("hills = 0.25", "hills = 0.35"), "shares_do_not_sum"),
    (("length = 1", "length = 4"), "pipeline_too_long"),
    ((SEATS, "seats = { 2026 = 20 }"), "years_missing"),
    ((SEATS, "seats = { soon = 20 }"), "not_a_step"),
    (("oldest = 40", "oldest = 45"), "age_outside"),
    (("{ 44 = 1.0 }", "{ 50 = 1.0 }"), "age_outside"),
    (('unit = "heads"', 'unit = "fte"'), "mixed_units"),
    (('isco08 = "2221"', 'isco08 = "22"'), "isco08"),
    (("tile = [0, 0]", "tile = [0]"), "tile"),
    (('file = "stock.csv"', 'file = "stocks.csv"'), "file_missing"),
    (('table = "population"', 'table = "stock"'), "table_used_twice"),
    (
        ('goes = { by = "shares", shares = { town = 0.75, hills = 0.25 } }', 'goes = { by = "nowhere" }'),
        "declared.unknown_value",
    ),
    (('kind = "odds_ratio"', 'kind = "heads_per_unit"'), "effect_does_not_fit"),
    (('acts_on = "exits"', 'acts_on = "returns"'), "acts_on_nobody"),
    (('acts_on = "exits"', 'acts_on = "retirement"'), "not_by_region"),
    (('regions = ["hills"]', 'regions = ["hill"]'), "declared.no_such_region_nearest"),
    (("[[retirement]]", '[[retirement]]\nkey = "twice"\nby_age = 0.1\n[[retirement]]'), "said_twice"),
    (("take_up = 0.9", "takeup = 0.9"), "declared.unknown_key_nearest"),
    (("format_version = 1", "format_version = 2"), "declared.format_version"),
    (('ratio = { per_10000 = 20, unit = "fte" }', "ratio = { per_10000 = 20 }"), "declared.missing"),
]


@pytest.mark.parametrize(
    ("change", "code"), SINGLE, ids=[f"{code}-{n}" for n, (_, code) in enumerate(SINGLE)]
)
def test_one_thing_wrong_is_one_fault_with_its_line(wrong: Wrong, change: tuple[str, str], code: str) -> None:
    faults = wrong(change)
    assert code in codes(faults), sentences(faults)
    fault = next(fault for fault in faults if fault.code.removeprefix(NAME) == code)
    assert fault.where.file == "scenario.toml"
    assert fault.where.line
    assert "{" not in sentences([fault])[0].replace("{ ", "")


TABLES = [
    ({"stock": "profession,region,age,heads\nnurse,town,40,100\n"}, "region_without_stock", None),
    ({"stock": "profession,region,age,heads\nnurse,town,40,1\nnurse,hills,39,1\n"}, "age_outside", 3),
    (
        {"stock": "profession,region,age,heads\nnurse,town,40,1\nnurse,town,40,1\nnurse,hills,40,1\n"},
        "row_twice",
        3,
    ),
    (
        {"stock": "profession,region,age,heads\nnurse,town,40-42,1\nnurse,town,42,1\nnurse,hills,40,1\n"},
        "ages_overlap",
        3,
    ),
    ({"stock": "profession,region,age,heads\nnurse,town,old,1\nnurse,hills,40,1\n"}, "not_an_age", 2),
    ({"stock": "profession,region,age,heads\nnurse,town,40,-1\nnurse,hills,40,1\n"}, "tables.too_low", 2),
    ({"stock": "profession,region,age,heads\nnurse,towm,40,1\nnurse,hills,40,1\n"}, "tables.not_a_choice", 2),
    ({"stock": "profession,region,age\nnurse,town,40\nnurse,hills,40\n"}, "counts_nothing", None),
    (
        {"stock": "profession,region,age,heads,fte\nnurse,town,40,1,1\nnurse,hills,40,1,1\n"},
        "counts_twice",
        None,
    ),
    (
        {"stock": "profession,region,age,sex,heads\nnurse,town,40,f,1\nnurse,hills,40,f,1\n"},
        "column_unknown",
        None,
    ),
    ({"population": "region,year,people\ntown,2026,1\nhills,2026,1\n"}, "population_missing", None),
]


@pytest.mark.parametrize(("tables", "code", "row"), TABLES, ids=[code for _, code, _ in TABLES])
def test_a_wrong_table_is_said_by_row(
    wrong: Wrong, tables: dict[str, str], code: str, row: int | None
) -> None:
    faults = wrong(**tables)
    assert code in codes(faults), sentences(faults)
    fault = next(fault for fault in faults if fault.code.removeprefix(NAME) == code)
    if row is not None:
        assert (fault.where.file, fault.where.row) == ("stock.csv", row)


def test_all_faults_are_told_at_once_in_the_order_of_the_lines(wrong: Wrong) -> None:
    faults = wrong(("take_up = 0.9", "take_up = 1.2"), (SEATS, "seats = -1"), ("hills = 0.25", "hills = 0.5"))
    assert codes(faults) == ["negative", "not_a_chance", "shares_do_not_sum"]
    lines = [fault.where.line or 0 for fault in faults]
    assert lines == sorted(lines)


def test_recruiting_from_a_listed_country_needs_an_agreement() -> None:
    files = dict(template_files("four-by-ten"))
    text = files["scenario.toml"].decode()
    line = next(line for line in text.splitlines() if line.startswith("agreement = "))
    files["scenario.toml"] = text.replace(line, "").encode()
    with pytest.raises(KithError) as refused:
        read_scenario("scenario.toml", files.__getitem__)
    assert [fault.code for fault in refused.value.faults] == ["workforce.scenario.safeguarded"]
    said = "\n".join(describe(compile_scenario(read_template("four-by-ten"))))
    assert "Highland Republic, which is ON THE SAFEGUARDS LIST" in said


def test_levers_are_pulled_without_reading_files_again(small: Small) -> None:
    scenario = small()
    assert replaced(scenario, pulls=[Pull("allowance", 1, 2026)]).pulls == (Pull("allowance", 1, 2026),)
    assert (replaced(scenario, draws=5, seed=9).draws, scenario.draws) == (5, 200)
    with pytest.raises(KithError) as refused:
        replaced(scenario, pulls=[Pull("nothing", 1, 2026), Pull("allowance", -1, 2030, 2029)])
    assert codes(refused.value.faults) == [
        "declared.no_such_lever",
        "negative",
        "after_the_end",
        "declared.limits_crossed",
    ]


def test_pulls_are_said_and_those_of_a_file_are_checked(small: Small, wrong: Wrong) -> None:
    pull = '\n[[pull]]\nlever = "allowance"\namount = 1\nfrom_year = 2027\nto_year = 2028\n'
    said = describe(compile_scenario(small(add=pull)))
    assert "  Pulled: An allowance for working in the hills, 1, from 2027 to 2028." in said
    assert codes(wrong(add=pull.replace("2027", "2030"))) == ["after_the_end", "declared.limits_crossed"]
    assert codes(wrong(add=pull.replace("allowance", "allowances"))) == ["declared.no_such_lever_nearest"]


JUNK = (
    '"x"',
    "-1",
    "[]",
    "{}",
    "true",
    "nan",
    "99999999",
    "{ value = 1, low = 2 }",
    "2026-01-01",
    "{ 2026 = 1 }",
)


def test_any_value_of_a_wrong_kind_is_a_fault_or_a_scenario() -> None:
    """Each line of the template in turn with a value that does not belong there."""
    files = dict(template_files("one-by-two"))
    lines = files["scenario.toml"].decode().splitlines()
    refused: list[str] = []
    for number, line in enumerate(lines):
        key, is_value, _ = line.partition(" = ")
        junk = f"{key} = {JUNK[number % len(JUNK)]}" if is_value else line.replace("[[", "[[not_")
        changed = [*lines[:number], junk, *lines[number + 1 :]]
        files["scenario.toml"] = "\n".join(changed).encode()
        try:
            compile_scenario(read_scenario("scenario.toml", files.__getitem__))
        except KithError as error:
            refused += sentences(error.faults)[:1]
    assert len(refused) > len(lines) / 2
    assert all(refused)


def test_a_base_that_leads_back_to_itself_is_refused() -> None:
    files = {"a.toml": b'base = "b.toml"\n', "b.toml": b'base = "a.toml"\n'}
    with pytest.raises(KithError) as refused:
        read_scenario("a.toml", files.__getitem__)
    assert [fault.code for fault in refused.value.faults] == ["workforce.scenario.base_in_a_circle"]


def test_an_empty_file_says_what_it_needs() -> None:
    with pytest.raises(KithError) as refused:
        read_scenario("a.toml", {"a.toml": b""}.__getitem__)
    missing = {fault.params.get("missing") for fault in refused.value.faults}
    assert {"format_version", "scenario", "horizon", "ages", "profession", "region", "data"} <= missing


def test_tables_may_be_workbooks_or_parquet() -> None:
    files = dict(template_files("one-by-two"))
    text = files["scenario.toml"].decode()
    columns, rows = (
        ("profession", "region", "age", "heads"),
        [("nurse", "town", 40, 100), ("nurse", "hills", 40, 50)],
    )
    made = {
        "stock.xlsx": write_workbook({"notes": (("note",), [("read me",)]), "people": (columns, rows)}),
        "stock.parquet": write_parquet(columns, rows),
    }
    wanted = compile_scenario(read_scenario("scenario.toml", files.__getitem__)).model.stock
    for name, content in made.items():
        sheet = 'sheet = "people"\n' if name.endswith("xlsx") else ""
        changed = text.replace("stock.csv", name).replace(hash_bytes(files["stock.csv"]), hash_bytes(content))
        changed = changed.replace(f'file = "{name}"\n', f'file = "{name}"\n{sheet}')
        own = {**files, name: content, "scenario.toml": changed.encode()}
        assert (compile_scenario(read_scenario("scenario.toml", own.__getitem__)).model.stock == wanted).all()


def test_widths_may_be_learnt_from_counts_of_ones_own() -> None:
    """The scenario names a calibration and its hash: it is used, recorded and told; changed or spoilt, it is refused."""
    own = replace(shipped(), factors=tuple(_halved(each) for each in shipped().factors))
    content = write_calibration(own)
    files = {**template_files("one-by-two"), "own.json": content}
    named = f'\n[calibration]\nfile = "own.json"\nsha256 = "{hash_bytes(content)}"\n'
    files["scenario.toml"] = template_files("one-by-two")["scenario.toml"] + named.encode()
    scenario = read_scenario("scenario.toml", files.__getitem__)
    assert scenario.calibration == own
    assert scenario.hashes["own.json"] == hash_bytes(content)
    compiled = compile_scenario(scenario)
    plain = compile_scenario(read_template("one-by-two"))
    assert compiled.inputs["calibration"] == own.hash
    half, whole = (one.model.uncertain.model for one in (compiled, plain))
    assert (abs(half - whole / 2) < 1e-12).all()
    for wrong, code in (
        ({"own.json": content + b" "}, "table_changed"),
        ({"scenario.toml": files["scenario.toml"].replace(b'"own.json"', b'"none.json"')}, "file_missing"),
        (
            {"scenario.toml": files["scenario.toml"].replace(b'"history"', b'"ranges"')},
            "calibration_unused",
        ),
    ):
        with pytest.raises(KithError) as refused:
            read_scenario("scenario.toml", {**files, **wrong}.__getitem__)
        assert codes(refused.value.faults) == [code]
    spoilt = content.replace(b'"weight": ', b'"weight": 1')
    text = files["scenario.toml"].replace(hash_bytes(content).encode(), hash_bytes(spoilt).encode())
    with pytest.raises(KithError) as refused:
        read_scenario("scenario.toml", {**files, "own.json": spoilt, "scenario.toml": text}.__getitem__)
    assert [fault.code for fault in refused.value.faults] == ["workforce.calibration.changed"]


def _halved(each: Factors) -> Factors:
    plain, scaled = (
        {key: value / 2 for key, value in widths.items()} for widths in (each.plain, each.scaled)
    )
    return replace(each, plain=plain, scaled=scaled)

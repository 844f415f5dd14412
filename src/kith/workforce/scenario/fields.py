"""What each key of a scenario file means: the words of the reference.

A test holds this beside the reader: a key that is read and not explained, or explained and not read, fails it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Key:
    """One key: how it is written, what it does, whether it must be there, and the closed list it chooses from."""

    name: str
    form: str
    says: str
    needed: bool = False
    codes: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the file."""

    heading: str
    says: str
    keys: tuple[Key, ...]


KEY, WORDS, TEXT, LIST, WHOLE, DATE = "key", "words", "text", "list of keys", "whole number", "date"
NUMBER, SHARE, STEPS, TRUTH, TABLE, TABLES = "number", "share", "steps", "true or false", "table", "tables"
GOES = Key("goes", TABLE, "Where they start: see [goes](#goes).", True)
AGES = Key("ages", TABLE, "How old they are at the end of the year in which they join.", True)
NAMED = Key("key", KEY, "Its short name, by which overrides and variants reach it.", True)
WHO = (
    Key("professions", LIST, "The professions that it is about; left out: all."),
    Key("groups", LIST, "The groups that it is about, as `nurse.abroad`; left out: all."),
)

HEAD: Mapping[str, Part] = {
    "": Part(
        "The file",
        "Only these stand at the top.",
        (
            Key("format_version", WHOLE, "The version of this format: 1.", True),
            Key(
                "base",
                TEXT,
                "Another scenario file that this one varies: what is written here is laid over it.",
            ),
            Key(
                "drop", "list of texts", 'What it leaves out of its base, as in ["data.seats", "lever.bond"].'
            ),
            Key("scenario", TABLE, "What it is called.", True),
            Key("card", TABLE, "What only people can tell, for the reporting card."),
            Key("horizon", TABLE, "Its years.", True),
            Key("run", TABLE, "How many draws, and the seed."),
            Key("ages", TABLE, "The ages at which people practise.", True),
            Key("profession", TABLES, "Who is counted.", True),
            Key("region", TABLES, "Where.", True),
            Key("data", TABLES, "The tables beside the file, each with its hash.", True),
            Key("population", TABLE, "Which of them is the population."),
            Key("safeguards", TABLE, "Which of them is the list of countries not to recruit from."),
            Key("history", TABLE, "Which of them has past counts."),
            Key("calibration", TABLE, "How wide bands must be, learnt from counts of your own."),
            Key("stock", TABLES, "Who is there at the start.", True),
            Key("working", TABLES, "How much service a head gives.", True),
            Key("exits", TABLES, "Who leaves before retirement.", True),
            Key("retirement", TABLES, "Who retires.", True),
            Key("returning", TABLES, "Who comes back from a break."),
            Key("movement", TABLES, "Who moves between regions."),
            Key("training", TABLES, "Pipelines of training."),
            Key("recruitment", TABLES, "Joiners who are trained already."),
            Key("pay", TABLES, "What an FTE costs."),
            Key("service", TABLES, "What people need or use, and whose work it is."),
            Key("need", TABLES, "How each profession's need is worked out.", True),
            Key("modifier", TABLES, "Dated changes."),
            Key("lever", TABLES, "What could be done."),
            Key("interaction", TABLES, "Levers that do more, or less, together."),
            Key("pull", TABLES, "Levers that are pulled."),
            Key("plan", TABLE, "What a plan may do."),
            Key("override", TABLES, "Numbers changed by hand, signed."),
        ),
    ),
    "scenario": Part(
        "[scenario]",
        "What it is called.",
        (
            NAMED,
            Key("name", WORDS, "What it is called.", True),
            Key("place", WORDS, "The country or area.", True),
            Key("note", WORDS, "What a reader should know."),
            Key("synthetic", TRUTH, "Whether its figures are invented; every output then says so."),
            Key("currency", TEXT, "The sign before amounts of money."),
        ),
    ),
    "card": Part(
        "[card]",
        "What the reporting card asks and only people can tell. The rest of the card is filled from the scenario.",
        (
            Key("summary", WORDS, "The whole in some sentences."),
            Key("context", WORDS, "The setting."),
            Key("aims", WORDS, "What it is to find out."),
            Key("use", WORDS, "The decision that it serves."),
            Key("condition", WORDS, "An illness, or all care."),
            Key("scope", WORDS, "Kinds of care within it."),
            Key("sufficiency", WORDS, "When staff count as enough."),
            Key("scenarios", WORDS, "The scenarios that are compared, and why."),
            Key("coverage", WORDS, "How often such bands held in back-tests."),
            Key("back_test", WORDS, "The back-test."),
            Key("limits", WORDS, "What it cannot tell."),
            Key("funding", WORDS, "Who paid."),
            Key("approved_by", WORDS, "Who approved it."),
        ),
    ),
    "horizon": Part(
        "[horizon]",
        "The years that are worked through. Stocks are told for one year more: the start of the year after the last.",
        (
            Key("first_year", WHOLE, "Stocks of its start are the beginning.", True),
            Key("years", WHOLE, "How many, 60 at most.", True),
        ),
    ),
    "run": Part(
        "[run]",
        "The same file with the same seed gives the same bytes.",
        (
            Key("draws", WHOLE, "How many; 1,000 if left out."),
            Key("seed", WHOLE, "Of the draws; 0 if left out."),
            Key(
                "widths",
                "code",
                "How wide bands are; left out, `history`: at least as wide as back-tests say.",
            ),
        ),
    ),
    "ages": Part(
        "[ages]",
        "Single years of age. Who passes the last one retires.",
        (Key("youngest", WHOLE, "The first age.", True), Key("oldest", WHOLE, "The last age.", True)),
    ),
    "profession": Part(
        "[[profession]]",
        "A profession, in one group or several that live by other rates.",
        (
            NAMED,
            Key("name", WORDS, "What it is called.", True),
            Key("isco08", TEXT, "The four digits of its ISCO-08 unit group.", True),
            Key("band", TEXT, "Its pay band."),
            Key("group", TABLES, "Its groups; left out: it is one."),
        ),
    ),
    "profession.group": Part(
        "[[profession.group]]",
        "A part of a profession. Elsewhere it is called by both keys, as `nurse.abroad`.",
        (
            NAMED,
            Key("name", WORDS, "What it is called.", True),
            Key("sex", TEXT, "The sex of its people."),
            Key("setting", TEXT, "Where they work, as hospital."),
            Key("band", TEXT, "Their pay band."),
            Key("origin", TEXT, "Where they were trained."),
        ),
    ),
    "region": Part(
        "[[region]]",
        "A place that is counted apart.",
        (
            NAMED,
            Key("name", WORDS, "What it is called.", True),
            Key("rural", TRUTH, "Whether it is rural or remote.", True),
            Key("tile", "list of two whole numbers", "Its column and row on the tile map, from 0."),
            Key("travel_minutes", "plain number", "Minutes to the nearest large hospital."),
        ),
    ),
    "data": Part(
        "[[data]]",
        "A CSV, XLSX or Parquet file beside the scenario. If its content is not the one with this hash the scenario is "
        "refused; `kith workforce check FILE --accept-data --by NAME` signs for the new one.",
        (
            NAMED,
            Key("file", TEXT, "Its name, seen from this file.", True),
            Key("sha256", TEXT, "Of its bytes.", True),
            Key("source", TEXT, "Who says so.", True),
            Key("date", DATE, "When they said it.", True),
            Key("sheet", TEXT, "A sheet of a workbook; the first if left out."),
            Key("accepted_by", TEXT, "Who signed for a changed table."),
            Key("accepted_on", DATE, "When."),
        ),
    ),
    "population": Part(
        "[population]",
        "People by region and year, and age where need differs by age.",
        (
            Key("table", KEY, "The table.", True),
            Key(
                "between_years",
                TRUTH,
                "Years without rows lie on the straight line between those that have them.",
            ),
        ),
    ),
    "safeguards": Part(
        "[safeguards]",
        "The WHO health workforce support and safeguards list, or your own, as dated data. Recruiting from a country "
        "on it is a fault unless the recruitment names an agreement between the governments, and is always shown.",
        (Key("table", KEY, "A table with a column country.", True),),
    ),
}

CHANGES: Mapping[str, Part] = {
    "modifier": Part(
        "[[modifier]]",
        "A dated change. It multiplies what it acts on (a chance: its odds) by `factor`, in even steps of its power "
        "over `ramp_years`, until `to_year`.",
        (
            NAMED,
            Key("name", WORDS, "What it is called.", True),
            Key("cause", "code", "Why.", True),
            Key("acts_on", "code", "What it changes.", True),
            Key(
                "from_year", WHOLE, "The first year in which it holds; the first of the scenario if left out."
            ),
            Key("to_year", WHOLE, "The last; left out: it lasts."),
            Key("ramp_years", WHOLE, "Years until it holds in full; at once if left out."),
            Key("factor", NUMBER, "In full.", True),
            Key("professions", LIST, "Whom it changes; left out: all."),
            Key("regions", LIST, "Where; left out: everywhere."),
            Key("services", LIST, "Which services, for a change of need; left out: all."),
        ),
    ),
    "lever": Part(
        "[[lever]]",
        "Something that could be done.",
        (
            NAMED,
            Key("name", WORDS, "What it is called.", True),
            Key("bundle", "code", "Which kind of policy it is.", True),
            Key("acts_on", "code", "What it changes.", True),
            Key("kind", "code", "How its effect is measured.", True),
            Key("effect", NUMBER, "At full ramp: for one unit (heads), or for amount 1.", True),
            Key("grade", "code", "How sure the evidence is.", True),
            Key("unit", WORDS, "What one unit of it is.", True),
            Key("professions", LIST, "Whom it acts on; left out: all."),
            Key("regions", LIST, "Where; left out: everywhere."),
            Key("cost_per_unit", NUMBER, "Money for each unit and year."),
            Key("cost_one_off", NUMBER, "Money in the first year of a pull."),
            Key("lag_years", WHOLE, "Years until it begins to work."),
            Key("ramp_years", WHOLE, "Then years until it works in full."),
            Key("cap", "plain number", "The most units in a year."),
            Key("decays_after", WHOLE, "Years of full effect, after which it fades; left out: it lasts."),
            Key("note", WORDS, "What a reader should know."),
        ),
    ),
    "interaction": Part(
        "[[interaction]]",
        "Levers that do more (factor above 1) or less together than each alone.",
        (
            Key("levers", LIST, "Two or more.", True),
            Key("factor", NUMBER, "Of their joint effect, on the scale of its logarithm.", True),
        ),
    ),
    "pull": Part(
        "[[pull]]",
        "A lever that is pulled.",
        (
            Key("lever", KEY, "Which.", True),
            Key("amount", "plain number", "How many units.", True),
            Key("from_year", WHOLE, "From then on; the first year if left out."),
            Key("to_year", WHOLE, "The last year; left out: to the end."),
        ),
    ),
    "override": Part(
        "[[override]]",
        "A number changed by hand: there is no other way, and every output lists it.",
        (
            Key(
                "what",
                TEXT,
                "Its path, as `training.nurse_degree.take_up`, or `data.stock.5.heads` for row 5.",
                True,
            ),
            Key("value", "plain number", "What it becomes.", True),
            Key("low", "plain number", "The low end of its range, where the old one had a range."),
            Key("high", "plain number", "The high end."),
            Key("by", TEXT, "Who.", True),
            Key("on", DATE, "When.", True),
            Key("reason", TEXT, "Why.", True),
        ),
    ),
}

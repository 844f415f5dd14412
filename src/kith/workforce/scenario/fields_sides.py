"""What each key of the two sides of a scenario means: supply, and need."""

from __future__ import annotations

from collections.abc import Mapping

from kith.workforce.need.types import Method
from kith.workforce.scenario.fields import (
    AGES,
    DATE,
    GOES,
    KEY,
    NAMED,
    NUMBER,
    SHARE,
    STEPS,
    TABLE,
    TABLES,
    TEXT,
    TRUTH,
    WHO,
    WHOLE,
    WORDS,
    Key,
    Part,
)
from kith.workforce.scenario.numbers import Unit
from kith.workforce.scenario.reading_need import ServiceMethod
from kith.workforce.scenario.reading_supply import From
from kith.workforce.scenario.supply_types import GoesBy

PROFESSION = (
    Key("profession", KEY, "Whom they join.", True),
    Key("group", KEY, "Which group of it; may be left out where there is one."),
)

SUPPLY: Mapping[str, Part] = {
    "history": Part(
        "[history]",
        "Past counts of each profession. How far it moved before says how wide its bands must be; a profession without "
        "a past gets the width of any stock.",
        (Key("table", KEY, "A table of profession, year and heads.", True),),
    ),
    "calibration": Part(
        "[calibration]",
        "How wide bands must be, learnt from counts of your own with `kith workforce backtest FILE --calibration PATH`. "
        "Left out, the one that ships with Kith. Only where `widths` is `history`.",
        (
            Key("file", TEXT, "Its name, seen from this file.", True),
            Key("sha256", TEXT, "Of its bytes.", True),
            Key("accepted_by", TEXT, "Who signed for a changed one."),
            Key("accepted_on", DATE, "When."),
        ),
    ),
    "stock": Part(
        "[[stock]]",
        "People at the start of the first year. Every profession (group) has a row for every region; where there is "
        "nobody, 0.",
        (
            NAMED,
            Key("table", KEY, "The table.", True),
            Key(
                "unit",
                "code",
                "What it counts. A table in FTE becomes heads by `working`, and is noted.",
                True,
                Unit,
            ),
            Key("away", TRUTH, "Whether they are on a break and may come back."),
        ),
    ),
    "working": Part(
        "[[working]]",
        "How much service a head gives. Every group is in one line.",
        (
            NAMED,
            *WHO,
            Key("participation", STEPS, "The share of heads that gives service, by age.", True),
            Key("fte_per_head", STEPS, "FTE of each of them, by age.", True),
        ),
    ),
    "exits": Part(
        "[[exits]]",
        "The chance to leave within a year, retirement apart. Every group is in one line.",
        (
            NAMED,
            *WHO,
            Key("by_age", STEPS, "The chance, by age.", True),
            Key("by_tenure", STEPS, "Factors of its odds by whole years in post."),
            Key("by_region", "factors by region", "Factors of its odds."),
        ),
    ),
    "retirement": Part(
        "[[retirement]]",
        "The chance to retire within a year. Every group is in one line.",
        (NAMED, *WHO, Key("by_age", STEPS, "The chance by age; before the first step nobody retires.", True)),
    ),
    "returning": Part(
        "[[returning]]",
        "Return to practice. Left out for a group: nobody comes back.",
        (
            NAMED,
            *WHO,
            Key("share_on_break", SHARE, "Of those who leave, the share that may come back.", True),
            Key("comes_back", SHARE, "The chance of one on a break to come back within a year.", True),
        ),
    ),
    "movement": Part(
        "[[movement]]",
        "Moves between regions. Left out for a group: nobody moves.",
        (
            NAMED,
            *WHO,
            Key("chance", SHARE, "The chance to move out within a year.", True),
            GOES,
            Key("by_region", "factors by region", "Factors of its odds."),
        ),
    ),
    "training": Part(
        "[[training]]",
        "A pipeline. Of those who begin, `(1 - attrition) ^ length x pass_rate x take_up` join `length` years later.",
        (
            NAMED,
            Key("name", WORDS, "What it is called.", True),
            *PROFESSION,
            Key("length", WHOLE, "Years of training, no more than the years of the scenario.", True),
            Key("seats", STEPS, "Who begins, in heads, from `length` years before the first year on.", True),
            Key("attrition", SHARE, "Who stops, in each year of training.", True),
            Key("pass_rate", SHARE, "Who passes, of those who stayed.", True),
            Key("take_up", SHARE, "Who takes up a post, of those who passed.", True),
            GOES,
            AGES,
            Key("cost_per_year", NUMBER, "Money for each person in training and year."),
        ),
    ),
    "recruitment": Part(
        "[[recruitment]]",
        "Joiners who are trained already.",
        (
            NAMED,
            Key("name", WORDS, "What it is called.", True),
            *PROFESSION,
            Key("from", "code", "Where from.", True, From),
            Key("country", TEXT, "Which country, for those from abroad."),
            Key("per_year", STEPS, "How many, in heads.", True),
            GOES,
            AGES,
            Key("cost_each", NUMBER, "Money for each."),
            Key("earn_learn_return", TABLE, "Recruits who go home again."),
            Key("agreement", TABLE, "Between the governments, for a country on the safeguards list."),
        ),
    ),
    "recruitment.earn_learn_return": Part(
        "recruitment.earn_learn_return",
        "Recruits who go home with what they learnt. They need a group of their own.",
        (
            Key("after_years", WHOLE, "Who joined in year t goes in year t + this.", True),
            Key("share", SHARE, "The share of those still in post that goes.", True),
            Key("training_cost_there", NUMBER, "What the training of one cost their country."),
            Key("paid_to_them", NUMBER, "What their country receives for one."),
            Key("worth_of_returner", NUMBER, "What one who returns is worth to it."),
        ),
    ),
    "recruitment.agreement": Part(
        "recruitment.agreement",
        "An agreement between two governments.",
        (Key("title", TEXT, "What it is called.", True), Key("date", DATE, "Of when it is.", True)),
    ),
    "ages of joiners": Part(
        "ages of joiners",
        "Evenly from the youngest to the oldest.",
        (Key("youngest", WHOLE, "The youngest.", True), Key("oldest", WHOLE, "The oldest.", True)),
    ),
    "goes": Part(
        "goes",
        "Where joiners start, or movers go.",
        (
            Key("by", "code", "What decides it.", True, GoesBy),
            Key("shares", "shares by region", "For `shares`; they sum to 1."),
            Key("origin", SHARE, "For `rural_origin`: the share that comes from rural regions."),
            Key("rural_if_rural", SHARE, "Of these, the share that starts in a rural region."),
            Key("rural_if_urban", SHARE, "Of the others."),
        ),
    ),
    "pay": Part(
        "[[pay]]",
        "What an FTE costs a year, in the prices of the first year.",
        (
            NAMED,
            *WHO,
            Key("per_fte", NUMBER, "Money for an FTE and year.", True),
            Key("growth", SHARE, "By how much it grows each year, beyond prices."),
        ),
    ),
}

NEED: Mapping[str, Part] = {
    "service": Part(
        "[[service]]",
        "What people need or use. For each profession of its work: people x cases x services a case x share / (per FTE "
        "year x productivity x clinical focus).",
        (
            NAMED,
            Key("name", WORDS, "What it is called.", True),
            Key(
                "method",
                "code",
                "Whether it is counted as people need it, or as they use it.",
                True,
                ServiceMethod,
            ),
            Key("cases_per_person", STEPS, "For `needs`: cases a person and year, by age."),
            Key("services_per_case", NUMBER, "For `needs`."),
            Key("contacts_per_person", STEPS, "For `utilisation`: services a person and year, by age."),
            Key("by_region", "factors by region", "Factors of cases or contacts."),
            Key("work", TABLES, "Whose work it is; the shares sum to 1.", True),
        ),
    ),
    "service.work": Part(
        "service.work",
        "One profession's part of a service. Write `per_fte_year`, or `minutes` and `hours_per_year`.",
        (
            Key("profession", KEY, "Whose.", True),
            Key("share", SHARE, "The share of the services that is its own.", True),
            Key("per_fte_year", NUMBER, "How many an FTE gives in a year that held nothing else."),
            Key("minutes", NUMBER, "That one takes."),
            Key("hours_per_year", NUMBER, "That an FTE is there for work."),
        ),
    ),
    "need": Part(
        "[[need]]",
        "How one profession's need is worked out. Every profession has one.",
        (
            NAMED,
            Key("profession", KEY, "Whose.", True),
            Key("method", "code", "How.", True, Method),
            Key("clinical_focus", SHARE, "Of an FTE, the share that goes into services; 1 if left out."),
            Key("productivity", STEPS, "A factor of what an FTE gives, by year."),
            Key("times", NUMBER, "A factor of the whole; its range says how sure the need is."),
            Key("ratio", TABLE, "For `ratio`."),
            Key("norms", TABLE, "For `norms`, as `kith workforce wisn` gives them."),
        ),
    ),
    "need.ratio": Part(
        "need.ratio",
        "So many for each 10,000 people.",
        (
            Key("per_10000", STEPS, "How many, by year.", True),
            Key(
                "unit",
                "code",
                "What they are. Heads become FTE by what a head gives at the start.",
                True,
                Unit,
            ),
            Key("youngest", WHOLE, "Count only people of this age and above."),
            Key("oldest", WHOLE, "And up to this age."),
        ),
    ),
    "need.norms": Part(
        "need.norms",
        "What norms require, by region.",
        (
            Key("table", KEY, "The table: region, and year where it differs.", True),
            Key("unit", "code", "What it counts.", True, Unit),
            Key("grows", TRUTH, "The first year's figures grow with the population."),
        ),
    ),
}

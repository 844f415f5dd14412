"""The supply side of a scenario: from tables of the file to what they mean."""

from __future__ import annotations

from enum import StrEnum

from kith.workforce.model import JoinsBy
from kith.workforce.scenario.entry import Entry, Rule, day
from kith.workforce.scenario.known import Known, read_group, read_who
from kith.workforce.scenario.numbers import NOTHING, Steps, Unit
from kith.workforce.scenario.supply_types import (
    Agreement,
    EarnLearnReturn,
    Exits,
    Goes,
    GoesBy,
    JoiningAges,
    Movement,
    Pay,
    Recruitment,
    Retirement,
    Returning,
    Stock,
    Training,
    Working,
)


class From(StrEnum):
    """Where recruits come from."""

    HOME = "home"
    ABROAD = "abroad"


def read_stock(entry: Entry, known: Known) -> Stock:
    table = entry.table
    table.need("unit")
    found = Stock(
        key=table.name(),
        table=data_file(entry, "table", known, "stock"),
        unit=table.one_of("unit", Unit) or Unit.HEADS,
        away=table.truth("away"),
    )
    table.finish()
    return found


def read_training(entry: Entry, known: Known) -> Training:
    table = entry.table
    profession, group = read_group(entry, known)
    length = entry.whole("length", least=0)
    found = Training(
        key=table.name(),
        name=table.need_words("name"),
        profession=profession,
        group=group,
        length=length,
        seats=by_year(entry, "seats", known, length, "seats"),
        attrition=entry.number("attrition", Rule.CHANCE),
        pass_rate=entry.number("pass_rate", Rule.CHANCE),
        take_up=entry.number("take_up", Rule.CHANCE),
        goes=read_goes(entry, known),
        ages=_ages(entry, known),
        cost_per_year=entry.number("cost_per_year", Rule.NOT_NEGATIVE, NOTHING),
    )
    table.finish()
    return found


def read_recruitment(entry: Entry, known: Known) -> Recruitment:
    table = entry.table
    profession, group = read_group(entry, known)
    table.need("from")
    came_from = table.one_of("from", From) or From.HOME
    abroad = came_from is From.ABROAD
    if abroad:
        table.need("country")
    found = Recruitment(
        key=table.name(),
        name=table.need_words("name"),
        profession=profession,
        group=group,
        joins_by=JoinsBy.ABROAD if abroad else JoinsBy.HOME,
        per_year=by_year(entry, "per_year", known, 0, "recruits"),
        goes=read_goes(entry, known),
        ages=_ages(entry, known),
        country=(table.text("country") or "") if abroad else "",
        cost_each=entry.number("cost_each", Rule.NOT_NEGATIVE, NOTHING),
        earn_learn_return=_earn_learn_return(entry) if abroad else None,
        agreement=_agreement(entry) if abroad else None,
    )
    table.finish()
    return found


def _earn_learn_return(entry: Entry) -> EarnLearnReturn | None:
    inner = entry.table.table("earn_learn_return")
    if inner is None:
        return None
    own = Entry(inner, f"{entry.path}.earn_learn_return", entry.book)
    found = EarnLearnReturn(
        after_years=own.whole("after_years", least=1),
        share=own.number("share", Rule.CHANCE),
        training_cost_there=own.number("training_cost_there", Rule.NOT_NEGATIVE, NOTHING),
        paid_to_them=own.number("paid_to_them", Rule.NOT_NEGATIVE, NOTHING),
        worth_of_returner=own.number("worth_of_returner", Rule.NOT_NEGATIVE, NOTHING),
    )
    inner.finish()
    return found


def _agreement(entry: Entry) -> Agreement | None:
    inner = entry.table.table("agreement")
    if inner is None:
        return None
    title, dated = inner.need_text("title"), day(inner, "date", needed=True)
    inner.finish()
    return Agreement(title, dated) if title and dated else None


def data_file(entry: Entry, key: str, known: Known, use: str) -> str:
    """The key of a data file, noted as used for ``use``. One file serves one use: its columns differ by it."""
    found = entry.table.need_text(key)
    if not found or not entry.table.refer(key, found, known.data, "data"):
        return ""
    if entry.book.used.setdefault(found, use) != use:
        entry.table.fault("workforce.scenario.table_used_twice", key, table=found, use=entry.book.used[found])
    return found


def by_year(entry: Entry, key: str, known: Known, before: int, use: str) -> Steps:
    """Steps over the years from ``before`` years before the first; from a table where it says so."""
    first = known.years[0] - before
    steps = entry.steps(key, Rule.NOT_NEGATIVE, first=first, from_table=True)
    if steps.given is not None:
        inner = entry.table.table(key)
        if inner is not None:
            data_file(Entry(inner, steps.path, entry.book), "table", known, use)
    elif steps.starts[0] > first:
        entry.table.fault("workforce.scenario.years_missing", key, first=first, written=steps.starts[0])
    return steps


def _ages(entry: Entry, known: Known) -> JoiningAges:
    entry.table.need("ages")
    inner = entry.table.table("ages")
    if inner is None:
        return JoiningAges(known.ages[0], known.ages[0])
    own = Entry(inner, f"{entry.path}.ages", entry.book)
    youngest, oldest = own.whole("youngest"), own.whole("oldest")
    for key, age in (("youngest", youngest), ("oldest", oldest)):
        if age not in known.ages:
            inner.fault(
                "workforce.scenario.age_outside", key, age=age, first=known.ages[0], last=known.ages[-1]
            )
    if youngest > oldest:
        inner.fault("declared.limits_crossed", "youngest", least=youngest, most=oldest)
    inner.finish()
    return JoiningAges(youngest, oldest)


def read_goes(entry: Entry, known: Known, key: str = "goes") -> Goes:
    """``goes = { by = "population" }``, or with shares, or by rural origin."""
    entry.table.need(key)
    inner = entry.table.table(key)
    if inner is None:
        return Goes(GoesBy.STOCK)
    inner.need("by")
    own = Entry(inner, f"{entry.path}.{key}", entry.book)
    by = inner.one_of("by", GoesBy) or GoesBy.STOCK
    shares: tuple[tuple[str, float], ...] = ()
    numbers = NOTHING, NOTHING, NOTHING
    if by is GoesBy.SHARES:
        inner.need("shares")
        shares = own.shares("shares", known.regions)
    elif by is GoesBy.RURAL_ORIGIN:
        numbers = (
            own.number("origin", Rule.CHANCE),
            own.number("rural_if_rural", Rule.CHANCE),
            own.number("rural_if_urban", Rule.CHANCE),
        )
    inner.finish()
    return Goes(by, shares, *numbers)


def read_exits(entry: Entry, known: Known) -> Exits:
    table = entry.table
    found = Exits(
        key=table.name(),
        who=read_who(entry, known),
        by_age=entry.steps("by_age", Rule.CHANCE, first=known.ages[0]),
        by_tenure=entry.steps("by_tenure", Rule.NOT_NEGATIVE) if "by_tenure" in table else None,
        by_region=entry.factors("by_region", known.regions),
    )
    factors = [factor for _, factor in found.by_region]
    factors += [] if found.by_tenure is None else found.by_tenure.values
    if 1.0 in found.by_age.values and 0.0 in factors:
        table.fault("workforce.scenario.certain_times_nought", "by_age")
    table.node("by_tenure")
    table.finish()
    return found


def read_retirement(entry: Entry, known: Known) -> Retirement:
    table = entry.table
    found = Retirement(table.name(), read_who(entry, known), entry.steps("by_age", Rule.CHANCE))
    if found.by_age.given is None and found.by_age.starts[0] not in known.ages:
        table.fault(
            "workforce.scenario.age_outside",
            "by_age",
            age=found.by_age.starts[0],
            first=known.ages[0],
            last=known.ages[-1],
        )
    table.finish()
    return found


def read_returning(entry: Entry, known: Known) -> Returning:
    found = Returning(
        key=entry.table.name(),
        who=read_who(entry, known),
        share_on_break=entry.number("share_on_break", Rule.CHANCE),
        comes_back=entry.number("comes_back", Rule.CHANCE),
    )
    entry.table.finish()
    return found


def read_movement(entry: Entry, known: Known) -> Movement:
    found = Movement(
        key=entry.table.name(),
        who=read_who(entry, known),
        chance=entry.number("chance", Rule.CHANCE),
        goes=read_goes(entry, known),
        by_region=entry.factors("by_region", known.regions),
    )
    entry.table.finish()
    return found


def read_working(entry: Entry, known: Known) -> Working:
    first = known.ages[0]
    found = Working(
        key=entry.table.name(),
        who=read_who(entry, known),
        participation=entry.steps("participation", Rule.CHANCE, first=first),
        fte_per_head=entry.steps("fte_per_head", Rule.ABOVE_ZERO, first=first),
    )
    entry.table.finish()
    return found


def read_pay(entry: Entry, known: Known) -> Pay:
    found = Pay(
        key=entry.table.name(),
        who=read_who(entry, known),
        per_fte=entry.number("per_fte", Rule.NOT_NEGATIVE),
        growth=entry.number("growth", Rule.NOT_NEGATIVE, NOTHING),
    )
    entry.table.finish()
    return found

"""The plan's own part of a scenario: ``[plan]``, read."""

from __future__ import annotations

from kith.questionnaires.declaration import Table, refuse_twins
from kith.workforce.plan.settings import PlannedProfession, PlanSettings, Tier
from kith.workforce.scenario.entry import Book, Entry, Rule
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.numbers import NOTHING, Number, Steps

TIERS = 2
"""The plan's programme has so many steps of price for keeping people."""
DISCOUNT = Number(0.035)
"""HM Treasury (2022), The Green Book: the social time preference rate, 3.5% a year."""
NONE = Steps((0,), (0.0,))


def read_plan(top: Table, known: Known, book: Book) -> PlanSettings | None:
    """What the plan may do, or ``None`` where the scenario says nothing of a plan."""
    table = top.table("plan")
    if table is None:
        return None
    entry = Entry(table, "plan", book)
    professions = _professions(table, known, book)
    found = PlanSettings(
        budget=_by_year(entry, "budget", known) if "budget" in table else None,
        discount=entry.number("discount", Rule.CHANCE, DISCOUNT),
        floor=entry.number("floor", Rule.CHANCE, NOTHING),
        floor_from=_floor_from(entry, known),
        moves_share=entry.number("moves_share", Rule.CHANCE, NOTHING),
        cost_per_move=entry.number("cost_per_move", Rule.NOT_NEGATIVE, NOTHING),
        retention=_retention(table, book),
        professions=professions,
    )
    table.node("budget")
    table.finish()
    return found


def _by_year(entry: Entry, key: str, known: Known) -> Steps:
    """Steps that say something of every year of the horizon."""
    found = entry.steps(key, Rule.NOT_NEGATIVE, NONE)
    if found.starts[0] > known.years[0]:
        entry.table.fault(
            "workforce.plan.begins_late", key, first=str(known.years[0]), begins=str(found.starts[0])
        )
        return NONE
    return found


def _floor_from(entry: Entry, known: Known) -> int:
    year = entry.whole("floor_from", default=known.years[0])
    if year not in known.years:
        entry.table.fault(
            "workforce.plan.year_outside",
            "floor_from",
            value=str(year),
            first=str(known.years[0]),
            last=str(known.years[-1]),
        )
        return known.years[0]
    return year


def _retention(table: Table, book: Book) -> tuple[Tier, ...]:
    tables = table.tables("retention")
    if len(tables) > TIERS:
        table.fault("workforce.plan.too_many_tiers", "retention", value=len(tables), most=TIERS)
    found = []
    for number, one in enumerate(tables):
        entry = Entry(one, f"plan.retention.{number + 1}", book)
        found.append(Tier(entry.number("share", Rule.CHANCE), entry.number("cost", Rule.NOT_NEGATIVE)))
        one.finish()
    total = sum(tier.share.value for tier in found)
    if total > 1.0:
        table.fault("workforce.plan.keeps_more_than_leave", "retention", value=f"{total:.6g}")
    return tuple(found[:TIERS])


def _professions(table: Table, known: Known, book: Book) -> tuple[PlannedProfession, ...]:
    table.need("profession")
    tables = table.tables("profession")
    found = []
    for one in tables:
        profession = one.need_text("profession")
        if profession:
            one.refer("profession", profession, known.professions, "profession")
        entry = Entry(one, f"plan.profession.{profession}", book)
        cost = entry.number("cost_per_recruit", Rule.NOT_NEGATIVE) if "cost_per_recruit" in one else None
        one.node("cost_per_recruit")
        found.append(
            PlannedProfession(
                profession=profession,
                seats=_by_year(entry, "seats", known),
                recruits=_by_year(entry, "recruits", known),
                cost_per_recruit=cost,
                unmet=entry.number("unmet", Rule.ABOVE_ZERO),
            )
        )
        one.finish()
    refuse_twins(tables, [one.profession for one in found])
    return tuple(found)

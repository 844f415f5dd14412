"""Levers, pulls and dated modifiers: from tables of the file to what they mean."""

from __future__ import annotations

from kith.questionnaires.declaration import Table
from kith.workforce.scenario.changes import Cause, Modifier
from kith.workforce.scenario.entry import Entry, Rule
from kith.workforce.scenario.known import Known, listed
from kith.workforce.scenario.levers_types import ActsOn, Bundle, EffectKind, Grade, Interaction, Lever, Pull
from kith.workforce.scenario.numbers import NOTHING

ON_A_CHANCE = frozenset(
    {
        ActsOn.ATTRITION,
        ActsOn.PASS_RATE,
        ActsOn.TAKE_UP,
        ActsOn.RURAL_TAKE_UP,
        ActsOn.EXITS,
        ActsOn.RETIREMENT,
        ActsOn.RETURNS,
        ActsOn.MOVES_OUT,
        ActsOn.PARTICIPATION,
    }
)
"""What is a chance, so that an effect on it is an odds ratio; the others are numbers above zero."""
IN_HEADS = frozenset({ActsOn.SEATS, ActsOn.RECRUITMENT_HOME, ActsOn.RECRUITMENT_ABROAD})
"""What a lever can change by so many heads for each unit of it."""


def read_lever(entry: Entry, known: Known) -> Lever:
    table = entry.table
    for key in ("bundle", "acts_on", "kind", "grade"):
        table.need(key)
    acts_on = table.one_of("acts_on", ActsOn) or ActsOn.EXITS
    found = Lever(
        key=table.name(),
        name=table.need_words("name"),
        bundle=table.one_of("bundle", Bundle) or Bundle.SUPPORT,
        acts_on=acts_on,
        kind=_kind(entry, acts_on),
        effect=entry.number("effect", Rule.ABOVE_ZERO),
        grade=table.one_of("grade", Grade) or Grade.D,
        unit=table.need_words("unit"),
        professions=listed(entry, "professions", known.professions, "profession"),
        regions=listed(entry, "regions", known.regions, "region"),
        cost_per_unit=entry.number("cost_per_unit", Rule.NOT_NEGATIVE, NOTHING),
        cost_one_off=entry.number("cost_one_off", Rule.NOT_NEGATIVE, NOTHING),
        lag_years=entry.whole("lag_years", default=0),
        ramp_years=entry.whole("ramp_years", default=0),
        cap=_cap(table),
        decays_after=entry.whole("decays_after") if "decays_after" in table else None,
        note=table.words("note"),
    )
    table.node("decays_after")
    table.finish()
    return found


def _cap(table: Table) -> float | None:
    """The most of it: a limit, so it has no range."""
    cap = table.number("cap")
    if cap is not None and cap < 0.0:
        table.fault("workforce.scenario.negative", "cap", value=cap)
    return cap


def _kind(entry: Entry, acts_on: ActsOn) -> EffectKind:
    kind = entry.table.one_of("kind", EffectKind) or EffectKind.FACTOR
    fits = _fitting(acts_on)
    if not fits[kind]:
        fitting = ", ".join(one.value for one, does in fits.items() if does)
        entry.table.fault(
            "workforce.scenario.effect_does_not_fit",
            "kind",
            kind=kind.value,
            acts_on=acts_on.value,
            known=fitting,
        )
    return kind


def _fitting(acts_on: ActsOn) -> dict[EffectKind, bool]:
    return {
        EffectKind.ODDS_RATIO: acts_on in ON_A_CHANCE,
        EffectKind.FACTOR: acts_on not in ON_A_CHANCE,
        EffectKind.HEADS_PER_UNIT: acts_on in IN_HEADS,
    }


def read_interaction(entry: Entry, levers: tuple[str, ...]) -> Interaction:
    entry.table.need("levers")
    found = Interaction(listed(entry, "levers", levers, "lever"), entry.number("factor", Rule.ABOVE_ZERO))
    if len(entry.table.texts("levers")) == 1:
        entry.table.fault("workforce.scenario.interaction_of_one", "levers")
    entry.table.finish()
    return found


def read_pull(entry: Entry, levers: tuple[Lever, ...], years: tuple[int, ...]) -> Pull:
    """A pull, its lever and years held against what there is."""
    table = entry.table
    key = table.need_text("lever")
    by_key = {lever.key: lever for lever in levers}
    if key:
        table.refer("lever", key, tuple(by_key), "lever")
    amount = _amount(table)
    from_year, to_year = read_years(entry, years)
    lever = by_key.get(key)
    if lever is not None and lever.cap is not None and amount > lever.cap:
        table.fault("workforce.scenario.over_the_cap", "amount", amount=amount, cap=lever.cap)
    table.finish()
    return Pull(key, amount, from_year, to_year)


def _amount(table: Table) -> float:
    """How hard it is pulled: a decision, so it is no assumption."""
    table.need("amount")
    amount = table.number("amount", 0.0) or 0.0
    if amount < 0.0:
        table.fault("workforce.scenario.negative", "amount", value=amount)
    return max(0.0, amount)


def read_years(entry: Entry, years: tuple[int, ...]) -> tuple[int, int | None]:
    """``from_year`` and ``to_year``, the first within the horizon, in this order."""
    table = entry.table
    from_year = entry.whole("from_year", default=years[0])
    to_year = table.whole("to_year")
    if from_year > years[-1]:
        table.fault("workforce.scenario.after_the_end", "from_year", year=from_year, last=years[-1])
    if to_year is not None and to_year < from_year:
        table.fault("declared.limits_crossed", "from_year", least=from_year, most=to_year)
    return from_year, to_year


def read_modifier(entry: Entry, known: Known, services: tuple[str, ...]) -> Modifier:
    table = entry.table
    for key in ("cause", "acts_on"):
        table.need(key)
    from_year, to_year = read_years(entry, known.years)
    found = Modifier(
        key=table.name(),
        name=table.need_words("name"),
        cause=table.one_of("cause", Cause) or Cause.POLICY,
        acts_on=table.one_of("acts_on", ActsOn) or ActsOn.NEED,
        from_year=from_year,
        to_year=to_year,
        ramp_years=entry.whole("ramp_years", default=0),
        factor=entry.number("factor", Rule.ABOVE_ZERO),
        professions=listed(entry, "professions", known.professions, "profession"),
        regions=listed(entry, "regions", known.regions, "region"),
        services=listed(entry, "services", services, "service"),
    )
    if found.services and found.acts_on is not ActsOn.NEED:
        table.fault("workforce.scenario.services_of_need", "services", acts_on=found.acts_on.value)
    table.finish()
    return found

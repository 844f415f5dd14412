"""The plan of a scenario: what is wrong with its ``[plan]``, what its limits are worth, why there is none."""

from __future__ import annotations

from kith.foundation.messages import gettext_noop as _

FAULTS = {
    "workforce.plan.no_plan": _(
        "The scenario says nothing of a plan. Add a [plan] table: the reference of the scenario format has its keys."
    ),
    "workforce.plan.begins_late": _(
        "The first step is {begins}, and the scenario begins in {first}. Add a step for {first}."
    ),
    "workforce.plan.year_outside": _("{value} is not a year of the scenario: {first} to {last}."),
    "workforce.plan.too_many_tiers": _(
        "There are {value} [[plan.retention]] tables, and at most {most} are read. Join some."
    ),
    "workforce.plan.nobody_trains": _(
        "Seats are planned for {profession}, and the scenario has no training for it. Add [[training]], or take the "
        "seats out."
    ),
    "workforce.plan.recruits_cost": _(
        "Recruits are planned for {profession}, and nothing says what one costs. Add cost_per_recruit."
    ),
    "workforce.plan.keeps_more_than_leave": _(
        "The shares sum to {value}. No more than everybody who leaves can be kept: they may sum to 1."
    ),
}
SAID = {
    "workforce.plan.title": _("A least-cost plan: {name}"),
    "workforce.plan.section": _("The plan"),
    "workforce.plan.section.worth": _("What one more is worth"),
    "workforce.plan.section.why_not": _("Why there is no plan"),
    "workforce.plan.section.robust": _("Against the draws"),
    "workforce.plan.synthetic": _("Wholly synthetic: no figure here describes a real place."),
    "workforce.plan.met": _(
        "With the plan {planned} of {need} FTE needed are there at the end of {last}; without it {without}."
    ),
    "workforce.plan.spent": _(
        "The plan spends {spent} from {first} to {last}, in the money of {first} and not discounted. Pay of those it "
        "adds comes to {pay} more over the same years and is not in that sum."
    ),
    "workforce.plan.proven": _(
        "No plan within these limits costs less: proven from the plan and its prices alone, to {gap} of its cost."
    ),
    "workforce.plan.within": _(
        "Run by single years of age, the plan comes within {share} of the FTE it counts on, for every profession and "
        "year."
    ),
    "workforce.plan.who": _("FTE needed at the end of the last year"),
    "workforce.plan.how": _(
        "A linear programme of least discounted cost over professions, regions and years, by the middle of every "
        "number of the scenario."
    ),
    "workforce.plan.table.years": _("The plan by year: FTE at the end of the year, and money"),
    "workforce.plan.table.professions": _("The plan by profession, over all years"),
    "workforce.plan.table.activity": _("Activity delivered in the last year"),
    "workforce.plan.heading.year": _("Year"),
    "workforce.plan.heading.profession": _("Profession"),
    "workforce.plan.heading.service": _("Service"),
    "workforce.plan.heading.need": _("Need"),
    "workforce.plan.heading.without": _("Without the plan"),
    "workforce.plan.heading.planned": _("With the plan"),
    "workforce.plan.heading.unmet": _("Need not met"),
    "workforce.plan.heading.train": _("Begin training"),
    "workforce.plan.heading.recruit": _("Recruited (FTE)"),
    "workforce.plan.heading.keep": _("Kept (FTE)"),
    "workforce.plan.heading.move": _("Moved (FTE)"),
    "workforce.plan.heading.training_cost": _("Training"),
    "workforce.plan.heading.spent": _("Spent in all"),
    "workforce.plan.heading.pay": _("More pay"),
    "workforce.plan.note.activity": _(
        "In each region a service is delivered as far as the scarcest of its professions allows."
    ),
    "workforce.plan.note.worth": _(
        "How far the plan's discounted cost would fall, need that is not met counted in, in the money of {first}. It "
        "holds for one more, not for many."
    ),
    "workforce.plan.worth.seat": _("One more training place for {profession} in {year} is worth {money}."),
    "workforce.plan.worth.recruit": _("One more FTE recruited of {profession} in {year} is worth {money}."),
    "workforce.plan.worth.budget": _("{step} more to spend in {year} is worth {money}."),
    "workforce.plan.worth.post": _(
        "One more FTE of {profession} in {region} from the end of {year} is worth {money}."
    ),
    "workforce.plan.worth.none": _("No limit binds: one more of any is worth nothing."),
    "workforce.plan.impossible": _(
        "No plan meets {floor} of need everywhere from {year} on. At the least {total} FTE-years fall short."
    ),
    "workforce.plan.short": _(
        "{profession} in {region}: {fte_years} FTE-years short in all, at most {most} FTE in one year, in {years}."
    ),
    "workforce.plan.short.elsewhere": _(
        "The total cannot be less. Where and when it falls may be chosen otherwise."
    ),
    "workforce.plan.what_gives": _("What would have to give, each alone:"),
    "workforce.plan.gives.budget": _("Money: at least {least} more over all years."),
    "workforce.plan.gives.training": _(
        "Training: at least {least} more places over all professions and years."
    ),
    "workforce.plan.gives.recruitment": _(
        "Recruitment: at least {least} FTE more over all professions and years."
    ),
    "workforce.plan.gives.retention": _("Retention: at least {least} FTE more kept over all years."),
    "workforce.plan.gives.moves": _("Moves: at least {least} FTE more moved over all years."),
    "workforce.plan.gives.floor": _("The floor: at least {least} points of a hundred lower."),
    "workforce.plan.cannot.budget": _("Money alone cannot do it, however much."),
    "workforce.plan.cannot.training": _(
        "Training alone cannot do it: who begins comes too late, or money lacks."
    ),
    "workforce.plan.cannot.recruitment": _("Recruitment alone cannot do it: money lacks."),
    "workforce.plan.cannot.retention": _("Retention alone cannot do it: too few leave, or money lacks."),
    "workforce.plan.cannot.moves": _("Moves alone cannot do it: too few are elsewhere, or money lacks."),
    "workforce.plan.cannot.floor": _("No lower floor helps."),
    "workforce.plan.robust.price": _(
        "The plan decided for {planned} draws costs {price} more than the plan for the middle if everything comes as "
        "in the middle: the price of being prepared."
    ),
    "workforce.plan.robust.saves": _(
        "On {fresh} other draws it costs {saved} less on average, need that is not met counted in."
    ),
    "workforce.plan.robust.costs": _(
        "On {fresh} other draws it costs {saved} more on average: it does not pay. Plan for more draws, or for the "
        "middle."
    ),
    "workforce.plan.robust.floor_left": _(
        "No plan keeps the floor in each of the {planned} draws, so it was planned without the floor."
    ),
    "workforce.plan.robust.note": _(
        "Discounted cost, need that is not met counted in. Between low and high lie 8 of 10 draws. They move by the "
        "ranges of the scenario's numbers; the further width that history asks for is not in them."
    ),
    "workforce.plan.table.robust": _("Both plans on {fresh} draws they were not made for"),
    "workforce.plan.heading.plan": _("Plan"),
    "workforce.plan.heading.mean": _("Mean cost"),
    "workforce.plan.heading.low": _("Low"),
    "workforce.plan.heading.high": _("High"),
    "workforce.plan.heading.unmet_years": _("FTE-years not met, mean"),
    "workforce.plan.heading.floor": _("Draws in which the floor is kept"),
    "workforce.plan.plan.plain": _("For the middle"),
    "workforce.plan.plan.robust": _("For {planned} draws"),
}
MESSAGES = {**FAULTS, **SAID}

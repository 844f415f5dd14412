"""Sentences of the report on a run of a scenario."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.report.subtitle": _("Staff needed, staff there, and the gap: {place}"),
    "workforce.report.synthetic_title": _("The figures are invented"),
    "workforce.report.synthetic": _(
        "The scenario says that its figures are made up: nothing here is about a real place."
    ),
    "workforce.report.found_money": _("All of it costs {whole} in {year}, {levers} of it for levers."),
    "workforce.report.who_years": _("years that were worked through"),
    "workforce.report.how_money": _(
        "Pay, training, recruitment and levers in the prices of the first year, from the run with every number at its"
        " middle: it has no band."
    ),
    "workforce.report.limits": _("What this cannot say"),
    "workforce.report.limit_assumed": _(
        "{bare} of {of} numbers have no source: they are assumptions, and are listed."
    ),
    "workforce.report.limit_bands": _("Bands hold what was drawn, not what nobody thought of."),
    "workforce.report.limit_fte": _("FTE is time that is paid, not care that is given or how good it is."),
    "workforce.report.limit_cause": _(
        "What levers do is what the scenario says they do; the run does not test it."
    ),
    "workforce.report.rests": _("What it rests on"),
    "workforce.report.each_assumption": _("Each assumption"),
    "workforce.report.caption_files": _("Tables that the scenario rests on"),
    "workforce.report.need": _("What is needed, and how much of it is met"),
    "workforce.report.need_intro": _(
        "Need and supply in full-time equivalents at the start of the first and the last year, with every number at its"
        " middle. The share met counts surpluses in one place against shortfalls in another."
    ),
    "workforce.report.caption_need": _("Need, supply and share of need met, by profession"),
    "workforce.report.supply": _("Who will be there"),
    "workforce.report.gap": _("The gap, by profession and place"),
    "workforce.report.gap_intro": _(
        "Gross adds up the shortfalls alone. Net takes surpluses off them. The two answer different questions."
    ),
    "workforce.report.by_profession": _("Each profession"),
    "workforce.report.caption_places": _(
        "The gap over places at the start of {year}, with every number at its middle"
    ),
    "workforce.report.note_places": _(
        "Net and gross in FTE, below nought short. The worst tenth is the tenth of need in the places where least of it"
        " is met. Theil’s T is 0 where all places have the same share of their need."
    ),
    "workforce.report.not_told": _("not told"),
    "workforce.report.came": _("How the gap came about"),
    "workforce.report.levers": _("What was done, and what each lever did"),
    "workforce.report.no_levers": _("No lever is pulled in this scenario."),
    "workforce.report.levers_told": _(
        "The gross gap at the start of {year} is {before} FTE without any lever and {after} FTE with all of them."
    ),
    "workforce.report.caption_levers": _(
        "Levers, by their share in the change of the gross gap at the start of {year}"
    ),
    "workforce.report.note_levers": _(
        "Shapley’s share: the mean of what a lever adds over all orders in which they could be pulled, so that shares"
        " add up to the whole. Alone: by itself. Last: what would be missing without it. FTE; {runs} runs."
    ),
    "workforce.report.no_cost_per_fte": _("not told"),
    "workforce.report.money": _("What it costs, year by year"),
    "workforce.report.caption_money": _("Costs by year in {currency}, prices of the first year"),
    "workforce.report.sure": _("How sure this is"),
    "workforce.report.bands": _("Bands come from {draws} draws of all uncertain numbers together."),
    "workforce.report.width_history": _(
        "They are at least as wide as past forecasts of such counts were off, measured by back-tests."
    ),
    "workforce.report.width_ranges": _(
        "They are as wide as the ranges that the scenario states, and no wider."
    ),
    "workforce.report.kind_need": _("Need for {who}"),
    "workforce.report.kind_retirement": _("Retirement of {who}"),
    "workforce.report.kind_exits": _("Leaving of {who}"),
    "workforce.report.kind_returns": _("Return of {who} from a break"),
    "workforce.report.kind_moves": _("Moves of {who} between places"),
    "workforce.report.kind_fte": _("FTE of a head of {who}"),
    "workforce.report.kind_sources": _("Joiners from training and recruitment: {who}"),
    "workforce.report.again": _("How to run it again"),
    "workforce.report.command": _("Command"),
    "workforce.report.command_is": _("kith workforce run, with the file of the scenario {key}"),
    "workforce.report.seed": _("Seed"),
    "workforce.report.draws": _("Draws"),
    "workforce.report.heading.file": _("File"),
    "workforce.report.heading.source": _("Source"),
    "workforce.report.heading.dated": _("Date"),
    "workforce.report.heading.hash": _("SHA-256"),
    "workforce.report.heading.profession": _("Profession"),
    "workforce.report.heading.year": _("Year"),
    "workforce.report.heading.method": _("Method"),
    "workforce.report.heading.need": _("Need (FTE)"),
    "workforce.report.heading.fte": _("Supply (FTE)"),
    "workforce.report.heading.met": _("Need met"),
    "workforce.report.heading.net": _("Net gap"),
    "workforce.report.heading.gross": _("Gross gap"),
    "workforce.report.heading.rural": _("Rural"),
    "workforce.report.heading.urban": _("Urban"),
    "workforce.report.heading.worst": _("Worst tenth"),
    "workforce.report.heading.theil": _("Theil’s T"),
    "workforce.report.heading.lever": _("Lever"),
    "workforce.report.heading.bundle": _("Bundle"),
    "workforce.report.heading.grade": _("Evidence"),
    "workforce.report.heading.cost": _("Cost, all years"),
    "workforce.report.heading.share": _("Share (FTE)"),
    "workforce.report.heading.alone": _("Alone (FTE)"),
    "workforce.report.heading.last": _("Last (FTE)"),
    "workforce.report.heading.per_fte": _("Money per FTE"),
    "workforce.report.heading.pay": _("Pay"),
    "workforce.report.heading.training": _("Training"),
    "workforce.report.heading.recruitment": _("Recruitment"),
    "workforce.report.heading.levers": _("Levers"),
    "workforce.report.heading.whole": _("Everything"),
}

"""Sentences of two scenarios laid beside each other draw by draw."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.compare.years": _(
        "The scenarios are of different years: {one}, and {other}. Give both the same years."
    ),
    "workforce.compare.kinds": _(
        "The scenarios have different professions: {one}, and {other}. Give both the same, in one order."
    ),
    "workforce.compare.regions": _(
        "The scenarios have different regions: {one}, and {other}. Give both the same, in one order."
    ),
    "workforce.compare.luck": _(
        "The runs have different seeds or draws: {one}, and {other}. Run both with one seed and as many draws."
    ),
    "workforce.compare.title": _("{other}, beside {one}"),
    "workforce.compare.synthetic_title": _("The figures are invented"),
    "workforce.compare.synthetic": _("One or both scenarios say that their figures are made up."),
    "workforce.compare.found_better": _(
        "In {better} of {draws} draws the second scenario is short of fewer FTE (gross) at the start of {year}; in {same}"
        " both are equal."
    ),
    "workforce.compare.who_draws": _("draws, the same in both scenarios"),
    "workforce.compare.how_paired": _(
        "Draw by draw, the second less the first: both have the same luck, so what differs is what the scenarios say."
    ),
    "workforce.compare.limits": _("What this cannot say"),
    "workforce.compare.limit_luck": _(
        "What both scenarios leave out is in neither, and the difference does not show it."
    ),
    "workforce.compare.limit_cause": _(
        "The difference is between two sets of assumptions. It is not evidence of what a policy would do."
    ),
    "workforce.compare.difference": _("The difference, draw by draw"),
    "workforce.compare.professions": _("By profession"),
    "workforce.compare.places": _("By place"),
    "workforce.compare.money": _("What both cost"),
    "workforce.compare.again": _("How to run it again"),
    "workforce.compare.again_how": _(
        "Run kith workforce compare with both files, {draws} draws and seed {seed}: the numbers are the same."
    ),
    "workforce.compare.caption_gaps": _("Both scenarios and their difference at the start of {year}, in FTE"),
    "workforce.compare.note_gaps": _(
        "First and second are the middles of all draws. Low, middle and high are of the differences of the same draws:"
        " 8 in 10 lie between low and high. The middle of the differences is not the difference of the middles. A gap"
        " below nought is a shortfall."
    ),
    "workforce.compare.caption_professions": _(
        "Gross gap by profession at the start of {year}, in FTE, with every number at its middle"
    ),
    "workforce.compare.caption_places": _(
        "Share of need met by place at the start of {year}, all professions together, with every number at its middle"
    ),
    "workforce.compare.caption_money": _(
        "Costs of all years, in {currency} at the prices of the first year, with every number at its middle"
    ),
    "workforce.compare.caption_files": _("Files of both scenarios"),
    "workforce.compare.no_currency": _("the scenario’s money"),
    "workforce.compare.none_needed": _("none needed"),
    "workforce.compare.all": _("All"),
    "workforce.compare.of_supply": _("Supply"),
    "workforce.compare.of_net": _("Net gap"),
    "workforce.compare.of_gross": _("Gross gap"),
    "workforce.compare.of_pay": _("Pay"),
    "workforce.compare.of_training": _("Training"),
    "workforce.compare.of_recruitment": _("Recruitment"),
    "workforce.compare.of_levers": _("Levers"),
    "workforce.compare.of_everything": _("Everything"),
    "workforce.compare.heading.of": _("What"),
    "workforce.compare.heading.one": _("First"),
    "workforce.compare.heading.other": _("Second"),
    "workforce.compare.heading.more": _("Second less first"),
    "workforce.compare.heading.low": _("Difference, low"),
    "workforce.compare.heading.middle": _("Difference, middle"),
    "workforce.compare.heading.high": _("Difference, high"),
    "workforce.compare.heading.profession": _("Profession"),
    "workforce.compare.heading.place": _("Place"),
    "workforce.compare.heading.file": _("File"),
    "workforce.compare.heading.hash": _("SHA-256"),
}

"""Sentences of the pictures of a projection."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.pictures.all": _("All professions"),
    "workforce.pictures.in_place": _("{who} in {place}"),
    "workforce.pictures.unit_fte": _("FTE"),
    "workforce.pictures.unit_heads": _("Heads"),
    "workforce.pictures.unit_met": _("Percent of need met"),
    "workforce.pictures.band95": _("95 of 100 draws"),
    "workforce.pictures.band80": _("8 of 10 draws"),
    "workforce.pictures.band50": _("half of the draws"),
    "workforce.pictures.middle": _("middle of the draws"),
    "workforce.pictures.needed": _("what is needed"),
    "workforce.pictures.who_draws": _("draws of the uncertain numbers"),
    "workforce.pictures.sure_draws": _("Bands hold what was drawn, not what nobody thought of."),
    "workforce.pictures.who_cells": _("cells of the model that are summed"),
    "workforce.pictures.sure_middle": _(
        "The run with every number at its middle: it has no band of its own."
    ),
    "workforce.pictures.found_supply": _(
        "{who}: {middle} FTE by {year}, between {low} and {high} in 8 of 10 draws; {need} are needed"
    ),
    "workforce.pictures.found_difference": _(
        "{who}: from one scenario to the other the gross gap moves by {middle} FTE by {year}, between {low} and {high} in"
        " 8 of 10 draws; below nought, more are short"
    ),
    "workforce.pictures.found_net_short": _(
        "{who}: {middle} FTE short by {year}, between {low} and {high} in 8 of 10 draws (net)"
    ),
    "workforce.pictures.found_net_over": _(
        "{who}: {middle} FTE more than needed by {year}, between {low} and {high} in 8 of 10 draws (net)"
    ),
    "workforce.pictures.found_net_either": _(
        "{who}: short or over by {year}: {middle} FTE in the middle, between {low} and {high} in 8 of 10 draws (net)"
    ),
    "workforce.pictures.found_gross_short": _(
        "{who}: {middle} FTE short by {year}, between {low} and {high} in 8 of 10 draws (gross)"
    ),
    "workforce.pictures.found_gross_over": _("{who}: nobody short by {year} in 8 of 10 draws (gross)"),
    "workforce.pictures.found_gross_either": _(
        "{who}: {middle} FTE by {year}, between {low} and {high} in 8 of 10 draws (gross)"
    ),
    "workforce.pictures.caption_supply": _(
        "{who}: supply in FTE at the start of each year, by share of the draws"
    ),
    "workforce.pictures.caption_net": _(
        "{who}: net gap in FTE at the start of each year, by share of the draws"
    ),
    "workforce.pictures.caption_gross": _(
        "{who}: gross gap in FTE at the start of each year, by share of the draws"
    ),
    "workforce.pictures.caption_difference": _(
        "{who}: difference of the gross gap in FTE, draw by draw, by share of the draws"
    ),
    "workforce.pictures.how_supply": _("Full-time equivalents at the start of each year."),
    "workforce.pictures.how_net": _(
        "Supply less need: below nought is short. One place’s surplus is taken off another’s shortfall."
    ),
    "workforce.pictures.how_gross": _(
        "The shortfalls of each profession and place added up: below nought is short. No surplus is taken off."
    ),
    "workforce.pictures.how_difference": _(
        "Each draw of one scenario less the same draw of the other: both had the same luck."
    ),
    "workforce.pictures.told_fan": _(
        "From {start} FTE at the start of {first} in the middle of the draws. {finding}."
    ),
    "workforce.pictures.heading.year": _("Start of"),
    "workforce.pictures.heading.q025": _("2.5%"),
    "workforce.pictures.heading.q10": _("10%"),
    "workforce.pictures.heading.q25": _("25%"),
    "workforce.pictures.heading.q50": _("Middle"),
    "workforce.pictures.heading.q75": _("75%"),
    "workforce.pictures.heading.q90": _("90%"),
    "workforce.pictures.heading.q975": _("97.5%"),
    "workforce.pictures.heading.need": _("Need (FTE)"),
    "workforce.pictures.heading.step": _("Step"),
    "workforce.pictures.heading.fte": _("FTE"),
    "workforce.pictures.heading.so_far": _("Gap so far (FTE)"),
    "workforce.pictures.heading.number": _("Number"),
    "workforce.pictures.heading.range": _("Range"),
    "workforce.pictures.heading.low": _("At its low end (FTE)"),
    "workforce.pictures.heading.high": _("At its high end (FTE)"),
    "workforce.pictures.heading.flow": _("Stock or flow"),
    "workforce.pictures.heading.side": _("Side"),
    "workforce.pictures.heading.heads": _("Heads"),
    "workforce.pictures.heading.age": _("Age"),
    "workforce.pictures.heading.at_first": _("First year (heads)"),
    "workforce.pictures.heading.at_last": _("Last year (heads)"),
    "workforce.pictures.heading.place": _("Place"),
    "workforce.pictures.heading.who": _("Profession"),
    "workforce.pictures.heading.met": _("Share of need met"),
    "workforce.pictures.gap_at": _("Net gap at the start of {year}"),
    "workforce.pictures.there_at": _("There at the start of {year}"),
    "workforce.pictures.start_of": _("Start of {year}"),
    "workforce.pictures.more": _("Adds to the balance"),
    "workforce.pictures.less": _("Takes from the balance"),
    "workforce.pictures.gap": _("Net gap"),
    "workforce.pictures.step_trained": _("Trained"),
    "workforce.pictures.step_recruited_home": _("Recruited at home"),
    "workforce.pictures.step_recruited_abroad": _("Recruited abroad"),
    "workforce.pictures.step_returned": _("Back from a break"),
    "workforce.pictures.step_retired": _("Retired"),
    "workforce.pictures.step_left_for_good": _("Left for good"),
    "workforce.pictures.step_left_for_a_break": _("Left for a break"),
    "workforce.pictures.step_moved_in": _("Moved in"),
    "workforce.pictures.step_moved_out": _("Moved out"),
    "workforce.pictures.step_hours": _("FTE of a head"),
    "workforce.pictures.step_need": _("What is needed"),
    "workforce.pictures.found_waterfall": _(
        "The net gap goes from {start} FTE at the start of {first} to {end} FTE at the start of {last}"
    ),
    "workforce.pictures.told_waterfall": _("In order, in FTE: {steps}."),
    "workforce.pictures.caption_waterfall": _("How the net gap came about, in FTE"),
    "workforce.pictures.how_waterfall": _(
        "Heads that joined or left count with the FTE of a head at the start; what became of that FTE, and of need,"
        " are steps of their own. The steps add up to the whole."
    ),
    "workforce.pictures.at_low": _("At its low end"),
    "workforce.pictures.at_high": _("At its high end"),
    "workforce.pictures.range_given": _("8 in 10, as the scenario gives it"),
    "workforce.pictures.range_assumed": _("no range given: 10% either way"),
    "workforce.pictures.found_tornado": _(
        "{name} moves the gross gap of {year} most: {low} FTE at its low end, {high} at its high end, {middle} in the"
        " middle"
    ),
    "workforce.pictures.told_tornado": _("Gross gap in FTE at the low and the high end: {effects}."),
    "workforce.pictures.caption_tornado": _("Gross gap at the start of {year} with one number moved"),
    "workforce.pictures.how_tornado": _(
        "One number is moved at a time, all others stay in the middle: what they do together is not in it."
    ),
    "workforce.pictures.found_sankey": _(
        "{who}: {start} heads at the start of {first}, {joined} came and {left} went, {end} at the start of {last}"
    ),
    "workforce.pictures.told_sankey": _("In heads: {flows}."),
    "workforce.pictures.caption_sankey": _("{who}: stocks and flows over all years, in heads"),
    "workforce.pictures.how_sankey": _(
        "Stocks at the first and the last start of a year and the sums of all flows between; moves between regions"
        " cancel and are left out. A person who leaves and comes back counts in both."
    ),
    "workforce.pictures.comes": _("comes together"),
    "workforce.pictures.goes": _("goes or is there"),
    "workforce.pictures.staff": _("Staff"),
    "workforce.pictures.flows": _("Joiners and leavers"),
    "workforce.pictures.found_ages": _(
        "{who}: {before} of {of_first} heads are 55 or older at the start of {first}, and {after} of {of_last} at the"
        " start of {last}"
    ),
    "workforce.pictures.told_ages": _("Heads by age, first and last year: {ages}."),
    "workforce.pictures.caption_ages": _("{who}: heads by age at the start of the first and the last year"),
    "workforce.pictures.how_ages": _("Heads in bands of five years of age, those on a break left out."),
    "workforce.pictures.found_heat": _(
        "{who} in {place} have the lowest share of their need met at the start of {year}: {share}%"
    ),
    "workforce.pictures.found_heat_nothing": _("Nothing is needed at the start of {year}"),
    "workforce.pictures.none_needed": _("nothing needed"),
    "workforce.pictures.columns": _("Columns: {columns}."),
    "workforce.pictures.told_heat": _(
        "A row for each place and a column for each profession ({columns}); each cell has the percent of need that is"
        " met. The table has every value."
    ),
    "workforce.pictures.caption_heat": _("Share of need met at the start of {year}, by place and profession"),
    "workforce.pictures.how_met": _("Supply over need, both in FTE; above 100% there are more than needed."),
    "workforce.pictures.found_tiles": _(
        "Need met at the start of {year} runs from {low_share}% in {low} to {high_share}% in {high}"
    ),
    "workforce.pictures.told_tiles": _("Percent of need met: {places}."),
    "workforce.pictures.caption_tiles": _("All professions by place at the start of {year}"),
}

"""Sentences about past plans set beside what came, and about the archive of forecasts."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.scorecard.no_column": _("No column “{column}” was found. Add one with that heading."),
    "workforce.scorecard.twice": _(
        "{plan} gives {series} two values for {year}. Keep one value for a plan, series and year."
    ),
    "workforce.scorecard.outturn_twice": _("{series} has two outturns for {year}. Keep one for a year."),
    "workforce.scorecard.not_positive": _(
        "{plan}, {series}, {year}: the planned value is {value}. It must be a number above 0. Correct it."
    ),
    "workforce.scorecard.half_band": _(
        "{plan}, {series}, {year}: only one end of the band is given. Give both, low and high, or neither."
    ),
    "workforce.scorecard.band": _(
        "{plan}, {series}, {year}: the band from {low} to {high} does not hold the planned value {value}. Correct one"
        " of the three."
    ),
    "workforce.scorecard.known": _(
        "{plan}, {series}, {year}: counts cannot have been known to {known} in a plan published in {published}. Correct"
        " one of the two years."
    ),
    "workforce.archive.nothing": _(
        "{plan} says nothing that could be filed. File a run with at least one value."
    ),
    "workforce.archive.filed_before": _(
        "{plan} was filed before, and what is filed is never changed. File it under another name, such as its date."
    ),
    "workforce.archive.not_a_line": _(
        "This line is not one that Kith filed. The archive is only ever added to: bring back the file as it was."
    ),
    "workforce.archive.changed": _(
        "This line was changed after it was filed: its hash does not fit. Bring back the file as it was."
    ),
    "workforce.archive.out_of_order": _(
        "This line does not follow the one before it: a line was taken out or moved. Bring back the file as it was."
    ),
    "workforce.archive.cut": _("The last line was cut short. Bring back the file as it was."),
    "workforce.scorecard.title": _("Plans against what came: {name}"),
    "workforce.scorecard.section": _("How well did past plans do?"),
    "workforce.scorecard.nothing": _(
        "Nothing can be scored yet: no planned value is for a year after the plan that has been counted."
    ),
    "workforce.scorecard.found.over": _(
        "{plan}, {series}: planned values were off by {error} on average, and too high by {bias}."
    ),
    "workforce.scorecard.found.under": _(
        "{plan}, {series}: planned values were off by {error} on average, and too low by {bias}."
    ),
    "workforce.scorecard.who": _(
        "planned values for years that were not yet actual and have been counted since"
    ),
    "workforce.scorecard.how": _(
        "Planned less outturn, in per cent of the outturn; its mean with and without the sign."
    ),
    "workforce.scorecard.sure": _(
        "The values of one plan are one story, not a sample: no range can be told."
    ),
    "workforce.scorecard.table.cards": _("Each plan's score"),
    "workforce.scorecard.table.bands": _("Its own bands, and who is counted"),
    "workforce.scorecard.table.values": _("Every planned value beside what came"),
    "workforce.scorecard.details.values": _("Every value"),
    "workforce.scorecard.heading.plan": _("Plan"),
    "workforce.scorecard.heading.series": _("Series"),
    "workforce.scorecard.heading.published": _("Published"),
    "workforce.scorecard.heading.scored": _("Values scored"),
    "workforce.scorecard.heading.error": _("Error"),
    "workforce.scorecard.heading.bias": _("Bias"),
    "workforce.scorecard.heading.skill_no_change": _("Skill against no change"),
    "workforce.scorecard.heading.skill_damped": _("Skill against damped drift"),
    "workforce.scorecard.heading.inside": _("Inside its own band"),
    "workforce.scorecard.heading.definitions": _("Definitions"),
    "workforce.scorecard.heading.target": _("Year"),
    "workforce.scorecard.heading.planned": _("Planned"),
    "workforce.scorecard.heading.outturn": _("Outturn"),
    "workforce.scorecard.heading.no_change": _("No change"),
    "workforce.scorecard.heading.damped": _("Damped drift"),
    "workforce.scorecard.heading.band": _("Its band"),
    "workforce.scorecard.heading.source": _("Source"),
    "workforce.scorecard.year": _("{n}, {first}"),
    "workforce.scorecard.years": _("{n}, {first} to {last}"),
    "workforce.scorecard.inside": _("{inside} of {banded} (meant: {level})"),
    "workforce.scorecard.unsaid": _("not said"),
    "workforce.scorecard.no_band": _("no band given"),
    "workforce.scorecard.no_history": _("no earlier counts"),
    "workforce.scorecard.band.inside": _("inside {low} to {high}"),
    "workforce.scorecard.band.outside": _("outside {low} to {high}"),
    "workforce.scorecard.definitions.same": _("the same"),
    "workforce.scorecard.definitions.differ": _("they differ: see below"),
    "workforce.scorecard.definitions.untold": _("not told on both sides"),
    "workforce.scorecard.differ.title": _("Plan and outturn do not count the same people"),
    "workforce.scorecard.differ": _(
        "{plan}, {series}: the plan counts {planned}; the outturn counts {outturn}. Part of the error may be that."
    ),
    "workforce.scorecard.note.skill": _(
        "Skill is 1 less the plan's absolute differences over those of a simple method with the counts known when the"
        " plan was made. 1 is perfect, 0 no better, below 0 worse. Damped drift goes on by 0.7 of the yearly change of"
        " the last eleven years."
    ),
    "workforce.scorecard.note.bias": _("Bias above 0: the plan said more than came."),
    "workforce.scorecard.left_out.already_actual": _(
        "Left out since those years were already actual when the plan was made ({n}): {values}."
    ),
    "workforce.scorecard.left_out.no_outturn": _("Left out since no outturn is known ({n}): {values}."),
    "workforce.scorecard.never": _(
        "A plan that was acted on may miss because it worked. A score tells how far off it was, not why."
    ),
}

"""Sentences about back-tests: how far forecasts of staff in post would have been off."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.backtest.no_column": _(
        "There is no column “{column}” for the {field}. Write its heading as it stands."
    ),
    "workforce.backtest.no_field": _(
        "No column for the {field} was found. Name it, for example with “--column {field}=HEADING”."
    ),
    "workforce.backtest.no_occupation": _(
        "No row is about “{occupation}”. Write the occupation as the file does, or leave it out."
    ),
    "workforce.backtest.year_again": _("{name} has the year {year} twice. Keep one count for a year."),
    "workforce.backtest.few_places": _(
        "{horizon}-year forecasts can be scored in {places} places. At least {least} are needed to learn from"
        " half and test on the others. Add places or longer series, or leave this horizon out."
    ),
    "workforce.backtest.no_horizon": _(
        "No horizon was given. Say how many years ahead, for example 1,3,5,10."
    ),
    "workforce.backtest.not_horizons": _(
        "“{value}” is not a list of years ahead. Write whole numbers with commas, for example 1,3,5,10."
    ),
    "workforce.backtest.not_a_column": _(
        "“{value}” does not say which column is which. Write the field, an equals sign and the heading, for example"
        " count=Staff in post. The fields are place, year, count, occupation and region."
    ),
    "workforce.backtest.level": _(
        "A band of level {level} is not one. A level lies between 0 and 1, for example 0.8."
    ),
    "workforce.backtest.splits": _("{splits} random halves teach nothing. Ask for 1 or more; 200 is usual."),
    "workforce.backtest.hold_out": _("{years} years cannot be held out. Ask for 1 or more."),
    "workforce.backtest.title": _("Back-test of forecasts: {name}"),
    "workforce.backtest.section": _("How far off would forecasts have been?"),
    "workforce.backtest.found.coverage": _(
        "Bands meant to hold 80% of what happens held between {low} and {high} of it, by horizon, in places they had not seen."
    ),
    "workforce.backtest.found.error": _(
        "Half of the {years}-year forecasts were off by less than {error}% ({method}); by the best simple"
        " method, {simple}, {other}%."
    ),
    "workforce.backtest.who": _("forecasts of a stock, each compared with the count that came"),
    "workforce.backtest.how.coverage": _(
        "The places were parted into random halves {splits} times: one half taught the widths, the other tested them."
        " Each place weighs the same."
    ),
    "workforce.backtest.how.error": _(
        "The absolute difference between forecast and outturn in per cent of the outturn, middle one of all forecasts."
        " What is learnt was learnt in other places."
    ),
    "workforce.backtest.sure.coverage": _("Plausibly, over places: {ranges}."),
    "workforce.backtest.sure.one": _("{years}-year forecasts {range}"),
    "workforce.backtest.sure.error": _("As a share of the best simple method's error, over places: {range}."),
    "workforce.backtest.low_to_high": _("{low} to {high}"),
    "workforce.backtest.too_few_places": _("fewer than 5 places"),
    "workforce.backtest.figure": _(
        "Of bands meant to hold 80%, those learnt from past errors held {low} to {high}, those of a random walk"
        " {walk_low} to {walk_high}."
    ),
    "workforce.backtest.figure.alternative": _("Share of outturns inside bands meant to hold 80%: {rows}."),
    "workforce.backtest.axis": _("Outturns inside the band (%)"),
    "workforce.backtest.aim": _("The 80% meant"),
    "workforce.backtest.row.calibrated": _("{years}-year, learnt"),
    "workforce.backtest.row.random_walk": _("{years}-year, random walk"),
    "workforce.backtest.band.calibrated": _("Learnt"),
    "workforce.backtest.band.random_walk": _("Random walk"),
    "workforce.backtest.table.coverage": _("How often outturns lay inside bands meant to hold {level}"),
    "workforce.backtest.table.figure": _("The numbers of the chart"),
    "workforce.backtest.table.misses": _("Bands meant to hold {level}: how they missed"),
    "workforce.backtest.note.misses": _(
        "Halves within 4 points: in how many of the random halves the band held its level to within 4 points. Above and"
        " below: means over places."
    ),
    "workforce.backtest.table.errors": _("Median absolute error (%)"),
    "workforce.backtest.table.held_out": _(
        "The last {years} years of each series, forecast from those before"
    ),
    "workforce.backtest.table.occupation": _("80% bands by occupation"),
    "workforce.backtest.table.region": _("80% bands by region"),
    "workforce.backtest.table.length": _("80% bands by how much history was known"),
    "workforce.backtest.table.break": _("80% bands by whether the past holds a break"),
    "workforce.backtest.heading.years": _("Years ahead"),
    "workforce.backtest.heading.ahead": _("{years}-year forecasts"),
    "workforce.backtest.heading.band": _("Band"),
    "workforce.backtest.heading.coverage": _("Held"),
    "workforce.backtest.heading.range": _("Plausible range"),
    "workforce.backtest.heading.by_forecast": _("Held, each forecast alike"),
    "workforce.backtest.heading.above": _("Outturn above"),
    "workforce.backtest.heading.below": _("Outturn below"),
    "workforce.backtest.heading.width": _("Half width (%)"),
    "workforce.backtest.heading.within": _("Halves within 4 points"),
    "workforce.backtest.heading.method": _("Method"),
    "workforce.backtest.heading.group": _("Group"),
    "workforce.backtest.heading.forecasts": _("Forecasts"),
    "workforce.backtest.heading.places": _("Places"),
    "workforce.backtest.heading.own": _("Error of the chosen method (%)"),
    "workforce.backtest.heading.no_change": _("Error of no change (%)"),
    "workforce.backtest.heading.damped": _("Error of damped drift (%)"),
    "workforce.backtest.heading.in_80": _("Inside 80% band"),
    "workforce.backtest.heading.in_95": _("Inside 95% band"),
    "workforce.backtest.note.coverage": _(
        "Held: the mean over places. Plausible range: 95%, over places (Student's t). Half width: the middle one over"
        " forecasts of 100 × (top of the band ÷ forecast − 1)."
    ),
    "workforce.backtest.note.walk": _(
        "Random walk with drift: the textbook band, from each series' own yearly ups and downs alone."
    ),
    "workforce.backtest.note.errors": _(
        "The ratio's range: the middle 95% over places drawn with replacement."
    ),
    "workforce.backtest.note.group": _(
        "One set of widths for all: groups may be held more or less often than meant."
    ),
    "workforce.backtest.note.held_out": _(
        "Method and widths were learnt only from outturns up to the cut, in any place. Where the last count stands before"
        " the cut, the forecast looks further ahead. Years ahead that fewer than 5 places have are not shown."
    ),
    "workforce.backtest.chosen": _("chosen in other places: {method}"),
    "workforce.backtest.ratio": _("Chosen method ÷ best simple method"),
    "workforce.backtest.method.no_change": _("no change"),
    "workforce.backtest.method.drift": _("drift"),
    "workforce.backtest.method.damped_drift": _("damped drift"),
    "workforce.backtest.method.trend": _("least-squares trend"),
    "workforce.backtest.method.shrunk_drift": _("shrunk drift"),
    "workforce.backtest.scale.own": _("in proportion to volatility"),
    "workforce.backtest.scale.softened": _("in proportion to volatility and 2% a year"),
    "workforce.backtest.scale.root": _("by the root of volatility"),
    "workforce.backtest.scale.sparse": _("by the root of volatility, wider where years were not counted"),
    "workforce.backtest.scale.even": _("the same for all"),
    "workforce.backtest.group.length.long": _("More history than half of the forecasts"),
    "workforce.backtest.group.length.short": _("Less history"),
    "workforce.backtest.group.break.some": _("A break in the years looked back on"),
    "workforce.backtest.group.break.none": _("No break"),
    "workforce.backtest.details.groups": _("Who is covered more or less often"),
    "workforce.backtest.details.method": _("How it was done"),
    "workforce.backtest.method.origins": _(
        "A forecast is made from every year with a count and at least {least} counts in the {window} years up to it,"
        " and scored only where the very year ahead was counted. It knows nothing later."
    ),
    "workforce.backtest.method.shrunk": _(
        "Shrunk drift goes on by the series' own middle yearly change of the log ({weight}) and by what is usual in"
        " other places for the rest ({pooled} a year)."
    ),
    "workforce.backtest.method.conformal": _(
        "Widths are split-conformal for grouped data (Lee, Barber, Willett 2023, arXiv:2306.06342; Dunn, Wasserman,"
        " Ramdas 2023, doi:10.1080/01621459.2022.2060112): the error that 80% of the weight of other places lies under,"
        " in units of the series' own volatility and the root of the years."
    ),
    "workforce.backtest.method.chosen": _(
        "Chosen by the learning halves, and how often. Method: {methods}. Width: {scales}."
    ),
    "workforce.backtest.held_out": _(
        "With the last {years} years held out, {series} series could be forecast; {left_out} had too few counts before."
    ),
    "workforce.backtest.quality.lead": _("What the file held, and what was done about it:"),
    "workforce.backtest.quality.rows": _(
        "{rows} rows, of which {other_rows} are about other occupations and {no_count} have no count: left out."
    ),
    "workforce.backtest.quality.series": _(
        "{series} series of {counts} counts; {short_series} have fewer than 6 counts and are not scored."
    ),
    "workforce.backtest.quality.gaps": _(
        "{gaps} of {steps} steps between neighbouring counts are longer than a year ({years_missing} years missing): not filled"
        " in, each step divided by its years."
    ),
    "workforce.backtest.quality.repeats": _(
        "{repeats} counts repeat the one before, often a figure carried forward: kept."
    ),
    "workforce.backtest.quality.breaks": _(
        "{breaks} steps change by more than 50% a year, rarely people and mostly a new definition: kept, in the past and"
        " as outturns, and told apart above."
    ),
    "workforce.backtest.never": _(
        "A band tells how far such forecasts were off before. It does not know of a plan, a war or a new register."
    ),
}

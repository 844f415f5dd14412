"""Sentences about series of counts, the forecasts made from them, and how wide their bands are."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.series.uneven": _(
        "{name} has {years} years and {counts} counts. Give one count for each year."
    ),
    "workforce.series.not_positive": _(
        "{name}: the count for {year} is {value}. A count of people in post is a number above 0. Correct it, or leave"
        " the year out."
    ),
    "workforce.series.year_twice": _("{name} has the year {year} {times} times. Keep one count for a year."),
    "workforce.series.out_of_order": _("{name}: the years are not in order. Put the earliest first."),
    "workforce.series.too_short": _(
        "{name} has counts for too few years: {points}. At least {least} are needed. Add earlier years, or leave the"
        " series out."
    ),
    "workforce.series.too_few_recent": _(
        "{name} has {points} counts in its last {window} years. At least {least} are needed for a forecast. Add years,"
        " or use widths for a stock whose past is not known."
    ),
    "workforce.calibration.not_one": _(
        "This is not a calibration that Kith wrote. Make one with “kith workforce backtest FILE --calibration PATH”."
    ),
    "workforce.calibration.changed": _(
        "This calibration was changed after Kith wrote it: its hash does not fit. Make it again with “kith workforce"
        " backtest FILE --calibration PATH”."
    ),
    "workforce.forecast.horizon": _("A forecast {horizon} years ahead is not one. Ask for 1 year or more."),
    "workforce.forecast.level": _(
        "This calibration has no band that holds {level}% of outturns: too few places were known for it, or it was not"
        " asked for. Ask for another level, or learn from more places."
    ),
    "workforce.forecast.held": _(
        "Bands meant to hold {level} of what happens held, in places that had not taught them: {each}."
    ),
    "workforce.forecast.held_at": _("{years}-year forecasts {held} ({low} to {high}; {places} places)"),
    "workforce.forecast.beyond": _(
        "Beyond {years} years no back-test reaches: the band goes on as it grew, and nobody knows how often it would hold."
    ),
    "workforce.forecast.untested": _("How often bands meant to hold {level} do so was not tested."),
}

"""Sentences about hours, places, languages and dates, as attributes that rules of matching compare."""

from kith.foundation.messages import gettext_noop as _

_RULES = {
    "matching.rules.kind_of_file": _(
        "This rules file is for {value}, and rules for {known} are needed here. "
        'Choose another file, or write kind = "{known}".'
    ),
    "matching.rules.week_needed": _(
        "“{attribute}” is about weekly hours. Say which week's clocks count, by its Monday: week_of = 2026-01-12."
    ),
    "matching.rules.week_not_date": _(
        "week_of is “{value}”, which is not a date. Write the Monday of a week, as in week_of = 2026-01-12."
    ),
    "matching.rules.week_not_monday": _(
        "week_of is {value}, which is not a Monday. The Monday of that week is {monday}."
    ),
    "matching.rules.week_not_wanted": _(
        '“{attribute}” is of kind {kind}, which has no week. Write kind = "availability" or take week_of away.'
    ),
    "matching.rules.zone_not_wanted": _(
        '“{attribute}” is of kind {kind}, which has no time zone. Write kind = "availability" or take '
        "time_zone away."
    ),
}

_CELLS = {
    "matching.people.zone_unknown": _(
        "“{value}” is not a time zone. Write its name by continent and city, as in Europe/London."
    ),
    "matching.people.zone_unknown_near": _("“{value}” is not a time zone. Did you mean {nearest}?"),
    "matching.people.zone_needed": _(
        "These hours need a time zone. Add a column “time_zone” with names such as Europe/London, or write "
        "time_zone under [attribute.{attribute}] in the rules."
    ),
    "matching.people.hours_unreadable": _(
        "“{value}” cannot be read as weekly hours. Write them as Mon 09:00-11:00; Wed 14:00-16:30."
    ),
    "matching.people.hours_no_day": _("“{value}” has no day before it. Write it as Mon 09:00-11:00."),
    "matching.people.hours_empty": _("“{value}” ends when it begins. Write when it ends."),
    "matching.people.hours_two_ways": _(
        "“{value}” may be at night or in the afternoon. Write it as 14:00-16:00, or with am or pm."
    ),
    "matching.people.hours_past_midnight": _(
        "“{value}” would run past midnight for more than twelve hours. Write it as 09:00-17:00, or with am or pm."
    ),
    "matching.people.rows_unread": _(
        "So much could not be read that {rows} more rows were not looked at. Correct these first, then try again."
    ),
    "matching.people.time_of_day": _("“{value}” is not a time of day. Hours go from 00:00 to 24:00."),
    "matching.people.day_unknown": _("“{day}” in “{value}” is not a day of the week. Write Mon, Tue or Wed."),
    "matching.people.day_unknown_near": _(
        "“{day}” in “{value}” is not a day of the week. Did you mean “{nearest}”?"
    ),
    "matching.people.point_unreadable": _(
        "“{value}” is not a place. Write its latitude and longitude in degrees, as in 51.51, -0.13."
    ),
    "matching.people.point_half": _(
        "A place needs both a latitude and a longitude, and one of them is blank. Fill it in, or clear both."
    ),
    "matching.people.latitude_range": _(
        "The latitude is {value}. It must be from -90 to 90; perhaps latitude and longitude are the wrong "
        "way round."
    ),
    "matching.people.longitude_range": _("The longitude is {value}. It must be from -180 to 180."),
    "matching.people.language_unknown": _(
        "“{value}” is not a language that Kith knows. Write its English name, its own name or its code, as in "
        "English, Deutsch or zh."
    ),
    "matching.people.language_unknown_near": _(
        "“{value}” is not a language that Kith knows. Did you mean “{nearest}”?"
    ),
    "matching.people.period_unreadable": _(
        "“{value}” cannot be read as dates. Write them as 2026-03-01 to 2026-06-30."
    ),
    "matching.people.period_half": _(
        "Dates need both a first and a last day, and one of them is blank. Fill it in, or clear both."
    ),
    "matching.people.period_backwards": _(
        "The last day, {last}, comes before the first, {first}. Perhaps they are the wrong way round."
    ),
    "matching.people.id_is_email": _(
        "“{value}” is this row's id and the e-mail of row {other_row}, so nobody could say whom they mean. "
        "Change one of them."
    ),
    "matching.people.fewest_above_places": _(
        "The fewest is {fewest} and there are {places} places. The fewest may not be more than the places."
    ),
}

_RULE_WORDS = {
    "matching.rule.must.share.half_hours": _("must share at least {hours} hours of {on}"),
    "matching.rule.must.share.half_hours.with": _("{on} and {facing} must share at least {hours} hours"),
    "matching.rule.prefer.share.half_hours": _("shared hours of {on} preferred ({hours} are enough)"),
    "matching.rule.prefer.share.half_hours.with": _(
        "hours that {on} and {facing} share preferred ({hours} are enough)"
    ),
    "matching.rule.must.within.km": _("{on} must be at most {limit} km apart"),
    "matching.rule.must.within.km.with": _("{on} and {facing} must be at most {limit} km apart"),
    "matching.rule.prefer.close.km": _("close {on} preferred (nothing from {limit} km on)"),
    "matching.rule.prefer.close.km.with": _("{on} close to {facing} preferred (nothing from {limit} km on)"),
    "matching.rule.must.overlap": _("{on} must overlap (at least {limit} days)"),
    "matching.rule.must.overlap.with": _("{on} and {facing} must overlap (at least {limit} days)"),
    "matching.rule.prefer.overlap": _("overlapping {on} preferred ({limit} days are enough)"),
    "matching.rule.prefer.overlap.with": _("{on} that overlap {facing} preferred ({limit} days are enough)"),
}

MESSAGES = {**_RULES, **_CELLS, **_RULE_WORDS}

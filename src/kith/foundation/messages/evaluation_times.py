"""Sentences about the time until people's next role."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "evaluation.times.bad_length": _("{value} is not a length of time. Write a number that is 0 or more."),
    "evaluation.times.bad_moved": _("{value} does not say whether somebody moved. Write yes or no."),
    "evaluation.times.bad_date": _("{value} is not a date. Write it as 2026-03-31."),
    "evaluation.times.no_start": _("The start is missing, so no time can be counted. Write the date."),
    "evaluation.times.ends_first": _("{end} is before the start, {start}. Correct one of the two."),
    "evaluation.times.after_news": _(
        "{end} is after the day of the last news, {until}. Correct the date, or give a later day."
    ),
    "evaluation.times.title": _("Time to the next role: {name}"),
    "evaluation.times.section": _("How long until the next role?"),
    "evaluation.times.half": _("Half had moved to their next role within {time}."),
    "evaluation.times.no_half": _(
        "Fewer than half had moved to their next role when last heard of, up to {longest}."
    ),
    "evaluation.times.withheld": _("Not shown: {sentence}."),
    "evaluation.times.of_group": _("{group}: {sentence}"),
    "evaluation.times.who": _(
        "people, of whom {moved} moved; the others are counted for as long as was known"
    ),
    "evaluation.times.how": _(
        "At each move the share still waiting falls by those who moved among those still being watched (Kaplan"
        " and Meier)."
    ),
    "evaluation.times.range": _("Plausibly from {low} to {high}."),
    "evaluation.times.not_reached": _("no end that can be told"),
    "evaluation.times.unit_days": _("days"),
    "evaluation.times.unit_weeks": _("weeks"),
    "evaluation.times.unit_months": _("months"),
    "evaluation.times.unit_years": _("years"),
    "evaluation.times.days": _("{time} days"),
    "evaluation.times.days.one_of_time": _("1 day"),
    "evaluation.times.weeks": _("{time} weeks"),
    "evaluation.times.weeks.one_of_time": _("1 week"),
    "evaluation.times.months": _("{time} months"),
    "evaluation.times.months.one_of_time": _("1 month"),
    "evaluation.times.years": _("{time} years"),
    "evaluation.times.years.one_of_time": _("1 year"),
    "evaluation.times.few_moved": _("fewer than {least} people moved"),
    "evaluation.times.few_moves": _(
        "{n} people moved. With fewer than {least} moves the range is about as wide as the time watched."
    ),
    "evaluation.times.few_moves.one_of_n": _(
        "1 person moved. With fewer than {least} moves the range is about as wide as the time watched."
    ),
    "evaluation.times.never": _(
        "Whether people would have moved as soon without the programme: nobody was watched who did not take part."
    ),
    "evaluation.times.caption": _("{group}: how many had moved, by time"),
    "evaluation.times.caption_all": _("How many had moved, by time"),
    "evaluation.times.column_time": _("Time ({unit})"),
    "evaluation.times.column_at_risk": _("Still being watched"),
    "evaluation.times.column_moved": _("Had moved"),
    "evaluation.times.column_range": _("Plausible range"),
    "evaluation.times.cut": _(
        "Later times are left out: fewer than {least} people were still being watched."
    ),
    "evaluation.times.details": _("Details: the two groups compared"),
    "evaluation.times.compared": _("Whether both groups move alike: p = {p}."),
}

"""Sentences about meetings, their times and what was logged."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "learning.unknown_zone": _("“{value}” is not a time zone that Kith knows. Choose one from the list."),
    "learning.year_out_of_reach": _("The year {year} cannot be right. Write the day again."),
    "learning.hour_skipped": _(
        "{time} does not come on {day} in {zone}, because the clocks go forward over it. "
        "The next time there is is {next_time} on {next_day}."
    ),
}

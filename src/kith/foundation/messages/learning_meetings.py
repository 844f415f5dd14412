"""Sentences about meetings, their times and what was logged."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "learning.unknown_zone": _("“{value}” is not a time zone that Kith knows. Choose one from the list."),
    "learning.year_out_of_reach": _("The year {year} cannot be right. Write the day again."),
    "learning.hour_skipped": _(
        "{time} does not come on {day} in {zone}, because the clocks go forward over it. "
        "The next time there is is {next_time} on {next_day}."
    ),
    "learning.day_to_come": _(
        "{day} is still to come: today is {today}. Log what has happened, or propose times for what is to come."
    ),
    "learning.day_before": _("{day} is before it began. Log a day from {first} on."),
    "learning.day_after_end": _("{day} is after you had ended it. Log a day up to {last}."),
    "learning.no_such_activity": _("Choose what you met for."),
    "learning.no_such_watcher": _("Choose who watches whom."),
    "learning.minutes": _(
        "A meeting lasts {least} to {most} minutes, not {minutes}. Write its length in minutes."
    ),
    "learning.already_logged": _(
        "Something of this kind is logged for {day} already. Tick the box if this was another one; "
        "else there is nothing more to do."
    ),
    "learning.not_a_member": _("You are no longer part of this, so you cannot change it."),
    "learning.not_own_entry": _("Only whoever logged this can change it."),
    "learning.meeting_not_planned": _("This meeting is not planned any more. Look at how it stands now."),
    "learning.cannot_plan": _("No meeting can be planned here any more."),
    "learning.rule_not_read": _(
        "Read what may be watched and how patients’ privacy is kept, then tick the box."
    ),
    "learning.rule_not_read_by_all": _(
        "Not everybody has said that they have read what may be watched. The day can be fixed when they have."
    ),
    "learning.too_many_proposals": _("{most} proposals wait for an answer. Take one back first."),
    "learning.how_many_times": _("Give 1 to {most} times, not {count}."),
    "learning.time_past": _("This time has passed. Give one that is still to come."),
    "learning.time_too_far": _("This time is more than a year away. Give one within a year."),
    "learning.already_fixed": _(
        "A time has been fixed in the meantime. Look at which, and move it if you must."
    ),
    "learning.proposal_over": _("These times are not open any more. Propose new ones."),
    "learning.not_all_can": _("Not everybody can make this time. Choose one that you all can make."),
    "learning.window_backwards": _("{starts} to {ends} ends before it begins. Write the earlier time first."),
    "learning.too_many_windows": _("Give up to {most} times of the week."),
}

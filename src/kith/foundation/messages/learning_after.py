"""Sentences about alumni, spin-offs and series."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "learning.alumni_too_early": _(
        "The directory is for those who took part in {cohort} to its end. Come back when it is over."
    ),
    "learning.alumni_left": _("You have left the directory already. Nothing of yours is shown there."),
    "learning.alumnus_asked_before": _(
        "This person has been asked for {cohort} already. Nobody is asked twice for one cohort."
    ),
    "learning.alumnus_gone": _(
        "This person does not stand in the directory any more, so they cannot be asked."
    ),
    "learning.alumnus_offers_other": _(
        "This person has not said that they would do this. Choose something that they offered."
    ),
    "learning.asked_answered": _(
        "You have answered this already. If you have changed your mind, write to the people who run the programme."
    ),
    "learning.name_missing": _("Give it a name, such as “Trainee Management Forum”."),
    "learning.name_too_long": _("It has {length} characters. Shorten it to {limit} or fewer."),
    "learning.title_missing": _("Say what the meeting is about."),
    "learning.spin_off_kind": _("Choose from the list what kind of thing it is."),
    "learning.spin_off_ahead": _("This day is still to come. Write a day up to today."),
    "learning.spin_off_ends_first": _(
        "It cannot have ended before it started on {started}. Write a later day."
    ),
    "learning.spin_off_over": _(
        "{name} has ended or is not confirmed, so it cannot have meetings. Say first that it runs."
    ),
    "learning.series_over": _("{series} has ended. Nothing in it can be changed any more."),
    "learning.last_organiser": _(
        "You are the only one who organises {series}. Hand it on to somebody, or end it, before you step down."
    ),
    "learning.meeting_past": _("This time has passed. Write a day and a time that are still to come."),
    "learning.meeting_cancelled": _("This meeting is cancelled. Plan a new one instead."),
    "learning.minutes_of_meeting": _(
        "A meeting takes from 5 minutes to 24 hours (1440 minutes), not {value}. Write the number of minutes."
    ),
    "learning.meetings_at_once": _("Plan from 1 to {limit} meetings at once, not {value}."),
}

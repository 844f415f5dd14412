"""Sentences about taught sessions, attendance, resources, mentors and joint projects."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "learning.not_a_session": _(
        "This programme has no sessions called “{activity}”. Choose one from the list."
    ),
    "learning.no_sessions": _("Write a day beside at least one session, or leave the page without saving."),
    "learning.session_minutes": _(
        "A session takes between {least} and {most} minutes. You wrote {value}: write how long it takes."
    ),
    "learning.session_title_long": _(
        "The title has {length} characters. Make it at most {limit}, and say the rest under “What it is about”."
    ),
    "learning.session_unknown_side": _("This cohort has no side “{side}”. Choose from the list."),
    "learning.session_changed": _(
        "Somebody else has changed this session since you opened the page. Look at it again, then make your change."
    ),
    "learning.session_held": _(
        "This session has taken place. Its attendance can be corrected, but not its time."
    ),
    "learning.session_cancelled": _("This session is cancelled. Plan a new one instead."),
    "learning.session_begun": _("This session has begun or is over, so there is nothing to answer any more."),
    "learning.session_not_for_you": _("This session is for others."),
    "learning.session_not_yet": _(
        "This session has not begun. Attendance can be noted from an hour before it begins."
    ),
    "learning.attendance_minutes": _(
        "The session takes {most} minutes. You wrote that somebody was there for {value}: write 1 to {most}."
    ),
    "learning.attendance_not_in": _("Somebody on this list takes part no more. Open the page again."),
    "learning.resource_needs_one": _(
        "Give either the address of a page or a file, not both and not neither."
    ),
    "learning.resource_title": _(
        "Give it a title of at most {limit} characters, so that people know what it is."
    ),
    "learning.unknown_mentor_kind": _("This programme has no such mentors. Choose a kind from the list."),
    "learning.mentor_of_oneself": _("Nobody mentors themselves. Choose another mentor for {name}."),
    "learning.mentor_not_possible": _("{mentor} cannot mentor {name}. Choose another mentor for {name}."),
    "learning.mentee_not_in": _("{name} does not take part any more, so nobody needs to mentor them."),
    "learning.mentee_other_side": _("{name} is not among those who have a {kind}. Take the tick away."),
    "learning.no_mentees": _("Choose at least one person to be mentored."),
    "learning.mentor_already": _("{mentor} already mentors {name} or has been asked to. Take the tick away."),
    "learning.mentor_full": _(
        "{mentor} mentors {count} people here already, or has been asked to. Many find more than {most} too much. "
        "If you have spoken about it, tick the box and send it again."
    ),
    "learning.request_over": _(
        "This was taken back or has been answered, so there is nothing to answer any more."
    ),
    "learning.request_nobody": _("Choose at least one person, or say that you cannot."),
    "learning.project_title": _("Give the project a title of at most {limit} characters."),
    "learning.project_changed": _(
        "Somebody else has changed the project since you opened the page. What you wrote is still below: "
        "compare it with what is there now, then save again."
    ),
    "learning.project_text_long": _("This has {length} characters. Make it at most {limit}."),
    "learning.project_ended": _("You are not together any more, so the project stays as it is."),
    "learning.no_project_here": _("This programme has no joint project."),
    "learning.turn_twice": _("Two projects have turn {turn}. Give each a number of its own."),
    "learning.turn_minutes": _("A turn takes between 1 and {most} minutes. You wrote {value}."),
    "learning.mentors_file_long": _("The file is too long. Bring in at most {most} rows at a time."),
    "learning.mentors_file_mentee": _("Nobody who takes part here has the address “{value}”. Check it."),
}

"""Sentences about reviewers, reviews and interviews."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "recruitment.reviewer_without_role": _(
        "Say whether this person reads applications, interviews, or both."
    ),
    "recruitment.reviewer_applies": _(
        "This person applies to this call, and nobody judges a call that they apply to. Choose somebody else."
    ),
    "recruitment.no_reviewers": _("Nobody reads applications for this call yet. Add a reviewer first."),
    "recruitment.not_scored": _("Give a score for “{criterion}”."),
    "recruitment.no_such_score": _(
        "{points} is not a score that “{criterion}” can have. Choose one from the list."
    ),
    "recruitment.comment_too_long": _("The comment has {length} characters. Shorten it to {limit} or fewer."),
    "recruitment.examples_first": _(
        "Score the invented examples first ({waiting} to go). They show how close you and the others judge. "
        "What you wrote here is kept."
    ),
    "recruitment.example_has_no_conflict": _("This is an invented example: nobody knows the applicant."),
    "recruitment.review_closed": _(
        "This review can no longer be changed: a decision has been made, or somebody else reads it now."
    ),
    "recruitment.panel_without_name": _("Give the panel a name, such as “Panel 1”."),
    "recruitment.panel_without_members": _("A panel has at least two people. Choose them from the list."),
    "recruitment.slot_booked": _(
        "{time} is booked and stays. Ask the applicant to choose another time first."
    ),
    "recruitment.no_such_time": _(
        "{time} does not exist on that day: the clocks go forward. Choose a time before or after the change."
    ),
    "recruitment.slots_count": _("Make {least} to {most} times at once, not {value}."),
    "recruitment.slots_double": _("The panel has a time at {time} already. Begin later, or on another day."),
}

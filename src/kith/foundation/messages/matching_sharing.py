"""Sentences about sharing applications out to reviewers."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matching.sharing.bad_each": _(
        "{each} is not a number of reviewers for an application. Give a whole number of 1 or more."
    ),
    "matching.sharing.same_application": _("Application {key} is in the list twice. Take one of them out."),
    "matching.sharing.same_reviewer": _("Reviewer {key} is in the list twice. Take one of them out."),
    "matching.sharing.bad_capacity": _(
        "Reviewer {key} cannot take {capacity} applications. Give a whole number of 0 or more."
    ),
    "matching.sharing.kept_twice": _(
        "Application {application} is with reviewer {reviewer} twice already. Take one of them out."
    ),
    "matching.sharing.unfilled.too_few_may": _(
        "Each application needs {each} reviewers, and the number who may read this one is {may}."
    ),
    "matching.sharing.unfilled.other_side": _("Reviewers who read only another side: {n}."),
    "matching.sharing.unfilled.conflict": _("Reviewers with a conflict of interest: {n}."),
    "matching.sharing.unfilled.full": _(
        "Those who may read it and do not yet have it have as many as they can take. Reviewers who may read it: {may}."
        " Ask for a larger number from them, or for more reviewers."
    ),
    # An answer checked by other means
    "matching.sharing.wrong.pair": _(
        "Application {application} with reviewer {reviewer} stands twice, or one of them is not known."
    ),
    "matching.sharing.wrong.not_allowed": _("Reviewer {reviewer} must not read application {application}."),
    "matching.sharing.wrong.load": _(
        "The number of applications of reviewer {reviewer} is wrong or too large."
    ),
    "matching.sharing.wrong.kept": _("A review that was to be kept is gone."),
    "matching.sharing.wrong.number": _("The number of reviewers of application {application} is wrong."),
}

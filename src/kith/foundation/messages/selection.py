"""Sentences about decisions, offers, the waiting list and letters."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "recruitment.nobody_chosen": _("Nobody is chosen. Tick at least one application."),
    "recruitment.reason_missing": _("Say why. The reason is kept with the decision."),
    "recruitment.reason_too_long": _("The reason has {length} characters. Shorten it to {limit} or fewer."),
    "recruitment.words_too_long": _("Your words have {length} characters. Shorten them to {limit} or fewer."),
    "recruitment.decision_state": _(
        "Application {reference} cannot be decided like this: it stands at “{state}”. Leave it out, or look at it first."
    ),
    "recruitment.permission_awaited": _(
        "Application {reference} has no permission from a manager yet. Wait for it, or waive it with a reason, "
        "then offer the place."
    ),
    "recruitment.too_many_offers": _(
        "{wanted} offers for {side}, but {free} of {most} places are free ({taken} taken, {offered} on offer). "
        "Choose {free} or fewer, or raise the number of places in the cohort’s settings."
    ),
    "recruitment.offer_days": _("An offer stands for {least} to {most} days, not {days}."),
    "recruitment.not_waiting": _("Application {reference} is not on the waiting list."),
    "recruitment.not_a_number_of_places": _(
        "“{value}” is not a number of people. Write a whole number of 1 or more."
    ),
}

"""Sentences about renaming, merging and splitting organisations."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "organisations.name_missing": _("Enter the organisation’s name."),
    "organisations.name_too_long": _("The name has {length} characters. Shorten it to {limit} or fewer."),
    "organisations.name_is_the_same": _(
        "“{name}” is its name already. Enter another one, or leave it as it is."
    ),
    "organisations.name_taken": _(
        "Another organisation is called “{name}”. Enter a name that can be told from it."
    ),
    "organisations.merge_itself": _("An organisation cannot become part of itself. Choose another one."),
    "organisations.merged_already": _("{name} has become part of another organisation already."),
    "organisations.work_under_way": _(
        "{name} has work under way, such as a matching or a report. Wait until it is done, then try again."
    ),
    "organisations.erasures_wait": _(
        "In {name}, {count} requests to be forgotten wait for an answer. Answer them first, so that none is lost."
    ),
    "organisations.no_cohort_chosen": _("Choose at least one cohort for the new organisation."),
    "organisations.cohort_of_another": _("One of the cohorts belongs to another organisation. Choose again."),
    "organisations.not_an_administrator": _(
        "The new organisation’s administrator must be an administrator of {name} today, so that nobody sees more than before."
    ),
}

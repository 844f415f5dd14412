"""Sentences about answers that were given elsewhere and come in as a file."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "surveys.past_not_over": _(
        "This questionnaire is not closed yet, so people can still answer it here. Bring answers in when it has closed."
    ),
    "surveys.past_asked_here": _(
        "This questionnaire was open here, so people have answered it here. No file can add to it: that would tell "
        "those who run the programme who has answered."
    ),
    "surveys.past_meanwhile": _(
        "Somebody else has just brought answers in. Nothing of yours was kept. Look at the page again."
    ),
    "surveys.past_no_address": _("No column holds e-mail addresses. Head one “E-mail address”."),
    "surveys.past_unknown_column": _(
        "No question has this heading. Use a heading of the list on this page, or take the column out."
    ),
    "surveys.past_nobody": _(
        "Nobody with this address was asked this questionnaire in this cohort. Check the address, or take the row out."
    ),
    "surveys.past_twice": _("This person has two rows. Keep one of them."),
    "surveys.past_answered": _("This person’s answers are here already. Take the row out."),
    "surveys.past_not_asked": _(
        "Other answers in this row mean that the question was not asked. Check them, or leave this cell blank."
    ),
    "surveys.past_no_answers": _("The file has no answers. Fill in at least one and upload it again."),
}

"""Sentences about another tool's export on its way into past answers."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "surveys.import_file_gone": _(
        "The file is no longer kept: a day is the most, and nothing once it is brought in. Upload it again."
    ),
    "surveys.import_no_person": _("Say which column tells whose answers a row holds."),
    "surveys.import_time_unsaid": _(
        "Say what this time is called in that column, or choose that every row is of this time."
    ),
    "surveys.import_too_long": _(
        "Rows of this time: {rows}, and {most} is the most. Leave out rows of people who were not asked here."
    ),
    "surveys.import_two_so_called": _(
        "Several people who were asked have this name. Use a file with e-mail addresses."
    ),
    "surveys.import_brought": _("The answers of this file are in already."),
}

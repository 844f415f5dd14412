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
        "Rows in the file: {rows}, and {most} is the most. Split the file in two, or take the rows of other people out."
    ),
    "surveys.import_two_so_called": _(
        "Several people who were asked have this name. Use a file with e-mail addresses."
    ),
    "surveys.import_under_way": _(
        "The answers of this file are being brought in. Wait until that ends, or stop it."
    ),
    "surveys.import_step.reading": _("Reading the file"),
    "surveys.import_step.checking": _("Checking each row"),
    "surveys.import_step.writing": _("Keeping the answers, all of them or none"),
    "surveys.import_brought": _("The answers of this file are in already."),
}

"""Sentences about questionnaires on paper."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "surveys.paper_nobody": _("Tick at least one person who wants the questionnaire on paper."),
    "surveys.paper_unknown": _(
        "No sheet of this questionnaire has the code “{code}”. Look at the top of the sheet: the code is 8 letters and digits."
    ),
    "surveys.paper_answered": _(
        "An answer, or a decision about it, is here already for this sheet. Nothing was typed over it."
    ),
    "surveys.paper_not_agreed": _(
        "The first box about the use of the answers is not ticked on the sheet. Without a yes, nothing of it may be kept."
    ),
    "surveys.paper_neither": _("Type what the sheet says, or tick that it was left blank or cannot be read."),
    "surveys.paper_both": _(
        "This has an answer, and is ticked as left blank or not readable. Take one of them away."
    ),
}

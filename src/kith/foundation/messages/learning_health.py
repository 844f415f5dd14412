"""Sentences about reminders to meet, and about what is not right."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "learning.nudge_not_together": _(
        "Nobody was reminded, because they are not together now. Look whether they have paused or ended."
    ),
    "learning.nudged_today": _("They were reminded today already. Wait until tomorrow, or telephone."),
    "learning.concern_empty": _("Write what is wrong. A sentence is enough."),
    "learning.concern_long": _(
        "What you wrote is {length} characters long and at most {limit} can be sent. Make it shorter; the rest can be "
        "told when you speak."
    ),
    "learning.concern_nobody": _("Choose whom to write to."),
    "learning.answer_empty": _("Write an answer, or leave it at saying that you are looking into it."),
    "learning.concern_closed": _(
        "This is closed and cannot be answered any more. Write to them another way."
    ),
}

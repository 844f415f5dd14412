"""Sentences about answers that a device kept and sent later."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "surveys.delivery_damaged": _(
        "What arrived is not whole, so nothing of it was taken. Your device still has your answers and sends them again."
    ),
    "surveys.delivery_too_large": _(
        "Your answers have {megabytes} million characters or more, and {limit} million is the most, so they were not taken. "
        "Shorten the longest, then send them again."
    ),
}

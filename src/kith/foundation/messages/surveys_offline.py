"""Sentences about answers that a device kept and sent later."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "surveys.delivery_damaged": _(
        "What arrived is not whole, so nothing of it was taken. Your device still has your answers and sends them again."
    ),
}

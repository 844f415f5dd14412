"""Sentences about living with pairs: staying near an earlier result, prices, one side, scores given."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matching.rule.prefer.stay": _("staying together as before"),
}

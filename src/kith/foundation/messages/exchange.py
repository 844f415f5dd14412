"""Sentences about questionnaires that come from other tools' formats, or go there."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "exchange.unknown_ending": _(
        "Kith cannot tell what “.{ending}” is. Give the file one of these endings: {known}."
    ),
    "exchange.not_json": _("This is not JSON. Save it again from the tool it came from."),
}

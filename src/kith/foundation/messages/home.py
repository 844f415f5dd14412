"""Sentences of the home page and the demonstration."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "home.not_invented": _(
        "This is for the invented organisation of the demonstration only. Nothing was changed."
    ),
}

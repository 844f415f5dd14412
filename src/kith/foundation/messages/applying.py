"""Sentences about calls and applying."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "recruitment.application_state": _(
        "The application stands at “{state}” now, so this can no longer be done. Load the page again to see it."
    ),
}

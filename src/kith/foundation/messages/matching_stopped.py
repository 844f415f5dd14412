"""Sentences about a match that somebody stopped early."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matching.check.stopped": _(
        "The result does not say rightly whether it was stopped: what is not proven must be a stopped run’s, "
        "with a bound above its value or none."
    ),
    "matching.check.bound": _(
        "The result says that “{objective}” cannot pass {stated}, but {value} can be reached."
    ),
}

"""Sentences about two who learn together: their agreement, a pause, and the end."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "learning.ended": _("This has ended. You can still read everything, but nothing can be changed."),
    "learning.agreement.proposed_meanwhile": _(
        "{name} proposed version {number} on {when}, while you were writing. Your words are below and are not lost. "
        "Read version {number} first; if you save now, your words begin version {next}."
    ),
    "learning.agreement.changed_meanwhile": _(
        "These words were changed while you were writing. Your words are below and are not lost. "
        "Under each box stands what it says now. If you save again, your words take its place."
    ),
    "learning.agreement.too_long": _("{length} characters are too many. Shorten it to {limit} or fewer."),
    "learning.agreement.nothing_written": _(
        "Nothing is written yet. Write at least one goal or one thing that you agree on, then propose it."
    ),
    "learning.agreement.review_missing": _(
        "There is no day to look at the agreement again. Choose one under “What you agree on”, then propose it."
    ),
    "learning.agreement.review_past": _("This day has passed. Choose a day from {first} on."),
    "learning.agreement.review_far": _("This day is more than two years away. Choose a day until {last}."),
    "learning.agreement.nothing_new": _(
        "Nothing has been changed since version {number}. Change something first, or sign version {number}."
    ),
    "learning.agreement.newer": _(
        "{name} proposed version {number} on {when}. Only the newest version can be signed: read that one."
    ),
    "learning.agreement.newer_yours": _(
        "You proposed version {number} on {when}. Only the newest version can be signed: read that one."
    ),
    "learning.agreement.none": _("No version has been proposed yet, so there is nothing to sign."),
    "learning.agreement.name_differs": _("This is not your name as we have it. Type “{name}”."),
    "learning.agreement.not_in_force": _(
        "This version is not in force. The version in force is the one that you both look at again."
    ),
    "learning.pause.until_past": _("A pause ends on a day to come. Choose a day from {first} on."),
    "learning.pause.until_far": _(
        "A pause can last until {last} at most. If you need longer, talk to the people who run the programme."
    ),
    "learning.reason_missing": _("Choose what comes nearest. It is only ever shown as counts."),
    "learning.leaving.reason_missing": _("Choose why the place ends."),
}

"""What a matching is doing just now, on the bar of the command and on the page of the run."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matching.step.score": _("Scoring"),
    "matching.step.matched": _("Finding how many can be placed"),
    "matching.step.search": _("Looking for a stable answer"),
    "matching.step.worst": _("Raising the weakest"),
    "matching.step.total": _("Finding the best total"),
    "matching.step.anneal": _("Trying exchanges"),
    "matching.step.polish": _("Improving group by group"),
    "matching.step.place": _("Placing people"),
    "matching.step.reasons": _("Finding reasons"),
    "matching.step.check": _("Checking the proof"),
    "matching.step.prices": _("Pricing each rule"),
}

"""How it stands: paused or ended, and what follows from that."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kith.service.learning.models import Relationship
from kith.service.learning.web.parts import Part, Seen
from kith.service.ui.web.wording import day


def standing_part(seen: Seen) -> Part | None:
    """None while they are together as usual."""
    row = seen.relationship
    if row.state == Relationship.State.ENDED and row.ended_at is not None:
        return Part(
            heading=_("This has ended"),
            sentences=(
                _("It ended on %(day)s.") % {"day": day(row.ended_at)},
                _("What you wrote and logged stays here for you to read."),
            ),
        )
    if row.state == Relationship.State.PAUSED and row.paused_until is not None:
        return Part(
            heading=_("Paused"),
            sentences=(
                _("You have paused until %(day)s. It goes on by itself the day after.")
                % {"day": day(row.paused_until)},
                _("Nobody is reminded of anything while it is paused."),
            ),
        )
    return None

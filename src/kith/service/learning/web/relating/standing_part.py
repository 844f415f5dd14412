"""How it stands: paused or ended, and what follows from that; and the way to pause, go on or end."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.learning.models import Relationship
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.ui.web.wording import day

State = Relationship.State


def standing_part(seen: Seen) -> Part | None:
    """None while they are together as usual."""
    row = seen.relationship
    if row.state == State.ENDED and row.ended_at is not None:
        return Part(
            heading=_("This has ended"),
            sentences=(
                _("It ended on %(day)s.") % {"day": day(row.ended_at)},
                _("What you wrote and logged stays here for you to read."),
            ),
        )
    if row.state == State.PAUSED and row.paused_until is not None:
        actions = (
            (
                _action("resume", _("Go on now"), seen),
                _action("pause", _("Pause until another day"), seen),
            )
            if seen.is_open
            else ()
        )
        return Part(
            heading=_("Paused"),
            sentences=(
                _("You have paused until %(day)s. It goes on by itself the day after.")
                % {"day": day(row.paused_until)},
                _("Nobody is reminded of anything while it is paused."),
            ),
            actions=actions,
        )
    return None


def way_out_part(seen: Seen) -> Part | None:
    """Pause, end, and no more contact. The last works when everything else is over."""
    if seen.me.blocked_at is not None:
        return Part(
            _("No more contact"),
            (
                _(
                    "You asked for no more contact. Your address is not shown to the other, nor theirs to you."
                ),
                _("Nobody has been told that you asked for it."),
            ),
        )
    actions = []
    if seen.is_open and seen.relationship.state == State.ACTIVE:
        actions.append(_action("pause", _("Pause until a day"), seen))
    if seen.is_open:
        actions.append(_action("end", _("End what you do together"), seen))
    if seen.others:
        actions.append(_action("no_contact", _("I want no more contact"), seen))
    return Part(_("If something changes"), actions=tuple(actions), is_folded=True) if actions else None


def _action(name: str, text: str, seen: Seen) -> PartAction:
    return PartAction(text, reverse(f"learning:{name}", args=[seen.relationship.pk]))

"""Who they are: the partner's card on the page of a relationship."""

from __future__ import annotations

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kith.service.learning.domain.relating.queries import is_cut_off
from kith.service.learning.models import Member, Relationship
from kith.service.learning.web.parts import Part, Seen
from kith.service.learning.web.relating.wording import language, time_difference
from kith.service.matches.domain.partner_card import hopes_of, reasons_of
from kith.service.matches.models import Pair

Fact = tuple[str, str | SafeString]


def who_part(seen: Seen) -> Part | None:
    if not seen.others:
        return None
    facts: list[Fact] = []
    for other in seen.others:
        facts += _card(seen, other, is_one_of_many=len(seen.others) > 1)
    facts += _reasons(seen)
    return Part(heading=_("Who they are"), facts=tuple(facts))


def _card(seen: Seen, other: Member, *, is_one_of_many: bool) -> list[Fact]:
    facts: list[Fact] = [(_("Name"), other.person.name)] if is_one_of_many else []
    if other.place is not None:
        side = seen.definition.role(other.place.side).name.in_language(language())
        facts.append((_("Side"), side))
        if site := other.place.attributes.get("site"):
            facts.append((_("Site"), str(site)))
    if _is_address_kept_back(seen, other):
        facts.append((_("E-mail address"), _("Not shown")))
        return facts
    address = other.person.email
    facts.append(
        (
            _("E-mail address"),
            format_html('<a class="nhsuk-link" href="mailto:{}">{}</a>', address, address),
        )
    )
    clocks = time_difference(seen.person.time_zone, other.person.time_zone, timezone.now())
    if clocks:
        facts.append((_("Their clock"), clocks))
    if other.place is not None and seen.relationship.kind == Relationship.Kind.PAIR:
        facts += hopes_of(other.place, language())
    return facts


def _is_address_kept_back(seen: Seen, other: Member) -> bool:
    """After every end but the programme's own: were it so only where somebody wanted no more contact, it would tell
    the other who did."""
    row = seen.relationship
    is_over_early = (
        row.state == Relationship.State.ENDED and row.end_reason != Relationship.EndReason.COMPLETED
    )
    return is_over_early or is_cut_off((seen.me, other))


def _reasons(seen: Seen) -> list[Fact]:
    pair = Pair.objects.only("reasons").filter(relationship=seen.relationship).first()
    reasons = reasons_of(pair, seen.definition, language()) if pair is not None else []
    return [(_("Why you were brought together"), capfirst("; ".join(reasons)))] if reasons else []

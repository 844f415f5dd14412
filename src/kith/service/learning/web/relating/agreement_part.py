"""The agreement on the page of a pair, and what it asks for on home."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Place
from kith.service.learning.domain.relating.agreement_days import today_of
from kith.service.learning.domain.relating.agreement_history import has_signed, history_of
from kith.service.learning.domain.relating.queries import Together, pairs_of
from kith.service.learning.models import Relationship
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.matches.domain.queries import partner_names
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.wording import day


def agreement_part(seen: Seen) -> Part | None:
    """How it stands, and the one thing to do."""
    if seen.relationship.kind != Relationship.Kind.PAIR or not seen.definition.clauses:
        return None
    known = history_of(seen.relationship)
    newest, in_force = known.newest, known.in_force
    key = seen.relationship.pk
    overview = PartAction(_("See your agreement"), reverse("learning:agreement", args=[key]))
    said, actions, is_main = [], [overview], False
    if in_force is not None and in_force.in_force_at is not None:
        said.append(_("You signed version %(number)s.") % {"number": in_force.number})
        if in_force.review_on:
            said.append(_("You look at it again on %(day)s.") % {"day": day(in_force.review_on)})
    elif newest is None:
        said.append(
            _("Agree how often and where you meet, and what stays between you. It takes about 15 minutes.")
        )
    if seen.is_open and (newest is not None or seen.relationship.cohort.is_running):
        if newest is not None and not has_signed(newest, seen.me.person_id):
            words = _("Read and sign version %(number)s") % {"number": newest.number}
            address = reverse("learning:agreement_version", args=[key, newest.number])
            said.append(_("Version %(number)s waits for your signature.") % {"number": newest.number})
            actions, is_main = [PartAction(words, address), overview], True
        elif newest is None:
            actions, is_main = [PartAction(_("Agree how you will work together"), overview.href)], True
        elif newest != in_force:
            said.append(_("Version %(number)s waits for your partner.") % {"number": newest.number})
        elif known.is_due(today_of(seen.relationship.cohort)):
            address = reverse("learning:agreement_reviewed", args=[key])
            actions = [PartAction(_("Look at your agreement again"), address), overview]
            is_main = True
    return Part(_("How you will work together"), tuple(said), actions=tuple(actions), is_main=is_main)


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """What the agreement of each place's pair asks for. The row that says so is read with the pairs themselves."""
    asked = [place for place in places if place.cohort.is_running and definition_of(place.cohort).clauses]
    if not asked:
        return {}
    partners = partner_names(places)
    found = pairs_of([place for place in asked if place.pk in partners])
    if not found:
        return {}
    address = addresses("learning:agreement")
    return {
        place.pk: _tasks(place, found[place.pk], address(found[place.pk].relationship_id))
        for place in asked
        if place.pk in found
    }


def _tasks(place: Place, pair: Together, overview: str) -> list[Task]:
    if pair.state != Relationship.State.ACTIVE:
        return []
    newest = pair.newest
    if newest is None:
        return [Task(_("Agree how you will work together"), overview, effort=_("15 minutes"))]
    if not newest.is_signed:
        title = _("Read and sign your agreement: version %(number)s") % {"number": newest.number}
        address = reverse("learning:agreement_version", args=[pair.relationship_id, newest.number])
        return [Task(title, address, effort=_("5 minutes"))]
    if newest.is_due(today_of(place.cohort)):
        address = reverse("learning:agreement_reviewed", args=[pair.relationship_id])
        return [Task(_("Look at your agreement again"), address, effort=_("5 minutes"))]
    return [Task(_("Agree how you will work together"), overview, is_done=True)]

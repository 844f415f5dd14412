"""The people of a cohort: how its sides fill, the table, one person, a file on its way in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain import queries
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.people_file import Entry, from_file
from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState, is_over
from kith.service.cohorts.models import Cohort, Place
from kith.service.cohorts.web.presenters.wording import language
from kith.service.core.domain.permissions import Permission as P
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.wording import day

STATE_TONES = {
    Place.State.INVITED: "waiting",
    Place.State.CONFIRMED: "done",
    Place.State.DECLINED: "stopped",
    Place.State.WITHDRAWN: "stopped",
}


def people_progress(cohort: Cohort) -> StageProgress:
    """The first stage: how the sides fill."""
    sides = queries.side_counts(cohort, language())
    confirmed = sum(side.confirmed for side in sides)
    asked = confirmed + sum(side.invited for side in sides)
    unsent = sum(side.unsent for side in sides)
    count = _("%(confirmed)s of %(asked)s confirmed") % {"confirmed": confirmed, "asked": asked}
    if not asked:
        action = StageAction(
            _("Bring people in"), reverse("cohorts:upload", args=[cohort.pk]), P.PEOPLE_MANAGE
        )
        return StageProgress(StageState.NOW, _("Nobody yet"), action)
    if unsent:
        label = ngettext("Invite %(num)s person", "Invite %(num)s people", unsent) % {"num": unsent}
        action = StageAction(label, reverse("cohorts:invite", args=[cohort.pk]), P.PEOPLE_MANAGE)
        return StageProgress(StageState.NOW, count, action)
    filled = all(side.confirmed >= side.least for side in sides)
    action = StageAction(_("See the people"), reverse("cohorts:people", args=[cohort.pk]), P.PEOPLE_SEE)
    is_done = filled and (confirmed == asked or is_over(cohort, "people"))
    return StageProgress(StageState.DONE if is_done else StageState.NOW, count, action)


def person_facts(place: Place) -> list[tuple[str, str]]:
    """What is known about somebody in this cohort, attribute by attribute."""
    facts = [(_("E-mail address"), place.person.email)]
    for attribute in from_file(definition_of(place.cohort), place.side):
        value = place.attributes.get(attribute.key)
        words = (
            "; ".join(value)
            if isinstance(value, list)
            else str(value)
            if value not in (None, "")
            else _("Not known")
        )
        facts.append((attribute.label.in_language(language()), words))
    return facts


def people_rows(cohort: Cohort, page: Iterable[Any]) -> list[list[Any]]:
    sides = {role.key: role.name.in_language(language()) for role in definition_of(cohort).roles}
    states = {
        state: state_tag(STATE_TONES[Place.State(state)], str(label)) for state, label in Place.State.choices
    }
    address, not_yet = addresses("cohorts:person", cohort.pk), _("Not yet")
    return [
        [
            link(address(row.pk), row.person__name),
            sides.get(row.side, row.side),
            states[row.state],
            day(row.invited_at) if row.invited_at else not_yet,
            row.person__email,
        ]
        for row in page
    ]


def entry_rows(cohort: Cohort, page: Iterable[Entry]) -> list[list[Any]]:
    sides = {role.key: role.name.in_language(language()) for role in definition_of(cohort).roles}
    words = {
        (False, False): _("New to Kith"),
        (True, False): _("Known to Kith; gets a place"),
        (True, True): _("In the cohort already"),
    }
    return [
        [
            entry.row,
            entry.name,
            entry.address,
            sides.get(entry.side, entry.side),
            words[entry.is_known, entry.place is not None],
        ]
        for entry in page
    ]

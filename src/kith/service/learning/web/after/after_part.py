"""What stays open for two who learn together when their programme is over, and where to go on from a place."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.programmes.capabilities import StageKey
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import PlaceLink
from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.learning.domain.after.alumni import RUNNING
from kith.service.learning.models import Relationship
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.ui.web.wording import day


def after_part(seen: Seen) -> Part | None:
    """None while the programme runs. Asks for the running stage's last day only where it can have passed."""
    cohort = seen.relationship.cohort
    if not is_likely_over(cohort, _today(cohort)):
        return None
    if seen.relationship.state == Relationship.State.ENDED and cohort.is_open:
        return None
    row = StageDate.objects.filter(cohort=cohort, stage=RUNNING).first()
    if cohort.is_open and (row is None or row.ends_on is None or row.ends_on >= _today(cohort)):
        return None
    return Part(_("Afterwards"), _sentences(cohort, row.ends_on if row else None), actions=_actions(seen))


def _sentences(cohort: Cohort, ended_on: date | None) -> tuple[str, ...]:
    if not cohort.is_open:
        return (
            _("The programme is closed. You are free to meet on: agree it with each other."),
            _("What you wrote and logged stays here for you to read. Nothing can be added any more."),
        )
    said = [
        _("The programme ended on %(day)s. You are free to meet on.")
        % {"day": day(ended_on or cohort.ends_on)}
    ]
    said.append(
        _("Until it is closed, planned for %(day)s, you can still log what you do here, and it counts.")
        % {"day": day(cohort.last_day)}
    )
    return tuple(said)


def _actions(seen: Seen) -> tuple[PartAction, ...]:
    if seen.me.place_id is None:
        return ()
    return tuple(PartAction(one.text, one.address) for one in _links(seen.me.place_id))


def place_links(place: Place) -> list[PlaceLink]:
    """At the foot of a place's page, when its programme is over."""
    if place.state != Place.State.CONFIRMED or not is_likely_over(place.cohort, _today(place.cohort)):
        return []
    return _links(place.pk)


def _links(place_id: object) -> list[PlaceLink]:
    return [
        PlaceLink(_("Stay in touch"), reverse("learning:stay_in_touch", args=[place_id])),
        PlaceLink(_("Tell us what came out of it"), reverse("learning:suggest_spin_off", args=[place_id])),
    ]


def is_likely_over(cohort: Cohort, today: date) -> bool:
    """By what is in memory: as the definition plans the running stage, or as the cohort's last day stands."""
    planned = [one for one in definition_of(cohort).stages if one.key is StageKey.RUNNING]
    ends = min([cohort.ends_on, *(one.dates(cohort.starts_on)[1] for one in planned)])
    return ends <= today or not cohort.is_open


def _today(cohort: Cohort) -> date:
    return timezone.localdate(timezone=ZoneInfo(cohort.time_zone))

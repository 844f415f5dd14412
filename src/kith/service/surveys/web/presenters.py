"""What the questionnaire pages show, worked out from rows: counts, never names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kith.foundation.words import Text
from kith.programmes.capabilities import WaveRole
from kith.service.cohorts.domain.calendar import Entry
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import offered
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.core.domain.policies import policy
from kith.service.core.domain.questions import Question
from kith.service.people.domain.consents import wording_of
from kith.service.people.models import Consent, Person
from kith.service.surveys.domain import queries
from kith.service.surveys.domain.files.reading import asks_for_files
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.measures import follow_ups
from kith.service.surveys.domain.shared.waves import answered_of
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.domain.waves import reminder_moments, was_asked_here
from kith.service.surveys.models import Invitation, Wave
from kith.service.surveys.web.raters.saying import rate_rows
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.wording import day, moment, share_of

TONES = {Wave.State.PLANNED: "next", Wave.State.OPEN: "now", Wave.State.CLOSED: "done"}
A_MOMENT = timedelta(seconds=1)


def _language() -> str:
    return get_language() or "en"


def name_of(wave: Wave) -> str:
    return Text.of(wave.name).in_language(_language())


def asked_words(wave: Wave) -> str:
    """Which questionnaire is asked: its title, and what tells its text from every other."""
    instrument = wave.instrument["instrument"]
    return _("%(title)s (%(key)s, version %(hash)s)") % {
        "title": Text.of(instrument["title"]).in_language(_language()),
        "key": instrument["key"],
        "hash": wave.instrument_sha256[:8],
    }


def closing(wave: Wave) -> str:
    """When it closes, in words: a wave that closes at midnight is open until the end of the day before."""
    last = (wave.closes_at - A_MOMENT).astimezone(ZoneInfo(wave.cohort.time_zone))
    if (last.hour, last.minute) == (23, 59):
        return _("the end of %(day)s") % {"day": day(last.date())}
    return moment(wave.closes_at, wave.cohort.time_zone)


def use_facts(said: Mapping[Use, Consent]) -> list[tuple[str, str]]:
    """Each question about the answers with what the person said to it."""
    return [
        (wording_of(row).title.in_language(_language()), _("Yes") if row.is_given else _("No"))
        for row in said.values()
    ]


def wave_rows(cohort: Cohort) -> list[list[Any]]:
    least = policy(cohort.organisation).min_matched
    by_address = answered_of(cohort)
    return [
        [
            link(reverse("surveys:wave", args=[cohort.pk, wave.pk]), name_of(wave)),
            state_tag(TONES[Wave.State(wave.state)], str(wave.get_state_display())),
            moment(wave.opens_at, cohort.time_zone),
            closing(wave),
            sent_words(by_address[wave.pk], least) if wave.pk in by_address else answered_words(wave, least),
        ]
        for wave in queries.waves_of(cohort, least=least)
    ]


def sent_words(count: int, least: int) -> str:
    """How many answers came by one address, unless so few that it would tell when one of a few had answered."""
    if count < least:
        return _("Fewer than %(least)s answers") % {"least": least}
    return ngettext("%(num)s answer", "%(num)s answers", count) % {"num": count}


def answered_words(wave: Any, least: int) -> str:
    """How many of those who were asked have answered, unless that would point at people."""
    if not wave.asked:
        return _("Nobody asked yet")
    if wave.answered is None:
        return _("Not shown: fewer than %(least)s people on a side") % {"least": least}
    return share_of(wave.answered, wave.asked)


def wave_page(person: Person, wave: Wave) -> dict[str, Any]:
    held = offered(permissions_of(roles_on_cohort(person, wave.cohort)), wave.cohort)
    least = policy(wave.cohort.organisation).min_matched
    sides = {role.key: role.plural.in_language(_language()) for role in definition_of(wave.cohort).roles}
    rates = queries.rates(wave, least=least)
    return {
        "cohort": wave.cohort,
        "wave": wave,
        "name": name_of(wave),
        "asked": asked_words(wave),
        "closing": closing(wave),
        "tone": TONES[Wave.State(wave.state)],
        "rates": [
            [
                sides.get(rate.side, rate.side),
                rate.invited,
                share_of(rate.answered, rate.invited)
                if rate.answered is not None
                else _("Not shown: fewer than %(least)s people") % {"least": least},
            ]
            for rate in rates
        ],
        "rater_rates": rate_rows(wave),
        "reminders": [moment(one, wave.cohort.time_zone) for one in reminder_moments(wave)],
        "may_bring_answers": wave.state == Wave.State.CLOSED and not was_asked_here(wave),
        "may_manage": P.WAVE_MANAGE in held,
        "may_type_in": P.REPORT_SEE_LINES in held,
        "has_files": P.REPORT_SEE_LINES in held and asks_for_files(instrument_of(wave)),
        "here": "programmes",
    }


def measuring_progress(cohort: Cohort) -> StageProgress:
    """The measuring stage: how many questionnaires of the programme itself are planned, open and closed."""
    later, least = follow_ups(cohort), policy(cohort.organisation).min_matched
    by_address = answered_of(cohort)
    waves = [
        wave
        for wave in queries.waves_of(cohort, least=least)
        if wave.key not in later and wave.measures != WaveRole.FOLLOW_UP and wave.pk not in by_address
    ]
    open_now = [wave for wave in waves if wave.state == Wave.State.OPEN]
    closed = [wave for wave in waves if wave.state == Wave.State.CLOSED]
    action = StageAction(_("See the questionnaires"), reverse("surveys:waves", args=[cohort.pk]), P.WAVE_SEE)
    if open_now:
        said = "; ".join(f"{name_of(wave)}: {answered_words(wave, least)}" for wave in open_now)
        return StageProgress(StageState.NOW, said, action)
    count = _("%(closed)s of %(all)s questionnaires closed") % {"closed": len(closed), "all": len(waves)}
    is_done = bool(waves) and len(closed) == len(waves)
    return StageProgress(StageState.DONE if is_done else StageState.NEXT, count, action)


def calendar_entries(cohort: Cohort) -> list[Entry]:
    zone = ZoneInfo(cohort.time_zone)
    return [
        Entry(
            _("Questionnaire: %(name)s") % {"name": name_of(wave)},
            wave.opens_at.astimezone(zone).date(),
            (wave.closes_at - A_MOMENT).astimezone(zone).date(),
        )
        for wave in cohort.waves.defer("instrument")
    ]


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """Questionnaires that a person can answer now. Their links stand in their own mails, so the page
    behind the place's link leads there only for those who are signed in."""
    found: dict[UUID, list[Task]] = {}
    if secret is not None:
        return found
    for place_id, key, name, minutes, closes_at, is_finished in _asked(places=[place.pk for place in places]):
        task = Task(
            title=_("Questionnaire: %(name)s") % {"name": Text.of(name).in_language(_language())},
            address=reverse("surveys:answer", args=[key]),
            effort=_("%(minutes)s minutes") % {"minutes": minutes or 10},
            due=closes_at,
            is_done=is_finished,
        )
        found.setdefault(place_id, []).append(task)
    return found


@Question
def _asked(places: Collection[UUID]) -> QuerySet[Any, Any]:
    minutes = F("wave__instrument__instrument__minutes")  # the text of a questionnaire is long
    rows = Invitation.objects.filter(place__in=places, wave__state=Wave.State.OPEN)
    return rows.values_list("place_id", "pk", "wave__name", minutes, "wave__closes_at", "is_finished")

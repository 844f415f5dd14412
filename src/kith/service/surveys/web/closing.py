"""What closing or reopening a cohort comes to for its questionnaires."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.closing import Step
from kith.service.cohorts.models import Cohort
from kith.service.surveys.models import Wave
from kith.service.surveys.web.presenters import name_of

State = Wave.State


def consequences(cohort: Cohort, step: Step) -> list[str]:
    waves = list(cohort.waves.defer("instrument"))
    if step is Step.CLOSE:
        return _on_closing(waves)
    return _on_reopening(waves) if step is Step.REOPEN else []


def _on_closing(waves: list[Wave]) -> list[str]:
    found = []
    if open_now := [wave for wave in waves if wave.state == State.OPEN]:
        found.append(
            _("These questionnaires are open and close at once: %(names)s. What was sent is kept.")
            % {"names": _names(open_now)}
        )
    if planned := [wave for wave in waves if wave.state == State.PLANNED]:
        found.append(
            _("These questionnaires have not opened, and will not: %(names)s.") % {"names": _names(planned)}
        )
    return found


def _on_reopening(waves: list[Wave]) -> list[str]:
    now, planned = timezone.now(), [wave for wave in waves if wave.state == State.PLANNED]
    found = []
    if due := [wave for wave in planned if wave.opens_at <= now < wave.closes_at]:
        found.append(
            _("The day of these questionnaires has come: they open within a minute, with a mail: %(names)s.")
            % {"names": _names(due)}
        )
    if missed := [wave for wave in planned if wave.closes_at <= now]:
        found.append(
            _("The time of these questionnaires has passed, so they count as closed: %(names)s.")
            % {"names": _names(missed)}
        )
    if later := [wave for wave in planned if wave.opens_at > now]:
        found.append(_("These questionnaires open on their day: %(names)s.") % {"names": _names(later)})
    if any(wave.state == State.CLOSED for wave in waves):
        found.append(_("Questionnaires that have closed stay closed."))
    return found


def _names(waves: Iterable[Wave]) -> str:
    return ", ".join(name_of(wave) for wave in waves)

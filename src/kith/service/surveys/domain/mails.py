"""The mails of a wave: one that asks, and those that remind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from kith.foundation.words import Text
from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.models import LinkPurpose
from kith.service.surveys.domain.measures import is_follow_up
from kith.service.surveys.models import Invitation, Wave
from kith.service.ui.web.wording import weekday_and_day

INVITATION, REMINDER = "surveys.invitation", "surveys.reminder"


def queue(by: Actor, invitation: Invitation, purpose: str, once_key: str) -> None:
    """The mail to one person. Confidential: a list of reminders is a list of who has not answered."""
    wave, person = invitation.wave, invitation.place.person
    cohort = wave.cohort
    with translation.override(person.language):
        words = {
            "name": person.called,
            "organisation": cohort.organisation.name,
            "cohort": cohort.name,
            "questionnaire": Text.of(wave.name).in_language(person.language),
            "minutes": wave.instrument.get("instrument", {}).get("minutes") or 10,
            "closes": local_day(wave.closes_at - dt.timedelta(seconds=1), cohort.time_zone),
        }
        subject, opening = _subject_and_opening(wave, purpose, words)
        body = _(
            "Dear %(name)s,\n\n%(opening)s\n\n"
            "The questionnaire takes about %(minutes)s minutes and is open until the end of %(closes)s:\n{link}\n\n"
            "The link is yours alone. Your answers are kept under a pseudonym; the people who run the programme "
            "see neither what you answer nor whether you have answered.\n"
        ) % {**words, "opening": opening}
    outbox.queue_mail(
        by=by,
        organisation=cohort.organisation,
        person=person,
        purpose=purpose,
        subject=subject,
        body=body,
        once_key=once_key,
        link=LinkWanted.to(
            invitation, purpose=LinkPurpose.ANSWER_WAVE, expires=wave.closes_at, person_id=person.pk
        ),
        cohort_id=cohort.pk,
        confidential=purpose == REMINDER,
    )


def _subject_and_opening(wave: Wave, purpose: str, words: Mapping[str, object]) -> tuple[str, str]:
    """When the programme is over, people are told so, and why they are asked once more."""
    if purpose == REMINDER:
        subject = _("A reminder: %(questionnaire)s, %(cohort)s") % words
        opening = _(
            "We have not had your answers about %(cohort)s yet. If you have just sent them, thank you."
        )
    else:
        subject = _("%(questionnaire)s: %(cohort)s") % words
        opening = _("%(organisation)s would like to hear from you about %(cohort)s.")
    if is_follow_up(wave):
        opening += "\n\n" + _(
            "%(cohort)s is over. %(organisation)s asks you the same questions once more, to see what has lasted. "
            "It is just as useful to hear what has not. You need do nothing else."
        )
    return subject, opening % words


def local_day(moment: dt.datetime, time_zone: str) -> str:
    """The day in words, where the cohort is."""
    return weekday_and_day(moment.astimezone(ZoneInfo(time_zone)).date())

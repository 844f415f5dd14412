"""The mails to a rater: one that asks, and at most two that remind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.models import LinkPurpose, Mail
from kith.service.surveys.domain.mails import local_day
from kith.service.surveys.models import Rater

INVITATION, REMINDER = "surveys.rater", "surveys.rater_reminder"


def queue(by: Actor, rater: Rater, purpose: str, once_key: str) -> None:
    """The mail to one rater. Confidential: a list of them tells whom somebody named, and who has not answered."""
    wave = rater.asked_in.wave
    cohort, person = wave.cohort, rater.place.person
    language = person.language
    with translation.override(language):
        words = {
            "receiver": rater.name,
            "name": person.called,
            "organisation": cohort.organisation.name,
            "cohort": cohort.name,
            "minutes": rater.asked_in.instrument.get("instrument", {}).get("minutes") or 5,
            "closes": local_day(wave.closes_at - dt.timedelta(seconds=1), cohort.time_zone),
        }
        if purpose == REMINDER:
            subject = _("A reminder: how you see the work of %(name)s") % words
        else:
            subject = _("%(name)s asks how you see their work") % words
        body = (
            _(
                "Dear %(receiver)s,\n\n"
                "%(name)s takes part in %(cohort)s, which %(organisation)s runs, and has named you as somebody who "
                "sees their work.\n\n"
                "Please answer a few questions, about %(minutes)s minutes, until the end of %(closes)s. You need no "
                "account, and you can say no there:\n{link}\n\n"
                "%(name)s sees neither what you answer nor whether you have answered. Nor do the people who run the "
                "programme. The link is yours alone; please do not pass it on.\n"
            )
            % words
        )
    outbox.queue_mail(
        by=by,
        organisation=cohort.organisation,
        address=rater.email,
        language=language,
        purpose=purpose,
        subject=subject,
        body=body,
        once_key=once_key,
        link=LinkWanted.to(rater, purpose=LinkPurpose.RATE, expires=wave.closes_at),
        cohort_id=cohort.pk,
        confidential=True,
    )


def forget(raters: Iterable[Rater]) -> None:
    """What has not gone is not sent, and no mail keeps their address."""
    keys = [str(rater.pk) for rater in raters]
    outbox.forget_mails(Mail.objects.filter(link_wanted__subject_id__in=keys))

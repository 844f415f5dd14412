"""The mails about an interview: please choose a time; this is your time."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail
from kith.service.recruitment.domain.applicant_mail import common_words, queue
from kith.service.recruitment.models import Application, Slot
from kith.service.ui.web.wording import moment

INVITATION, BOOKED = "recruitment.interview_invitation", "recruitment.interview_booked"


def queue_invitation(*, by: Actor, application: Application) -> bool:
    """Ask the applicant to choose a time; False when they have been asked since they were shortlisted."""
    when = application.shortlisted_at.isoformat() if application.shortlisted_at else ""
    once_key = f"{INVITATION}:{application.pk}:{when}"
    if Mail.objects.filter(once_key=once_key).exists():
        return False
    with translation.override(application.language):
        words = common_words(application)
        subject = _("Please choose a time for your interview: %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "We would like to meet you before we decide about %(cohort)s. Please choose a time that suits you. "
                "The page shows the times where you are:\n%(link)s\n\n"
                "If none of them suits you, or you need something for the interview, write to the people who run "
                "the programme.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    queue(by, application, INVITATION, subject, body, once_key=once_key)
    return True


def queue_booking(*, by: Actor, slot: Slot) -> None:
    """The time that was chosen, in the applicant's own zone and the cohort's."""
    application = slot.application
    if application is None:
        return
    with translation.override(application.language):
        words = {**common_words(application), "when": when_in_words(slot, application)}
        words["where"] = slot.panel.where or _("We will write to you about the place.")
        subject = _("Your interview for %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Your interview is on %(when)s.\n\n"
                "%(where)s\n\n"
                "You can change the time on your page:\n%(link)s\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    stamp = slot.booked_at.isoformat() if slot.booked_at else ""
    queue(by, application, BOOKED, subject, body, once_key=f"{BOOKED}:{application.pk}:{slot.pk}:{stamp}")


def when_in_words(slot: Slot, application: Application) -> str:
    """The moment where the applicant is, and where the cohort is if that is elsewhere."""
    there = application.call.cohort.time_zone
    own = application.person.time_zone if application.person else there
    said = moment(slot.starts_at, own)
    return said if own == there else f"{said} ({moment(slot.starts_at, there)})"

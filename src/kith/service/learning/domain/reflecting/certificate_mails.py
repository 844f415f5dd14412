"""The mail that a certificate is there. It holds neither hours nor code: whoever signs in finds them."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.cohorts.domain import cohort_mail
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.learning.models import Certificate

PURPOSE = "learning.certificate"


def mail_certificate(certificate: Certificate) -> None:
    """In the receiver's language; nothing leaves a cohort that is closed."""
    place = certificate.place
    person, cohort = place.person, place.cohort
    if not cohort.is_open or not person.is_active:
        return
    with translation.override(person.language):
        words = {
            "name": person.called,
            "cohort": cohort.name,
            "organisation": cohort.organisation.name,
            "address": absolute(reverse("learning:portfolio", args=[place.pk])),
        }
        subject = _("Your certificate: %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Your certificate for %(cohort)s is ready. Sign in to download it, together with your portfolio:\n"
                "%(address)s\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    cohort_mail.queue(
        Actor.system("learning"), cohort, person, PURPOSE, subject, body, occasion=certificate.pk
    )

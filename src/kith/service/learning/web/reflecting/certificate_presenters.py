"""What the page behind a certificate's code says, and the lead's list of who can have one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Place
from kith.service.learning.domain.reflecting.certificates import tidy_code
from kith.service.learning.models import Certificate
from kith.service.ui.web.wording import day, in_language, span


def checked(certificate: Certificate | None, code: str) -> dict[str, Any]:
    """``facts`` only of a genuine one; of somebody who asked to be forgotten it says no more who it was."""
    shown = tidy_code(code)
    if certificate is None:
        return {
            "title": _("We do not know this certificate"),
            "sentence": _("No certificate has the code %(code)s. Check that you copied all of it.")
            % {"code": shown},
            "facts": [],
            "org": None,
        }
    cohort = certificate.place.cohort
    if certificate.revoked_at is not None:
        return {
            "title": _("This certificate was withdrawn"),
            "sentence": _(
                "The certificate with the code %(code)s was withdrawn on %(day)s. It no longer holds."
            )
            % {"code": shown, "day": day(certificate.revoked_at)},
            "facts": [],
            "org": None,
        }
    person = certificate.place.person
    holder = [] if person.erased_at or not person.name else [(_("Given to"), person.name)]
    return {
        "title": _("This certificate is genuine"),
        "sentence": _("The certificate with the code %(code)s was given by %(organisation)s.")
        % {"code": shown, "organisation": cohort.organisation.name},
        "facts": [
            *holder,
            (_("Programme"), in_language(definition_of(cohort).name)),
            (_("From and until"), span(cohort.starts_on, cohort.ends_on)),
            (_("Issued on"), day(certificate.issued_at)),
        ],
        "org": cohort.organisation,
    }


def rows(places: Iterable[Any], cohort_id: Any) -> list[dict[str, Any]]:
    """One line a person: what they have, and what can be done."""
    found = []
    for place in places:
        certificate = place.in_force[0] if place.in_force else None
        found.append(
            {
                "key": str(place.pk),
                "name": place.person.name,
                "state": place.get_state_display(),
                "certificate": _("Issued on %(day)s") % {"day": day(certificate.issued_at)}
                if certificate
                else "",
                "withdraw_href": reverse("learning:revoke_certificate", args=[cohort_id, place.pk])
                if certificate
                else "",
                "is_confirmed": place.state == Place.State.CONFIRMED,
            }
        )
    return found

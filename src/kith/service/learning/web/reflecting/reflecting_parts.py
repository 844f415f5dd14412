"""Reflections and the certificate on the page of a relationship."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kith.service.learning.domain.reflecting.certificates import certificate_of
from kith.service.learning.domain.reflecting.reading import (
    expected_reflections,
    prompts_for,
    reflections_written,
)
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.ui.web.wording import day, in_language

MOST_PROMPTS = 2


def reflections_part(seen: Seen) -> Part | None:
    """Write in answer to the programme's questions; read what is shared. One query, none for a mentor."""
    shared = PartAction(_("What others share with me"), reverse("learning:shared_reflections"))
    place = seen.me.place
    if place is None:
        return Part(heading=_("Reflections"), actions=(shared,))
    place.cohort, place.person = seen.relationship.cohort, seen.person
    address = reverse("learning:new_reflection")
    links = []
    if seen.relationship.cohort.is_open:
        for prompt in prompts_for(place)[:MOST_PROMPTS]:
            query = urlencode({"cohort": str(place.cohort_id), "prompt": prompt.key})
            links.append(PartAction(in_language(prompt.words), f"{address}?{query}"))
        query = urlencode({"cohort": str(place.cohort_id), "prompt": ""})
        links.append(PartAction(_("Write about something else"), f"{address}?{query}"))
    own = PartAction(_("Your reflections"), f"{reverse('learning:reflections')}?cohort={place.cohort_id}")
    return Part(
        heading=_("Reflections"),
        sentences=(
            _("What you write is yours. Nobody else reads it unless you share an entry."),
            *_pace(place),
        ),
        actions=(*links, own, shared),
    )


def _pace(place: object) -> tuple[str, ...]:
    """How many the programme hopes for and how many there are: said to the writer alone."""
    expected = expected_reflections(place)  # type: ignore[arg-type]
    if expected is None:
        return ()
    written = reflections_written([place])[place.pk]  # type: ignore[list-item, attr-defined]
    words = {"written": written, "expected": expected}
    return (_("You have written %(written)s. The programme suggests %(expected)s.") % words,)


def certificate_part(seen: Seen) -> Part | None:
    """The portfolio, and the certificate when there is one. One query."""
    place = seen.me.place
    if place is None:
        return None
    certificate = certificate_of(place)
    actions = [PartAction(_("Your portfolio"), reverse("learning:portfolio", args=[place.pk]))]
    said = _("Choose what you want to show, and take it with you.")
    if certificate is not None:
        said = _("Your certificate was issued on %(day)s.") % {"day": day(certificate.issued_at)}
        address = reverse("learning:certificate_pdf", args=[place.pk])
        actions.insert(0, PartAction(_("Download your certificate (PDF)"), address))
    return Part(heading=_("Portfolio and certificate"), sentences=(said,), actions=tuple(actions))

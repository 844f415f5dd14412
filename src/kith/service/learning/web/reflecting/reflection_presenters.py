"""What the pages of reflections show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.roles import TAKING_PART
from kith.service.cohorts.models import Cohort, Place
from kith.service.learning.domain.reflecting import readers, reading, sharing
from kith.service.learning.models import Meeting, Reflection, ReflectionShare
from kith.service.learning.web.relating.wording import names
from kith.service.people.models import Person
from kith.service.ui.web.wording import day, in_language

With = ReflectionShare.With
WORDS_SHOWN = 8
"""Of an entry that answers no question: enough to know it again."""


@dataclass(frozen=True, slots=True)
class NewLink:
    text: str
    href: str


def _places(person: Person) -> Any:
    rows = Place.objects.filter(person=person, state__in=TAKING_PART, cohort__state=Cohort.State.OPEN)
    return rows.select_related("cohort__organisation", "cohort__definition", "person")


def places_to_write_in(person: Person, cohort_id: UUID | None) -> list[NewLink]:
    rows = _places(person).order_by("-cohort__starts_on", "cohort__name")
    if cohort_id is not None:
        rows = rows.filter(cohort_id=cohort_id)
    address = reverse("learning:new_reflection")
    return [NewLink(place.cohort.name, f"{address}?cohort={place.cohort_id}") for place in rows]


def place_in(person: Any, key: UUID | None, *, of_place: bool = False) -> Place | None:
    """The person's own place, by its cohort's id or by its own."""
    if key is None:
        return None
    rows = Place.objects.filter(person=person, state__in=TAKING_PART)
    found: Place | None = (
        rows.select_related("cohort__organisation", "cohort__definition", "person")
        .filter(**{"pk" if of_place else "cohort_id": key})
        .first()
    )
    return found


def meeting_of(person: Any, place: Place, key: UUID | None) -> Meeting | None:
    """A meeting that the person was in, in this cohort."""
    if key is None:
        return None
    rows = Meeting.objects.filter(
        relationship__cohort_id=place.cohort_id, relationship__members__person=person, pk=key
    )
    return rows.first()


def question(cohort: Cohort, key: str) -> str:
    prompt = reading.prompt_of(cohort, key)
    return in_language(prompt.words) if prompt else ""


def about(cohort: Cohort, prompt: str | None, meeting: Any) -> list[str]:
    """The question that is answered, and the meeting that it is about."""
    found = [question(cohort, prompt)] if prompt else []
    try:
        row = Meeting.objects.filter(pk=meeting).first() if meeting else None
    except (ValidationError, ValueError):
        row = None
    if row is not None:
        found.append(about_meeting(cohort, row))
    return [one for one in found if one]


def about_meeting(cohort: Cohort, meeting: Meeting) -> str:
    activity = next((one for one in definition_of(cohort).activities if one.key == meeting.activity), None)
    words = {"what": in_language(activity.name) if activity else _("A meeting")}
    if meeting.on is None:
        return words["what"]
    return _("%(what)s, %(day)s") % {**words, "day": day(meeting.on)}


def keep_as(cohort_id: UUID, prompt: str | None, meeting: Any) -> str:
    """Under what a browser keeps a text that is not an entry yet."""
    return f"new:{cohort_id}:{'any' if prompt is None else prompt}:{meeting or ''}"


def own_rows(rows: Iterable[Any]) -> list[tuple[Any, ...]]:
    """One's own list: when, in which programme, in answer to what, and whether anybody else may read it."""
    found = []
    for row in rows:
        address = reverse("learning:reflection", args=[row.pk])
        asked = question(row.cohort, row.prompt) or Truncator(row.text).words(WORDS_SHOWN)
        link = format_html('<a class="nhsuk-link" href="{}">{}</a>', address, asked)
        shared = _("Shared") if row.is_shared else _("Only me")
        found.append((day(row.written_on), link, row.cohort.name, shared))
    return found


def shared_rows(rows: Iterable[Reflection]) -> list[tuple[Any, ...]]:
    found = []
    for row in rows:
        address = reverse("learning:reflection", args=[row.pk])
        asked = question(row.cohort, row.prompt) or _("A reflection")
        link = format_html('<a class="nhsuk-link" href="{}">{}</a>', address, asked)
        found.append((day(row.written_on), row.person.name, link, row.cohort.name))
    return found


def filters(cohorts: Iterable[Cohort], chosen: UUID | None) -> list[dict[str, Any]]:
    """One link a programme, when there is more than one."""
    known = list(cohorts)
    if len(known) < 2:
        return []
    address = reverse("learning:reflections")
    every = {"text": _("All programmes"), "href": address, "is_here": chosen is None}
    return [every] + [
        {"text": one.name, "href": f"{address}?cohort={one.pk}", "is_here": one.pk == chosen} for one in known
    ]


def saved_words(row: Reflection) -> str:
    if readers.readers_of(row):
        return _("Saved. Those you share it with read it as it is now.")
    return _("Saved. Only you can read it.")


def for_writer(reflection: Reflection) -> dict[str, Any]:
    """The entry, and each sharing with the names of those who read it today."""
    shares = []
    for share in readers.shares_in_force(reflection):
        people = readers.readers_of_share(reflection, share)
        said = names(people) or _("Nobody: they are not there any more")
        address = reverse("learning:take_back_reflection", args=[reflection.pk, share.pk])
        action = {"text": _("Take back"), "href": address, "hidden": said}
        shares.append((share.get_reader_display(), said, action))
    is_open = reflection.cohort.is_open
    return {
        "reflection": reflection,
        "cohort": reflection.cohort,
        "about": _about(reflection),
        "shares": shares,
        "is_open": is_open,
        "can_share": is_open and bool(sharing.open_choices(reflection)),
        "evidence_href": _evidence_href(reflection) if is_open else "",
        "here": "home",
    }


def _evidence_href(reflection: Reflection) -> str:
    place = place_in(reflection.person, reflection.cohort_id)
    if place is None:
        return ""
    return f"{reverse('learning:add_evidence', args=[place.pk])}?source=reflection:{reflection.pk}"


def for_reader(reflection: Reflection) -> dict[str, Any]:
    return {
        "reflection": reflection,
        "cohort": reflection.cohort,
        "about": _about(reflection),
        "writer": reflection.person.name,
        "here": "home",
    }


def _about(reflection: Reflection) -> list[str]:
    return about(reflection.cohort, reflection.prompt, reflection.about_id)


def choice_words(choices: Iterable[sharing.Choice]) -> dict[str, str]:
    """Who would read it, by name, for each choice."""
    said = {
        With.PARTNER: _("My partner: %(names)s"),
        With.MENTOR: _("My mentor, or whom I mentor: %(names)s"),
        With.LEAD: _("The people who run the programme: %(names)s"),
    }
    return {one.key: said[With(one.reader)] % {"names": names(list(one.people))} for one in choices}


def deletion(reflection: Reflection) -> dict[str, Any]:
    happens = [_("The entry is gone for good, for you and for those you shared it with.")]
    return {
        "title": _("Delete this entry?"),
        "what_happens": happens,
        "button": _("Delete"),
        "is_dangerous": True,
        "cancel_href": reverse("learning:reflection", args=[reflection.pk]),
        "here": "home",
    }


def taking_back(reflection: Reflection, share: ReflectionShare) -> dict[str, Any]:
    people = names(readers.readers_of_share(reflection, share))
    happens = [
        _("%(names)s will not be able to open it any more.") % {"names": people}
        if people
        else _("Nobody can open it through this any more.")
    ]
    return {
        "title": _("Take it back?"),
        "what_happens": [*happens, _("What somebody has read, they have read. They are not told.")],
        "button": _("Take back"),
        "cancel_href": reverse("learning:reflection", args=[reflection.pk]),
        "here": "home",
    }

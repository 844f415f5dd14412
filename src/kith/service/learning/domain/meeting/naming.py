"""What a partner is called where others may look over a shoulder: a calendar, a phone, a page behind a link."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kith.service.people.models import Person


def first_name(person: Person) -> str:
    return called(person.name, person.preferred_name)


def called(name: str, preferred: str) -> str:
    """What people call them, or the first of their names. Never a surname: a name that is one word (as a Chinese
    name is, with the surname in front) is not shown, but "your partner" in its place."""
    if preferred:
        return preferred
    words = name.split()
    return words[0] if len(words) > 1 else _("your partner")

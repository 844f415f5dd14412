"""What a funnel can be counted by: the side, the channel, what the definition keeps of people, equality questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kith.foundation.words import Text
from kith.programmes.capabilities import AttributeType
from kith.questionnaires.types import Item, ItemKind
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.recruitment.domain.calling.forms import application_form, equality_form
from kith.service.recruitment.models import Call

SIDE, CHANNEL = "side", "channel"
PLAIN = (SIDE, CHANNEL)
ATTRIBUTE = "application."
"""In front of the key of something the application asks, which an equality question may be called as well."""
ETHNIC = "ethnic_category"
UNKNOWN = "not_known"
DECLINED_AS = {ETHNIC: "Z", "sexual_orientation": "Z", "religion": "M"}
"""The national lists have a code of their own for who would not say: see the equality questionnaire."""
BLANK_AS = {ETHNIC: "99"}
NAMES = {
    ETHNIC: _("Ethnic group"),
    "sex": _("Sex"),
    "gender_same_as_at_birth": _("Gender the same as at birth"),
    "age_band": _("Age"),
    "disability": _("Disability"),
    "sexual_orientation": _("Sexual orientation"),
    "religion": _("Religion or belief"),
    "married": _("Marriage or civil partnership"),
    "pregnancy": _("Pregnancy or maternity"),
    "caring": _("Looking after somebody"),
    "first_qualified": _("Where first qualified"),
}
"""What a question is about, in a word or two; a question of somebody's own stands in its own words."""
PREFER_NOT = "prefer_not"
NOT_STATED = "not_stated"
NOT_KNOWN = "not_known"
GROUP = "group"
KINDS = (AttributeType.CATEGORY, AttributeType.GRADE)


@dataclass(frozen=True, slots=True)
class Group:
    """One answer. ``told`` is ``group``, or why it is none: ``prefer_not``, ``not_stated``, ``not_known``."""

    key: str
    label: Text
    told: str = GROUP


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something to count by. ``groups`` are its answers where they are known before anybody has answered."""

    key: str
    label: Text
    is_equality: bool = False
    groups: tuple[Group, ...] = ()

    @property
    def item(self) -> str:
        """The question that it is answered by."""
        return self.key.removeprefix(ATTRIBUTE)

    @property
    def declined(self) -> str:
        return DECLINED_AS.get(self.key, PREFER_NOT)

    @property
    def blank(self) -> str:
        return BLANK_AS.get(self.key, UNKNOWN)


def said(words: object) -> Text:
    """Words in the language that is switched on, as a text of that language."""
    return Text.of({get_language() or "en": str(words)})


class Kind(Enum):
    """``OPERATIONAL`` is what the list of applications shows as well."""

    OPERATIONAL = "operational"
    EQUALITY = "equality"


OPERATIONAL = frozenset({Kind.OPERATIONAL})


def dimensions_of(calls: Sequence[Call], kinds: Collection[Kind] = tuple(Kind)) -> tuple[Dimension, ...]:
    """All that the calls have to count by, equality questions last, each once."""
    found: dict[str, Dimension] = {
        SIDE: Dimension(SIDE, said(_("Side")), groups=_sides(calls)),
        CHANNEL: Dimension(CHANNEL, said(_("Channel"))),
    }
    for call in calls:
        forms = [application_form(call, side) for side in call.instruments]
        for attribute in definition_of(call.cohort).attributes:
            items = [form.item(attribute.key) for form in forms if attribute.key in form]
            if attribute.kind in KINDS and items:
                key = f"{ATTRIBUTE}{attribute.key}"
                _add(found, Dimension(key, attribute.label, groups=_options(items)))
    for call in calls if Kind.EQUALITY in kinds else ():
        form = equality_form(call)
        for item in form.items if form is not None else ():
            if item.kind is ItemKind.CHOICE:
                _add(found, item_dimension(item))
    return tuple(found.values())


def item_dimension(item: Item) -> Dimension:
    """An equality question with its answers, and with who would not say and who left it blank."""
    label = said(NAMES[item.key]) if item.key in NAMES else item.label
    return Dimension(item.key, label, True, (*_options([item]), *_unsaid(item.key)))


def _add(found: dict[str, Dimension], one: Dimension) -> None:
    """Calls of other years may know other answers: all are kept, in the order they were met."""
    known = found.get(one.key)
    groups = {group.key: group for group in (*(known.groups if known else ()), *one.groups)}
    label = known.label if known else one.label
    found[one.key] = Dimension(one.key, label, one.is_equality, tuple(groups.values()))


def _sides(calls: Iterable[Call]) -> tuple[Group, ...]:
    names = {role.key: role.plural for call in calls for role in definition_of(call.cohort).roles}
    return tuple(Group(key, name) for key, name in names.items())


def _options(items: Iterable[Item]) -> tuple[Group, ...]:
    options = {option.key: option.label for item in items for option in item.options}
    return tuple(Group(key, label) for key, label in options.items())


def _unsaid(key: str) -> Iterator[Group]:
    """Who would not say, and who left it blank: never the same."""
    told = NOT_STATED if key == ETHNIC else PREFER_NOT
    yield Group(DECLINED_AS.get(key, PREFER_NOT), said(gettext("Prefer not to say")), told)
    yield Group(BLANK_AS.get(key, UNKNOWN), said(gettext("Not answered")), NOT_KNOWN)

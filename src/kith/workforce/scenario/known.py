"""The names that a scenario declares first and that everything else in it refers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.workforce.scenario.entry import Entry
from kith.workforce.scenario.supply_types import Who


@dataclass(frozen=True, slots=True)
class Known:
    """Keys by kind; ``groups`` leads from a group to its profession."""

    professions: tuple[str, ...]
    groups: Mapping[str, str]
    regions: tuple[str, ...]
    rural: frozenset[str]
    years: tuple[int, ...]
    ages: tuple[int, ...]
    data: tuple[str, ...]

    def groups_of(self, who: Who) -> tuple[str, ...]:
        """Every group that a line is about, in order."""
        return tuple(
            group
            for group, profession in self.groups.items()
            if (not who.professions or profession in who.professions)
            and (not who.groups or group in who.groups)
        )


def read_who(entry: Entry, known: Known) -> Who:
    """``professions`` and ``groups`` of a line, each refered to what is declared."""
    return Who(
        listed(entry, "professions", known.professions, "profession"),
        listed(entry, "groups", tuple(known.groups), "group"),
    )


def listed(entry: Entry, key: str, names: Sequence[str], what: str) -> tuple[str, ...]:
    """A list of names that are all declared."""
    return tuple(one for one in entry.table.texts(key) if entry.table.refer(key, one, names, what))


def read_group(entry: Entry, known: Known) -> tuple[str, str]:
    """``profession`` and ``group`` of something that brings people in: the group may be left out where there is one."""
    profession = entry.table.need_text("profession")
    if profession and not entry.table.refer("profession", profession, known.professions, "profession"):
        return profession, ""
    own = [group for group, of in known.groups.items() if of == profession]
    if (group := entry.table.text("group")) is not None:
        return profession, group if entry.table.refer("group", group, own, "group") else ""
    if len(own) > 1:
        entry.table.fault("workforce.scenario.which_group", None, profession=profession, known=", ".join(own))
    return profession, own[0] if own else ""

"""Before a table leaves the house: what it tells beside the tables that have left before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from kith.foundation.faults import Faults, Where
from kith.publishing.disclosure.policy import DisclosurePolicy, ProtectedTable

# How many earlier releases a reader is taken to add and subtract at once.
COMBINED = 3


@dataclass(frozen=True, slots=True)
class Release:
    """Tables about one population, published or about to be.

    Parameters
    ----------
    name
        What people call it: "Report of spring 2026". Shown in a refusal.
    population
        The people counted, by an id that is the same in every release. Never published.
    tables
        Question to the table published for it.
    """

    name: str
    population: frozenset[str]
    tables: Mapping[str, ProtectedTable]


def guard_release(previous: Sequence[Release], new: Release, policy: DisclosurePolicy | None = None) -> None:
    """Refuse a release whose difference from earlier ones would tell about a small group.

    The counts of two releases on the same question can be subtracted: what is left counts those who
    are in one population and not in the other. Rounding does not save them (20 that becomes 25
    tells that a newcomer is among them). So for each question the new population is combined with
    up to three earlier ones, each added or subtracted, and the release is refused when a combination
    concerns at least one and at most ``count_threshold`` people. It is refused as well when the
    same population's table is published again in another form, because two forms can be laid over
    each other.

    Raises
    ------
    KithError
        ``publishing.differencing`` or ``publishing.republished`` for each question that is revealed.
    """
    policy = policy or DisclosurePolicy()
    faults = Faults()
    for question, table in new.tables.items():
        earlier = [release for release in previous if question in release.tables]
        for release in earlier:
            if release.population == new.population and release.tables[question] != table:
                faults.add("publishing.republished", Where(key=question), earlier=release.name)
        for revealing in _revealing(earlier, new, policy):
            faults.add(
                "publishing.differencing",
                Where(key=question),
                earlier=", ".join(release.name for release in revealing),
                threshold=policy.count_threshold,
            )
    faults.raise_if_any()


def _revealing(
    earlier: Sequence[Release], new: Release, policy: DisclosurePolicy
) -> Iterator[tuple[Release, ...]]:
    """The smallest sets of earlier releases that, with the new one, single out a small group."""
    members, new_member = _membership(earlier, new)
    found: list[set[int]] = []
    for size in range(1, min(COMBINED, len(earlier)) + 1):
        for chosen in combinations(range(len(earlier)), size):
            if any(smaller <= set(chosen) for smaller in found):
                continue
            if _singles_out(members[list(chosen)], new_member, policy.count_threshold):
                found.append(set(chosen))
                yield tuple(earlier[place] for place in chosen)


def _membership(
    earlier: Sequence[Release], new: Release
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]]:
    people = sorted(frozenset().union(new.population, *(release.population for release in earlier)))
    members = np.array([[person in release.population for person in people] for release in earlier], np.int8)
    return members, np.array([person in new.population for person in people], np.int8)


def _singles_out(chosen: npt.NDArray[np.int8], new_member: npt.NDArray[np.int8], threshold: int) -> bool:
    for signs in product((1, -1), repeat=len(chosen)):
        left = new_member + np.array(signs, np.int8) @ chosen
        if 1 <= np.count_nonzero(left) <= threshold:
            return True
    return False

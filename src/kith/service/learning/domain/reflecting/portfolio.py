"""A person's portfolio of one programme: what they chose, by dimension, what is still open, and their hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kith.programmes.learning import Dimension, Framework
from kith.service.cohorts.models import Place
from kith.service.learning.domain.meeting.dose import Dose, dose_of_place
from kith.service.learning.domain.reflecting.certificates import certificate_of
from kith.service.learning.domain.reflecting.evidence import frameworks_of
from kith.service.learning.models import Certificate, Evidence


@dataclass(frozen=True, slots=True)
class Shelf:
    """What speaks to one dimension; empty where nothing does yet."""

    key: str
    dimension: Dimension
    pieces: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Shelves:
    framework: Framework
    dimensions: tuple[Shelf, ...]

    @property
    def open(self) -> tuple[Shelf, ...]:
        return tuple(one for one in self.dimensions if not one.pieces)


@dataclass(frozen=True, slots=True)
class Portfolio:
    place: Place
    pieces: tuple[Evidence, ...]
    frameworks: tuple[Shelves, ...]
    rest: tuple[Evidence, ...]
    """What was mapped to nothing that the programme's framework has."""
    dose: Dose
    certificate: Certificate | None


def evidence_of(place: Place) -> list[Evidence]:
    """The person's pieces in this cohort, in the order they were chosen, with what they were made from."""
    rows = Evidence.objects.filter(person_id=place.person_id, cohort_id=place.cohort_id)
    return list(rows.select_related("reflection", "goal", "meeting", "event", "file"))


def portfolio_of(place: Place) -> Portfolio:
    """Four queries, however much there is."""
    pieces = evidence_of(place)
    frameworks = tuple(_shelves(one, pieces) for one in frameworks_of(place.cohort))
    mapped = {piece.pk for one in frameworks for shelf in one.dimensions for piece in shelf.pieces}
    return Portfolio(
        place,
        tuple(pieces),
        frameworks,
        tuple(piece for piece in pieces if piece.pk not in mapped),
        dose_of_place(place),
        certificate_of(place),
    )


def _shelves(framework: Framework, pieces: Sequence[Evidence]) -> Shelves:
    keys = [(f"{framework.key}:{one.key}", one) for one in framework.dimensions]
    return Shelves(
        framework,
        tuple(
            Shelf(key, one, tuple(piece for piece in pieces if key in piece.dimensions)) for key, one in keys
        ),
    )

"""What an exchange gives back: the thing itself, and what could not come along."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from kith.foundation.faults import Fault, Parameter, Where

T_co = TypeVar("T_co", covariant=True)


class Format(StrEnum):
    """What a questionnaire can be written as and read from. The value is what ``--to`` takes."""

    KITH = "toml"
    JSON = "json"
    XLSFORM = "xlsx"
    XLSFORM_CSV = "csv"
    XLSFORM_MD = "md"
    FHIR = "fhir"


@dataclass(frozen=True, slots=True)
class Loss(Fault):
    """One thing that the other format has no place for, with where it stood.

    ``kept`` says that it stands in Kith's own columns or extensions: Kith reads it back, other tools
    pass over it. Its sentence stands in the catalogue, as a fault's does.
    """

    kept: bool = False


@dataclass(frozen=True, slots=True)
class Carried(Generic[T_co]):
    """What was carried over, and what was not. Nothing is lost without a :class:`Loss`."""

    value: T_co
    lost: tuple[Loss, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether Kith would read back all that it wrote."""
        return all(loss.kept for loss in self.lost)


def loss(code: str, where: Where | None = None, *, kept: bool = False, **params: Parameter) -> Loss:
    return Loss(code, where or Where(), MappingProxyType(params), kept)

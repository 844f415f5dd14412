"""Questionnaires in and out of files, with what cannot be carried said before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.foundation.faults import Fault, KithError
from kith.foundation.messages import sentence
from kith.questionnaires.exchange import Format, Loss, read_form, write_form
from kith.questionnaires.types import Instrument
from kith.service.surveys.domain.instruments import MOST_BYTES


@dataclass(frozen=True, slots=True)
class Kind:
    format: Format
    name: str | Promise
    ending: str
    content_type: str


KINDS = {
    "toml": Kind(Format.KITH, gettext_lazy("Kith’s own file (TOML)"), ".toml", "application/toml"),
    "xlsform": Kind(
        Format.XLSFORM,
        gettext_lazy("XLSForm, for survey tools that collect on phones"),
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "fhir": Kind(
        Format.FHIR,
        gettext_lazy("FHIR Questionnaire, for health records"),
        ".fhir.json",
        "application/fhir+json",
    ),
}


@dataclass(frozen=True, slots=True)
class Losses:
    """``lost`` is gone; ``kept`` only Kith reads back, and other tools pass over it."""

    lost: list[str]
    kept: list[str]


@dataclass(frozen=True, slots=True)
class Read:
    instrument: Instrument
    lost: list[str]


@dataclass(frozen=True, slots=True)
class File:
    """A file that a version can be had as, and what it would not carry."""

    key: str
    name: str
    losses: Losses
    content: bytes = b""
    content_type: str = ""
    ending: str = ""


def read(content: bytes, name: str) -> Read:
    """Raises KithError with everything that is wrong with the file."""
    if len(content) > MOST_BYTES:
        params = {"kilobytes": len(content) // 1000, "limit": MOST_BYTES // 1000}
        raise KithError(Fault("surveys.instrument_too_large", params=params))
    carried = read_form(content, name)
    return Read(carried.value, _said(carried.lost).lost)


def written(instrument: Instrument, key: str) -> File | None:
    kind = KINDS.get(key)
    if kind is None:
        return None
    carried = write_form(instrument, kind.format)
    return File(key, str(kind.name), _said(carried.lost), carried.value, kind.content_type, kind.ending)


def files_of(instrument: Instrument) -> list[File]:
    """Every format with what it would lose of this questionnaire."""
    return [file for key in KINDS if (file := written(instrument, key)) is not None]


def _said(losses: tuple[Loss, ...]) -> Losses:
    lost, kept = (
        list(dict.fromkeys(sentence(loss, _) for loss in losses if loss.kept is is_kept))
        for is_kept in (False, True)
    )
    return Losses(lost, kept)

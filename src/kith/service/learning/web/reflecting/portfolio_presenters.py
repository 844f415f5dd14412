"""What the portfolio's page shows: pieces by dimension, what is still open, hours and the certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.learning.domain.reflecting.portfolio import Portfolio, Shelves
from kith.service.learning.models import Evidence
from kith.service.learning.web.reflecting import hours
from kith.service.learning.web.reflecting.source_words import made_from
from kith.service.ui.web.wording import day, in_language


@dataclass(frozen=True, slots=True)
class Piece:
    title: str
    made_from: str
    note: str
    file_href: str
    change_href: str
    remove_href: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A dimension with something on it."""

    name: str
    gloss: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    name: str
    about: str
    headings: tuple[Heading, ...]
    open: tuple[str, ...]


def page(portfolio: Portfolio) -> dict[str, Any]:
    place = portfolio.place
    certificate = portfolio.certificate
    facts = []
    if certificate is not None:
        facts = [(_("Issued on"), day(certificate.issued_at)), (_("Code"), certificate.code)]
    return {
        "mine": place,
        "cohort": place.cohort,
        "is_open": place.cohort.is_open,
        "frameworks": [_framework(portfolio, one) for one in portfolio.frameworks],
        "rest": [_piece(portfolio, one) for one in portfolio.rest],
        "is_empty": not portfolio.pieces,
        "hours_heads": hours.heads(),
        "hours_rows": hours.rows_of_dose(definition_of(place.cohort), portfolio.dose),
        "certificate": facts,
        "certificate_href": reverse("learning:certificate_pdf", args=[place.pk]),
        "add_href": reverse("learning:add_evidence", args=[place.pk]),
        "pdf_href": reverse("learning:portfolio_pdf", args=[place.pk]),
        "data_href": reverse("learning:portfolio_data", args=[place.pk]),
        "here": "home",
    }


def _framework(portfolio: Portfolio, shelves: Shelves) -> Framework:
    framework = shelves.framework
    words = {"owner": framework.owner, "version": framework.version}
    return Framework(
        in_language(framework.name),
        _("Dimensions by name only: the framework itself is its owner’s (%(owner)s, %(version)s).") % words,
        tuple(
            Heading(
                in_language(shelf.dimension.name),
                in_language(shelf.dimension.gloss) if shelf.dimension.gloss else "",
                tuple(_piece(portfolio, one) for one in shelf.pieces),
            )
            for shelf in shelves.dimensions
            if shelf.pieces
        ),
        tuple(in_language(shelf.dimension.name) for shelf in shelves.open),
    )


def _piece(portfolio: Portfolio, piece: Evidence) -> Piece:
    given = [portfolio.place.pk, piece.pk]
    return Piece(
        piece.title,
        made_from(piece),
        piece.note,
        reverse("learning:evidence_file", args=given) if piece.file_id else "",
        reverse("learning:change_evidence", args=given),
        reverse("learning:remove_evidence", args=given),
    )

"""What leaves the house with the person: their certificate and their portfolio, as PDF and as data."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from kith.foundation.provenance import provenance
from kith.publishing.certificate import Certificate as Paper
from kith.publishing.certificate import render_certificate
from kith.publishing.model import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Column,
    Paragraph,
    Report,
    Section,
    Table,
)
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.links import absolute
from kith.service.learning.domain.reflecting.certificates import hours_of
from kith.service.learning.domain.reflecting.portfolio import Portfolio, Shelves
from kith.service.learning.models import Certificate, Evidence
from kith.service.learning.web.reflecting import hours
from kith.service.learning.web.reflecting.source_words import made_from
from kith.service.ui.web.wording import day, in_language, span
from kith.tables.writing import write_csv

STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip's own zero: the same portfolio gives the same bytes."""


def certificate_pdf(certificate: Certificate) -> bytes:
    """In the holder's language, whoever asks for it."""
    place = certificate.place
    with translation.override(place.person.language):
        return render_certificate(_paper(certificate))


def _paper(certificate: Certificate) -> Paper:
    place, cohort = certificate.place, certificate.place.cohort
    definition = definition_of(cohort)
    role = next((one for one in definition.roles if one.key == place.side), None)
    facts = [
        (_("Programme"), in_language(definition.name)),
        (_("Cohort"), cohort.name),
        (_("From and until"), span(cohort.starts_on, cohort.ends_on)),
        (_("Taking part as"), in_language(role.name) if role else place.side),
        (_("Issued on"), day(certificate.issued_at)),
    ]
    address = absolute(reverse("learning:check_certificate", args=[certificate.code]))
    notes = [
        _(
            "Hours are those that were written down by the day of issue. A certificate says nothing about marks or grades."
        )
    ]
    if certificate.reason:
        notes.append(_("Note: %(reason)s") % {"reason": certificate.reason})
    notes.append(
        _("To check that this certificate is genuine, go to %(address)s (code %(code)s).")
        % {"address": address, "code": certificate.code}
    )
    return Paper(
        language=get_language() or "en",
        title=_("Certificate"),
        organisation=cohort.organisation.name,
        opening=_("This is to certify that"),
        holder=place.person.name,
        statement=_("took part in the programme below."),
        facts=tuple(facts),
        table_title=_("What was done, by kind"),
        heads=hours.heads(),
        rows=hours.rows(definition, certificate.hours),
        notes=tuple(notes),
        created=certificate.issued_at,
    )


def portfolio_pdf(portfolio: Portfolio) -> bytes:
    from kith.publishing.pdf import render_pdf

    return render_pdf(_report(portfolio), translate=gettext)


def _report(portfolio: Portfolio) -> Report:
    place = portfolio.place
    sections = [_framework(one) for one in portfolio.frameworks]
    if portfolio.rest:
        blocks = tuple(block for piece in portfolio.rest for block in _piece(piece))
        title = _("Other evidence") if sections else _("Evidence")
        sections.append(Section("other", title, blocks))
    done = hours.rows_of_dose(definition_of(place.cohort), portfolio.dose)
    if done:
        columns = tuple(Column(head) for head in hours.heads())
        sections.append(Section("hours", _("Hours"), (Table(_("What was done, by kind"), columns, done),)))
    return Report(
        title=_("Portfolio of %(name)s") % {"name": place.person.name},
        subtitle=place.cohort.name,
        language=get_language() or "en",
        created=timezone.now(),
        provenance=provenance("learning.portfolio", inputs={}),
        summary=(
            Paragraph(_("What I chose to show of what I learned and did. Nobody else added or judged it.")),
        ),
        sections=tuple(sections),
    )


def _framework(shelves: Shelves) -> Section:
    framework = shelves.framework
    inside = []
    for number, shelf in enumerate(shelves.dimensions, start=1):
        if shelf.pieces:
            blocks: list[Block] = []
            if shelf.dimension.gloss:
                blocks.append(Paragraph(in_language(shelf.dimension.gloss)))
            for piece in shelf.pieces:
                blocks += _piece(piece)
            inside.append(
                Section(f"{framework.key}-{number}", in_language(shelf.dimension.name), tuple(blocks))
            )
    words = {"owner": framework.owner, "version": framework.version}
    about: list[Block] = [
        Paragraph(
            _("Dimensions by name only: the framework itself is its owner’s (%(owner)s, %(version)s).")
            % words
        )
    ]
    if shelves.open:
        lead = _("Nothing chosen yet for these, which is no fault:")
        about.append(BulletList(tuple(in_language(one.dimension.name) for one in shelves.open), lead))
    return Section(framework.key, in_language(framework.name), tuple(about), tuple(inside))


def _piece(piece: Evidence) -> list[Block]:
    texts = [one for one in (made_from(piece), piece.note, _words_of(piece)) if one]
    return [Callout(CalloutKind.INSET, tuple(texts) or (piece.title,), piece.title)]


def _words_of(piece: Evidence) -> str:
    """The reflection itself goes with it: the person chose it, and the paper is theirs."""
    if piece.reflection is not None:
        return piece.reflection.text
    return piece.goal.words if piece.goal is not None else ""


def portfolio_zip(portfolio: Portfolio) -> bytes:
    """``portfolio.json`` with everything and ``evidence.csv`` for a spreadsheet, with ``hours.csv``."""
    rows = [_row(piece) for piece in portfolio.pieces]
    heads = ("chosen_on", "title", "made_from", "note", "words", "dimensions", "file")
    definition = definition_of(portfolio.place.cohort)
    done = hours_of(portfolio.dose)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("portfolio.json", _json(portfolio, rows, done)),
            (
                "evidence.csv",
                write_csv(
                    heads,
                    [[*list(row.values())[:5], "; ".join(row["dimensions"]), row["file"]] for row in rows],
                ),
            ),
            ("hours.csv", write_csv(hours.heads(), hours.rows(definition, done))),
        ):
            archive.writestr(zipfile.ZipInfo(name, STAMP), content)
    return out.getvalue()


def _row(piece: Evidence) -> dict[str, Any]:
    return {
        "chosen_on": timezone.localdate(piece.created_at).isoformat(),
        "title": piece.title,
        "made_from": made_from(piece),
        "note": piece.note,
        "words": _words_of(piece),
        "dimensions": piece.dimensions,
        "file": piece.file.name if piece.file else "",
    }


def _json(portfolio: Portfolio, rows: list[dict[str, Any]], done: list[dict[str, Any]]) -> bytes:
    place = portfolio.place
    told = {
        "format_version": 1,
        "name": place.person.name,
        "programme": definition_of(place.cohort).key,
        "cohort": place.cohort.name,
        "side": place.side,
        "frameworks": [
            {
                "key": one.framework.key,
                "version": one.framework.version,
                "dimensions": [shelf.key for shelf in one.dimensions],
            }
            for one in portfolio.frameworks
        ],
        "evidence": rows,
        "hours": done,
        "certificate": portfolio.certificate.code if portfolio.certificate else None,
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()

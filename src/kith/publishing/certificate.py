"""A certificate on one sheet: a tagged PDF (PDF/UA-1) that a screen reader reads in order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from kith.foundation.faults import Fault, KithError
from kith.publishing.clean import cleaned
from kith.publishing.pdf import CHINESE, CHINESE_FONTS, LATIN_FONTS, STANDARD


@dataclass(frozen=True, slots=True)
class Certificate:
    """Every text is already words in ``language`` (a BCP 47 tag).

    Parameters
    ----------
    title, holder, opening, statement
        "Certificate", whose it is, and the sentences before and after the name.
    facts
        Term and value, in order.
    table_title, heads, rows
        A table of texts under a heading; no table when there are no rows.
    notes
        Small print: how to check it.
    created
        When it was issued, with a time zone: the same certificate gives the same bytes.
    """

    language: str
    title: str
    organisation: str
    opening: str
    holder: str
    statement: str
    facts: tuple[tuple[str, str], ...]
    table_title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    created: datetime

    def __post_init__(self) -> None:
        if not (self.title and self.holder and self.language):
            raise ValueError("a certificate needs a title, a holder and a language")
        if self.created.tzinfo is None:
            raise ValueError("a certificate's moment of issue needs a time zone")
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError("each row of a certificate's table has a cell for each heading")


def render_certificate(certificate: Certificate, *, font_paths: Sequence[Path] = ()) -> bytes:
    """The certificate as PDF/UA-1, A4.

    The words reach the typesetter as data, so nothing in them is obeyed as a command.

    Raises
    ------
    KithError
        ``publishing.no_chinese_font`` when the text has Chinese and no Chinese font is there.
    """
    import typst

    fonts = typst.Fonts(font_paths=[str(path) for path in font_paths])
    families = frozenset(fonts.families())
    language, _, region = certificate.language.lower().partition("-")
    payload = json.dumps(
        {
            **asdict(cleaned(certificate)),
            "created": "",
            "fonts": [name for name in (*LATIN_FONTS, *CHINESE_FONTS) if name in families],
            "lang": language,
            "region": {"hans": "CN", "hant": "TW"}.get(region, "GB"),
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    if CHINESE.search(payload) and not families.intersection(CHINESE_FONTS):
        raise KithError(Fault("publishing.no_chinese_font"))
    return typst.compile(
        files("kith.publishing").joinpath("templates/certificate.typ").read_bytes(),
        format="pdf",
        font_paths=fonts,
        sys_inputs={"certificate": payload},
        pdf_standards=STANDARD,
        timestamp=int(certificate.created.timestamp()),
    )

"""A questionnaire on paper: one tagged PDF (PDF/UA-1) with a cover slip and a sheet for each person."""

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

SIZE, LARGE = 11.0, 18.0
"""Points. The larger is what UK guidance calls large print: 16 to 18."""


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """``options`` are boxes to tick; without any there are ``lines`` to write on. ``when`` says who answers it."""

    label: str
    hint: str = ""
    when: str = ""
    options: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class PaperPage:
    title: str
    intro: str
    when: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What one person gets. The name stands on the cover slip only, the code on the sheet only.

    Parameters
    ----------
    language
        BCP 47 tag; every text is already words in it.
    cover
        Sentences on the slip.
    code
        As it is printed on every page, with the words before it.
    opening
        Who asks, why, how long it takes, who sees what.
    consents
        Questions about the use of the answers, before all others.
    """

    language: str
    organisation: str
    name: str
    cover_title: str
    cover: tuple[str, ...]
    code: str
    title: str
    opening: tuple[str, ...]
    consents: tuple[PaperQuestion, ...]
    pages: tuple[PaperPage, ...]
    closing: str


def render_paper(
    title: str,
    sheets: Sequence[PaperSheet],
    *,
    created: datetime,
    is_large: bool = False,
    font_paths: Sequence[Path] = (),
) -> bytes:
    """The sheets as PDF/UA-1, A4, each with its slip on a leaf of its own, so that both sides may be printed on.

    Raises
    ------
    KithError
        ``publishing.no_chinese_font`` when the text has Chinese and no Chinese font is there.
    """
    import typst

    if not sheets:
        raise ValueError("a print of no sheets")
    fonts = typst.Fonts(font_paths=[str(path) for path in font_paths])
    families = frozenset(fonts.families())
    language, _, region = sheets[0].language.lower().partition("-")
    payload = json.dumps(
        {
            "title": title,
            "sheets": [_sheet(sheet) for sheet in sheets],
            "size": LARGE if is_large else SIZE,
            "fonts": [name for name in (*LATIN_FONTS, *CHINESE_FONTS) if name in families],
            "lang": language,
            "region": _region(region),
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    if CHINESE.search(payload) and not families.intersection(CHINESE_FONTS):
        raise KithError(Fault("publishing.no_chinese_font"))
    return typst.compile(
        files("kith.publishing").joinpath("templates/paper_form.typ").read_bytes(),
        format="pdf",
        font_paths=fonts,
        sys_inputs={"paper": payload},
        pdf_standards=STANDARD,
        timestamp=int(created.timestamp()),
    )


def _sheet(sheet: PaperSheet) -> dict[str, object]:
    language, _, region = sheet.language.lower().partition("-")
    return {**asdict(cleaned(sheet)), "lang": language, "region": _region(region)}


def _region(region: str) -> str:
    return {"hans": "CN", "hant": "TW"}.get(region, "GB")

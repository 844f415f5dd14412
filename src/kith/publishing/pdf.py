"""A report as a tagged PDF (PDF/UA-1) that a screen reader reads in order and a board can print."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

from kith.foundation.faults import Fault, KithError
from kith.foundation.messages import Translate, gettext_noop
from kith.publishing.blocks import Figure
from kith.publishing.charts import draw
from kith.publishing.clean import cleaned
from kith.publishing.model import Report
from kith.publishing.svg import natural_size
from kith.publishing.tree import Node, Tree
from kith.publishing.voice import Voice

STANDARD: Final = "ua-1"
LATIN_FONTS = ("Arial", "Liberation Sans", "DejaVu Sans")
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
)
CHINESE = re.compile(
    "[\u2e80-\u2fdf\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
POINTS_A_PIXEL = 0.75
WIDEST, TALLEST = 465.0, 600.0  # points between the margins, with room for the heading and the basis


def render_pdf(
    report: Report, *, translate: Translate = gettext_noop, font_paths: Sequence[Path] = ()
) -> bytes:
    """The report as PDF/UA-1: cover, one-page summary, contents, sections, how it was made.

    The words reach the typesetter as data, so nothing in them is obeyed as a command. The same
    report and fonts give the same bytes: the PDF's date is the report's ``created``. A
    character that no font on this computer has is printed as an empty box.

    Parameters
    ----------
    report
        What to print.
    translate
        Turns the catalogue's English into the report's language.
    font_paths
        Folders with fonts, beside those of the computer.

    Raises
    ------
    KithError
        ``publishing.no_chinese_font`` when the text has Chinese and no Chinese font is there.
    """
    import typst

    fonts = typst.Fonts(font_paths=[str(path) for path in font_paths])
    families = frozenset(fonts.families())
    payload = json.dumps(_payload(cleaned(report), translate, families), ensure_ascii=False, sort_keys=True)
    if CHINESE.search(payload) and not families.intersection(CHINESE_FONTS):
        raise KithError(Fault("publishing.no_chinese_font"))
    return typst.compile(
        files("kith.publishing").joinpath("templates/report.typ").read_bytes(),
        format="pdf",
        font_paths=fonts,
        sys_inputs={"report": payload},
        pdf_standards=STANDARD,
        timestamp=int(report.created.timestamp()),
    )


def _payload(report: Report, translate: Translate, families: frozenset[str]) -> Node:
    voice = Voice(report.language, translate)
    language, _, region = report.language.lower().partition("-")
    return {
        **Tree(voice, _picture, "report", on_paper=True).report(report),
        "page_of": voice.say("page_of", page="{page}", pages="{pages}"),
        "fonts": [name for name in (*LATIN_FONTS, *CHINESE_FONTS) if name in families],
        "lang": language,
        "region": {"hans": "CN", "hant": "TW"}.get(region, region.upper() if len(region) == 2 else "GB"),
    }


def _picture(figure: Figure, key: str) -> Node:
    svg = draw(figure.chart, title=figure.finding, alternative=figure.alternative, key=key)
    wide, tall = (size * POINTS_A_PIXEL for size in natural_size(svg))
    return {"svg": svg, "width": wide * min(1.0, WIDEST / wide, TALLEST / tall)}

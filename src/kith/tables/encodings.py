"""Bytes to text: what UTF-8 is not, an old spreadsheet program wrote.

A guess from letter frequencies fails on a short list of names: tried on "Zoë, Køge", a general
detector said Central European and read ř for ø. So the rule is plain: a mark at the start says it; else
UTF-8 if it fits; else UTF-16 by its zero bytes; else GB 18030 if the high bytes come in the pairs of
Chinese characters; else Windows-1252. The last two are guesses, and the table's notes say so.
"""

from __future__ import annotations

import codecs
import re

from kith.foundation.faults import KithError, Where
from kith.tables.types import Note, fault, note

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
HIGH = re.compile(rb"[\x80-\xff]")
# GB 2312 puts hanzi and their punctuation in pairs of bytes from A1 on. In Western text two such
# bytes seldom stand side by side.
HANZI_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
CHINESE_SHARE = 0.8
NAMES = {"cp1252": "Windows-1252", "gb18030": "GB 18030"}
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
MOST_CONTROLS = 0.01  # a stray one comes from an old program; more than that is no text
SAMPLE = 4_096


def decode(content: bytes, where: Where, encoding: str | None = None) -> tuple[str, list[Note]]:
    """The text of a file and a note if its encoding was guessed.

    Raises KithError if the bytes do not fit ``encoding`` (or any that we know), or are not text.
    """
    if encoding is not None:
        return _strictly(content, encoding, where), []
    for mark, marked in MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], marked, where), []
    for candidate in ("utf-8", _wide(content)):
        try:
            if candidate:
                return _as_text(content.decode(candidate), where), []
        except UnicodeDecodeError:
            continue
    _refuse_mixture(content, where)
    guess = "gb18030" if _looks_chinese(content) else "cp1252"
    named = NAMES.get(guess, guess)
    return _strictly(content, guess, where), [note("tables.encoding_guessed", where, encoding=named)]


def _strictly(content: bytes, encoding: str, where: Where) -> str:
    try:
        return _as_text(content.decode(encoding), where)
    except (UnicodeDecodeError, LookupError) as error:
        named = NAMES.get(encoding, encoding)
        raise KithError(fault("tables.encoding_unknown", where, encoding=named)) from error


def _as_text(text: str, where: Where) -> str:
    tidied, controls = CONTROLS.subn("", text)
    if controls > MOST_CONTROLS * len(text):
        raise KithError(fault("tables.is_not_text", where))
    return tidied


def _refuse_mixture(content: bytes, where: Where) -> None:
    """A file put together from two programs': UTF-8 with a few letters of another encoding.

    Read as Windows-1252 it would spoil all the right letters (Ã© for é) to save the wrong ones.
    """
    text = content.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - wrong
    if right >= 2 * wrong:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise KithError(fault("tables.encoding_mixed", Where(file=where.file, line=line)))


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: mostly plain letters leave a zero in every second byte."""
    sample = content[:SAMPLE]
    if len(content) % 2 or not sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and not odd else None


def _looks_chinese(content: bytes) -> bool:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    high = len(HIGH.findall(content))
    return 2 * len(HANZI_PAIR.findall(content)) >= CHINESE_SHARE * high

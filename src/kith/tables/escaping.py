"""Cells that a spreadsheet would take for a formula.

A CSV cell that begins with = + - @ is run by Excel when someone opens an export, so a person could put a
formula in their own name and have it run on a lead's machine. On the way out such text gets an
apostrophe in front, as OWASP advises; numbers (-3.5) and telephone numbers (+44 20 7946 0958) do not
need one, for they can call nothing. On the way in our own apostrophe is taken off again, so that a round
trip changes nothing. The full-width signs are run by East Asian versions of Excel.

References: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re

_STARTERS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_DANGEROUS = re.compile(f"'*\\s*[{_STARTERS}]")
_ESCAPED = re.compile(f"''*\\s*[{_STARTERS}]")
# One sign, then digits with the marks of a number or a telephone number. No second sign: Excel works
# out +44-20-79, which is harmless and no longer a telephone number.
_HARMLESS = re.compile(r"[+-]?[\d(][\d\s().,]*%?|[+-]?\d+(\.\d+)?[eE][+-]?\d{1,3}")


def neutralise(text: str) -> str:
    """Text that no spreadsheet runs as a formula.

    >>> neutralise("=HYPERLINK(A1)"), neutralise("+44 20 7946 0958"), neutralise("-3.5"), neutralise("Ann")
    ("'=HYPERLINK(A1)", '+44 20 7946 0958', '-3.5', 'Ann')
    """
    if not _DANGEROUS.match(text) or _HARMLESS.fullmatch(text):
        return text
    return "'" + text


def restore(text: str) -> str:
    """The text that :func:`neutralise` was given.

    >>> restore("'=HYPERLINK(A1)"), restore("'tis")
    ('=HYPERLINK(A1)', "'tis")
    """
    return text[1:] if _ESCAPED.match(text) else text

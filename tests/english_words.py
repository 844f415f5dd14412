"""English words that are left on a page which should be in Chinese."""

import re
from html.parser import HTMLParser

NAMES = frozenset(("Kith", "NHS", "PDF", "ZIP", "PIN", "AA", "Cookie", "English", "Europe", "London"))
"""Names of things and, in the way out for who cannot read Chinese, of the other language."""
OF_METHODS = frozenset(
    (
        *(
            "Holm",
            "Kerby",
            "Hodges",
            "Lehmann",
            "BCa",
            "Bonett",
            "Wilcoxon",
            "Pratt",
            "Clopper",
            "Pearson",
            "g_av",
            "d_z",
        ),
        *("kith", "evaluation", "change", "numpy", "scipy", "data", "plan", "contributors", "MIT"),
    )
)
"""On a report: who worked out a method, whose questionnaire it is, and what computed it."""
ADDRESS = re.compile(r"\S+@\S+\w|\b[0-9a-f]{64}\b|\b[A-Z2-7]{32}\b")
LATIN = re.compile(r"[A-Za-z][A-Za-z_'’]+")


class Page(HTMLParser):
    """Everything on a page that is read, aloud too. Choices of a time zone are names in every language."""

    SILENT = ("script", "style", "option")
    SPOKEN = ("alt", "aria-label", "placeholder", "title")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._silent += tag in self.SILENT
        self.texts += [value for name, value in attrs if name in self.SPOKEN and value]

    def handle_endtag(self, tag):
        self._silent -= tag in self.SILENT

    def handle_data(self, data):
        if not self._silent:
            self.texts.append(data)

    def english(self, allowed: frozenset[str]) -> list[str]:
        words = (word for text in self.texts for word in LATIN.findall(ADDRESS.sub("", text)))
        return sorted({word for word in words if word not in allowed})

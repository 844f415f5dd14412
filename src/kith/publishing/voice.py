"""The words that the pages add to the report's own, in the report's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.foundation.messages import Translate, words
from kith.foundation.provenance import Provenance
from kith.publishing.blocks import Basis, Suppressed

PAGE_WORDS = (
    "back",
    "contents",
    "summary",
    "skip",
    "show_numbers",
    "chart_in_words",
    "nothing",
    "important",
    "note",
    "colon",
    "provenance",
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the catalogue's words for reports. ``language`` is the report's BCP 47 tag."""

    language: str
    translate: Translate

    def say(self, code: str, **params: object) -> str:
        """The words of ``publishing.page.<code>``."""
        return words(f"publishing.page.{code}", params, self.translate)

    def page_words(self) -> dict[str, str]:
        """The words that need no parameter, by name."""
        return {code: self.say(code) for code in PAGE_WORDS}

    def withheld(self, cell: Suppressed) -> str:
        """A number that is kept back, as it is read."""
        return self.say("not_shown", reason=cell.reason)

    def basis(self, basis: Basis) -> list[str]:
        """What a number stands on: how many, how it was worked out, how sure we are."""
        if isinstance(basis.n, Suppressed):
            said = [self.say("based_on_hidden", who=basis.who, reason=basis.n.reason)]
        else:
            said = [self.say("based_on", n=basis.n, who=basis.who)]
        said.append(self.say("how", how=basis.how))
        if basis.uncertainty:
            said.append(self.say("uncertainty", uncertainty=basis.uncertainty))
        return said

    def provenance(self, made: Provenance) -> list[tuple[str, str]]:
        """From what and with what a report was made: each fact's name and the fact."""
        seed = self.say("no_seed") if made.seed is None else str(made.seed)
        return [
            (self.say("method"), made.method),
            (self.say("seed"), seed),
            *((self.say("input", name=name), value) for name, value in sorted(made.inputs.items())),
            *((self.say("version", name=name), value) for name, value in sorted(made.versions.items())),
        ]

    def date(self, moment: datetime) -> str:
        """The day in words: "22 November 2026"."""
        from babel import Locale
        from babel.core import UnknownLocaleError
        from babel.dates import format_date

        try:
            locale = Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError):
            locale = Locale("en", "GB")
        if locale.language == "en" and locale.territory is None:
            locale = Locale("en", "GB")
        return str(format_date(moment, format="long", locale=locale))

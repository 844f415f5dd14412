"""What the rules make impossible, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from kith.foundation.messages import Translate, gettext_noop, words
from kith.matching.clashes import LOCKS, Alone, Clash, Clashes
from kith.matching.describe import spoken
from kith.matching.engines import RuleWords


def clash_words(
    found: Clashes,
    rules: Sequence[RuleWords],
    *,
    names: Mapping[tuple[str, str], str] | None = None,
    most: int | None = None,
    translate: Translate = gettext_noop,
) -> Iterator[str]:
    """A line for everything that the rules make impossible; one line saying so where that is nothing.

    Parameters
    ----------
    rules
        The rules as their engine says them.
    names
        What people are called, by side and id; their id where there is no name.
    most
        How many people are spoken of one by one.
    """
    phrases = {rule.key: f"“{words(rule.says.code, rule.says.params, translate)}”" for rule in rules}
    phrases[LOCKS] = f"“{words('matching.clash.locks', {}, translate)}”"
    speech = _Speech(phrases, names or {}, translate)
    for clash in found.nobody:
        yield speech.of_all("nobody", clash)
    for clash in found.together:
        yield speech.of_all("together", clash)
    shown = found.alone if most is None else found.alone[:most]
    for one in shown:
        yield " ".join(speech.of_one(one))
    more = found.more + len(found.alone) - len(shown)
    if more:
        yield words("matching.clash.more", {"more": more}, translate)
    if not found:
        yield words("matching.clash.none", {}, translate)


class _Speech:
    def __init__(
        self, phrases: Mapping[str, str], names: Mapping[tuple[str, str], str], translate: Translate
    ) -> None:
        self._phrases, self._names, self._translate = phrases, names, translate

    def of_all(self, what: str, clash: Clash) -> str:
        return self._said(f"matching.clash.{what}", clash)

    def of_one(self, one: Alone) -> Iterator[str]:
        what = "alone" if one.needed == 1 else "too_few"
        called = self._names.get((one.side, one.id), one.id)
        for clash in one.clashes:
            yield self._said(
                f"matching.clash.{what}",
                clash,
                id=called,
                side=one.side,
                people=one.people,
                needed=one.needed,
            )
        for rule, attribute in one.blank:
            params = {"rule": self._phrases.get(rule, rule), "attribute": spoken(attribute)}
            yield words("matching.unmatched.value_missing", params, self._translate)
        for rule, left in one.freed:
            without = {"rule": self._phrases.get(rule, rule), "left": left}
            yield words("matching.clash.freed", without, self._translate)
        if not one.freed:
            yield words("matching.clash.not_freed", {}, self._translate)

    def _said(self, code: str, clash: Clash, **params: object) -> str:
        phrases = [self._phrases.get(rule, rule) for rule in clash.rules]
        rules = reduce(self._and, phrases)
        size = "one" if len(phrases) == 1 else "some"
        return words(f"{code}.{size}", params | {"rules": rules}, self._translate)

    def _and(self, first: str, second: str) -> str:
        return words("matching.clash.and", {"first": first, "second": second}, self._translate)

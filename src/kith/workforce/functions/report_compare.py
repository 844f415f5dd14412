"""Two countries side by side, disagreements first."""

from __future__ import annotations

from kith.publishing.blocks import Basis, Cell, Finding, Paragraph, Table
from kith.publishing.model import Section
from kith.workforce.functions.protecting import View, side_by_side
from kith.workforce.functions.report_words import Words
from kith.workforce.functions.results import Compared, Difference
from kith.workforce.speaking import number


def compare_section(words: Words, compared: Compared, there: View) -> Section:
    """Each function on both sides, the difference with its interval, and who leads it."""
    code = "compare_rates" if compared.populations else "compare_fte"
    people = compared.populations or (0, 0)
    intro = words.say(
        code,
        here=compared.here.name,
        there=compared.there.name,
        first=number(people[0], 0),
        second=number(people[1], 0),
    )
    columns = words.speaker.columns(
        "function",
        "verdict",
        "here",
        "there",
        "difference",
        "range",
        "leads_here",
        "leads_there",
        words_first=2,
    )
    rows = tuple(
        _row(words, each, there, is_kept=kept) for each, kept in side_by_side(compared, words.view, there)
    )
    caption = words.say("compare_table", here=compared.here.name, there=compared.there.name)
    return Section("compare", words.say("compare"), (Paragraph(intro), Table(caption, columns, rows)))


def _row(words: Words, each: Difference, there: View, *, is_kept: bool) -> tuple[Cell, ...]:
    leads = (_led(words, each.leads_here), _led(words, each.leads_there))
    name = words.function(each.function)
    if is_kept:
        kept = words.kept()
        shown = tuple(
            kept if view.function(each.function) is None else number(amount.fte, 2)
            for view, amount in ((words.view, each.here), (there, each.there))
        )
        return (name, kept, *shown, kept, kept, *leads)
    between = words.say("range", low=number(each.low, 2), high=number(each.high, 2))
    figures = (number(each.here.fte, 2), number(each.there.fte, 2), number(each.difference, 2), between)
    return (name, words.say(_verdict(each)), *figures, *leads)


def _verdict(each: Difference) -> str:
    if each.is_clear:
        return "more_here" if each.difference > 0 else "more_there"
    return "led_in_one" if each.disagrees else "not_clear"


def _led(words: Words, leads: int) -> Cell:
    return words.say("led") if leads else words.say("not_led")


def found_compared(words: Words, compared: Compared, there: View) -> Finding:
    """How many functions differ, and the one that differs most."""
    seen = [each for each, kept in side_by_side(compared, words.view, there) if not kept]
    apart = [each for each in seen if each.disagrees]
    basis = Basis(len(seen), words.say("who_compared"), words.say("how_compared"))
    if not apart:
        return Finding(words.say("found_alike", n=len(seen), there=compared.there.name), basis)
    first = apart[0]
    said = words.say(
        "found_apart",
        n=len(apart),
        of=len(seen),
        there=compared.there.name,
        function=words.function(first.function),
        one=number(first.here.fte, 2),
        other=number(first.there.fte, 2),
    )
    sure = words.say("compare_sure", low=number(first.low, 2), high=number(first.high, 2))
    return Finding(said, Basis(len(seen), basis.who, basis.how, sure))

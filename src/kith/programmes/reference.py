"""The reference of the definition format, written from the code that reads it."""

from __future__ import annotations

from enum import StrEnum

from kith.foundation.messages import catalogue
from kith.matching.rulebook import BestFor, Strength
from kith.matching.vocabulary import WORDS
from kith.programmes.capabilities import CAPABILITIES, AttributeType
from kith.programmes.field_words import Key, Part
from kith.programmes.fields import PARTS
from kith.programmes.shipped import list_definitions, shipped_instruments
from kith.programmes.types import FORMAT_VERSION

_HEAD = f"""# The programme definition

<!-- Written by `kith programme reference`. Change the code, then run it again. -->

A programme is one TOML file, format version {FORMAT_VERSION}. It chooses from the closed lists below and
sets their parameters. It is data: it cannot run anything. `kith programme check FILE` says everything
that is wrong with a file at once, each with its line; `kith programme show FILE` says in plain words
what it means. A key or a word that is not on this page is a fault, never ignored.

**words** are text in quotes, or one text for each language: `{{ en = "Site", "zh-Hans" = "院区" }}`.
A **key** is small letters, digits, hyphens and underscores, and begins with a letter.
A **length of time** is written as ISO 8601 has it: `P14D` is 14 days, `P2W` 2 weeks, `P9M` 9 months,
`PT4H` 4 hours; with a minus in front it lies before. A **code** is one word of the list named beside it.
A **condition** is written as in a questionnaire: `years >= 2 and selected(interests, 'quality')`; one about
a question without an answer does not hold.
"""


def reference() -> str:
    """The reference as Markdown, with a line end."""
    parts = [_HEAD, _shipped(), *(_part(part) for part in PARTS.values()), _rules(), _codes()]
    return "\n".join(parts).rstrip() + "\n"


def _shipped() -> str:
    rows = [f"- `{key}`" for key in list_definitions()]
    forms = [f"- `{one.key}`: {one.title}, {len(one.items)} items" for one in shipped_instruments().values()]
    return "\n".join(
        [
            "Programmes that come with Kith:",
            "",
            *rows,
            "",
            "Questionnaires that come with Kith:",
            "",
            *forms,
            "",
        ]
    )


def _part(part: Part) -> str:
    lines = [f"## {part.heading}", "", part.says, "", "| key | written as | must be there | what it does |"]
    lines.append("| --- | --- | --- | --- |")
    return "\n".join([*lines, *(_row(key) for key in part.keys), ""])


def _row(key: Key) -> str:
    name = _list_name(key.codes) if key.codes else ""
    form = f"{key.form}: [{name}](#{name})" if name else key.form
    return f"| `{key.name}` | {form} | {'yes' if key.needed else ''} | {key.says} |"


def _rules() -> str:
    lines = ["## [[match.rule]]", ""]
    lines.append(
        "A `must` keeps people apart who break it. A `prefer` gives a pair points, up to its `weight`."
    )
    lines += ["The attribute stands in the word (`same_site`) or in `on`; the other side's in `with`.", ""]
    lines += [
        "| rule | attributes it reads | its number | its number if left out |",
        "| --- | --- | --- | --- |",
    ]
    declared = {kind.value for kind in AttributeType}
    for (strength, verb), word in WORDS.items():
        readable = [kind.value for kind in word.kinds if kind.value in declared]
        if word.kinds and not readable:  # a rules file may say it; no attribute of a definition can be meant
            continue
        kinds = ", ".join(readable) or "none"
        default = f"{word.default:g}" if word.default is not None else ""
        lines.append(f'| `{strength.value} = "{verb.value}"` | {kinds} | {_ticked(word.limit)} | {default} |')
    lines += [
        "",
        f"`weight` belongs to every `{Strength.PREFER.value}`. `side` limits a `wish` to one side.",
        "",
    ]
    return "\n".join(lines)


def _codes() -> str:
    lines = ["## The closed lists", ""]
    lists: dict[str, type[StrEnum]] = {**CAPABILITIES, "best_for": BestFor}
    for name, codes in lists.items():
        lines += [f"### {name}", "", "| code | what it is |", "| --- | --- |"]
        lines += [f"| `{code.value}` | {_sentence(name, code)} |" for code in codes]
        lines.append("")
    return "\n".join(lines)


def _sentence(name: str, code: StrEnum) -> str:
    prefix = "programmes.describe" if name == "best_for" else "programmes"
    return catalogue()[f"{prefix}.{name}.{code.value}"]


def _list_name(codes: type[StrEnum]) -> str:
    return next((name for name, one in CAPABILITIES.items() if one is codes), "best_for")


def _ticked(text: str | None) -> str:
    return f"`{text}`" if text else ""

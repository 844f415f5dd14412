"""The first thing that somebody reads who was sent a bundle."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation.bundle import types as names
from kith.evaluation.bundle.types import Contents
from kith.evaluation.speaker import Speaker

SAY = "evaluation.bundle.readme"


def readme(contents: Contents, speaker: Speaker) -> str:
    """Plain words: what this is, what is in it, how to work it out again, and what is left out."""
    return "\n\n".join(_parts(contents, speaker)) + "\n"


def _parts(contents: Contents, speaker: Speaker) -> Iterator[str]:
    say, is_public = speaker.say, contents.data is None
    kind = "public" if is_public else "evaluator"
    yield contents.report.title
    yield say(f"{SAY}.{kind}")
    yield say(f"{SAY}.files")
    yield "\n".join(f"{name}: {say(f'{SAY}.file.{_code(name, is_public)}')}" for name in _names(contents))
    yield say(f"{SAY}.rerun")
    if is_public:
        yield say(f"{SAY}.needs_lines")
    elif contents.without_lines:
        yield say(f"{SAY}.without_lines", count=contents.without_lines)
    else:
        yield say(f"{SAY}.every_line")
    if not is_public:
        yield say(f"{SAY}.careful")
        if contents.answers is not None:
            yield say(f"{SAY}.other_codes")
    yield say(f"{SAY}.missing")


def _names(contents: Contents) -> tuple[str, ...]:
    more = (names.RESPONSES,) if contents.data is None else ()
    if contents.answers is not None:
        more = (names.ANSWERS,)
    return (
        names.DATA,
        *more,
        names.DICTIONARY_TABLE,
        names.DICTIONARY,
        names.PLAN,
        names.SETTINGS,
        names.RESULTS,
        names.REPORT,
        names.MANIFEST,
    )


def _code(name: str, is_public: bool) -> str:
    base = name.replace(".", "_")
    return f"{base}.{'public' if is_public else 'evaluator'}" if name in (names.DATA, names.RESULTS) else base

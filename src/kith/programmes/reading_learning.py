"""The sections about learning together: the agreement's review, shadowing, prompts, mentors, frameworks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kith.programmes.draft import Learning, Parts
from kith.programmes.learning import (
    Crosswalk,
    Dimension,
    Framework,
    Mapped,
    MentorKind,
    Prompt,
    ShadowingRule,
)
from kith.programmes.sections import duration, read_expected
from kith.questionnaires.declaration import Table


def read_learning(
    top: Table, agreement: Table | None, roles: Sequence[str], shipped: Mapping[str, Framework]
) -> Learning:
    """What the file says about learning together.

    ``roles`` are every role's key, ``shipped`` the frameworks that come with Kith, by key.
    """
    review = duration(agreement, "review_after") if agreement is not None else None
    portfolio = top.table("portfolio")
    return Learning(
        review=(agreement, review) if agreement is not None and review is not None else None,
        shadowing=_shadowing(top),
        prompts=Parts[Prompt].read(top, "prompt", lambda table: _prompt(table, roles)),
        mentors=Parts[MentorKind].read(top, "mentor", lambda table: _mentor(table, roles)),
        frameworks=Parts[Framework].read(top, "framework", read_framework),
        portfolio=portfolio,
        named=_named(portfolio),
        shipped=shipped,
        mapped=Parts[Mapped].read(top, "mapping", _mapped),
        crosswalks=Parts[Crosswalk].read(top, "crosswalk", _crosswalk),
    )


def used_frameworks(learning: Learning) -> tuple[Framework, ...]:
    """The frameworks of the portfolio, in its order; those that are not known are left out."""
    known = learning.known
    return tuple(known[key] for key in learning.named if key in known)


def read_framework(table: Table) -> Framework:
    """A framework: one that comes with Kith, or an organisation's own in its definition."""
    table.need("dimension")
    framework = Framework(
        key=table.name(),
        name=table.need_words("name"),
        version=table.need_text("version"),
        owner=table.need_text("owner"),
        dimensions=tuple(_dimension(one) for one in table.tables("dimension")),
        source=table.text("source"),
    )
    table.finish()
    return framework


def _mapped(table: Table) -> Mapped:
    mapped = Mapped(
        framework=table.need_text("framework"),
        dimension=table.need_text("dimension"),
        scales=table.texts("scales"),
        items=table.texts("items"),
        activities=table.texts("activities"),
        prompts=table.texts("prompts"),
    )
    table.finish()
    return mapped


def _crosswalk(table: Table) -> Crosswalk:
    table.need("dimension")
    crosswalk = Crosswalk(
        framework=table.need_text("from"),
        to=table.need_text("to"),
        dimensions=tuple(_answering(one) for one in table.tables("dimension")),
        source=table.need_text("source"),
        note=table.words("note"),
    )
    table.finish()
    return crosswalk


def _answering(table: Table) -> tuple[str, tuple[str, ...]]:
    table.need("to")
    found = table.need_text("from"), table.texts("to")
    table.finish()
    return found


def _dimension(table: Table) -> Dimension:
    dimension = Dimension(table.name(), table.need_words("name"), table.words("gloss"))
    table.finish()
    return dimension


def _shadowing(top: Table) -> tuple[Table, ShadowingRule] | None:
    table = top.table("shadowing")
    if table is None:
        return None
    rule = ShadowingRule(table.need_words("may"), table.need_words("may_not"), table.need_words("patients"))
    table.finish()
    return table, rule


def _prompt(table: Table, roles: Sequence[str]) -> Prompt:
    prompt = Prompt(
        key=table.name(),
        words=table.need_words("words"),
        roles=table.texts("roles") or tuple(roles),
        after=table.texts("after"),
    )
    table.finish()
    return prompt


def _mentor(table: Table, roles: Sequence[str]) -> MentorKind:
    times, each, every = read_expected(table)
    mentor = MentorKind(
        key=table.name(),
        name=table.need_words("name"),
        roles=table.texts("roles") or tuple(roles),
        times=times,
        each=each,
        every=every,
        nudge_after=duration(table, "nudge_after"),
        description=table.words("description"),
    )
    table.finish()
    return mentor


def _named(portfolio: Table | None) -> tuple[str, ...]:
    if portfolio is None:
        return ()
    portfolio.need("frameworks")
    named = portfolio.texts("frameworks")
    portfolio.finish()
    return named

"""A protected table in words: the reason in each cell that is kept back, and how it can be mended."""

from __future__ import annotations

from kith.foundation.messages import Translate, gettext_noop, words
from kith.publishing.blocks import Alignment, Column, Suppressed, Table
from kith.publishing.disclosure.policy import ProtectedTable, Shown, Withheld


def speak(withheld: Withheld, translate: Translate = gettext_noop) -> Suppressed:
    """The words that stand in place of a number that is kept back.

    >>> from kith.publishing.disclosure.policy import Reason
    >>> speak(Withheld(Reason.SMALL_COUNT, 7)).reason
    '7 or fewer'
    """
    code = f"publishing.withheld.{withheld.reason.value}"
    return Suppressed(words(code, {"limit": withheld.limit}, translate), withheld.reason.value)


def report_table(
    protected: ProtectedTable, *, caption: str, first_heading: str, translate: Translate = gettext_noop
) -> Table:
    """A protected table as a report's table, with notes on the rule, the rounding and the pooling.

    ``caption`` and ``first_heading`` (what the rows are) are words in the report's language; the
    rest comes from the catalogue.
    """
    total = words("publishing.total", {}, translate)
    one_way = protected.columns == ("",)
    people = words("publishing.people", {}, translate)
    labels = [people] if one_way else [*protected.columns, *([total] if protected.row_totals else [])]
    rows = [
        (label, *(_cell(f, translate) for f in cells), *_row_total(protected, place, translate))
        for place, (label, cells) in enumerate(zip(protected.rows, protected.cells, strict=True))
    ]
    if protected.column_totals is not None:
        grand = [] if protected.row_totals is None else [protected.grand_total]
        rows.append((total, *(_cell(f, translate) for f in (*protected.column_totals, *grand))))
    return Table(
        caption=caption,
        columns=(Column(first_heading), *(Column(label, Alignment.NUMBER) for label in labels)),
        rows=tuple(rows),
        notes=_notes(protected, translate),
    )


def _row_total(protected: ProtectedTable, place: int, translate: Translate) -> tuple[str | Suppressed, ...]:
    return () if protected.row_totals is None else (_cell(protected.row_totals[place], translate),)


def _cell(figure: Shown | None, translate: Translate) -> str | Suppressed:
    if figure is None:
        return words("publishing.not_given", {}, translate)
    return speak(figure, translate) if isinstance(figure, Withheld) else str(figure)


def _notes(protected: ProtectedTable, translate: Translate) -> tuple[str, ...]:
    policy = protected.policy
    notes = [
        words(
            "publishing.note.policy",
            {"threshold": policy.count_threshold, "round_to": policy.round_to},
            translate,
        )
    ]
    if protected.pooling is not None:
        labels = ", ".join(protected.pooling.labels)
        notes.append(words("publishing.note.pooling", {"labels": labels}, translate))
    elif not protected.is_complete:
        notes.append(words("publishing.note.pool_cohorts", {}, translate))
    return tuple(notes)

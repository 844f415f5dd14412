"""A result of change as a report for people to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kith.evaluation.cards import cards_section
from kith.evaluation.facts import ReportFacts
from kith.evaluation.plan import ChangePlan
from kith.evaluation.report_change import change_section
from kith.evaluation.report_method import limits_section, method_section
from kith.evaluation.report_parts import Parts
from kith.evaluation.report_people import dose_section, flow_section, response_section
from kith.evaluation.report_summary import summary
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Audience, ChangeData, ChangeResult
from kith.foundation.messages import Translate, gettext_noop
from kith.foundation.words import FALLBACK_LANGUAGE
from kith.publishing.model import Report, Section

SECTIONS: Mapping[str, Callable[[Parts], Section]] = {
    "flow": flow_section,
    "dose": dose_section,
    "response": response_section,
    "change": change_section,
    "limits": limits_section,
    "method": method_section,
}
"""What this wing can write. A caller adds sections of its own, such as ``interviews``, by key."""

DEFAULT_SECTIONS = ("flow", "dose", "response", "change", "limits", "method")
ALWAYS = ("limits", "method")
CARDS = "cards"
"""Where it is asked for it stands last: it says where everything else stands."""


def change_report(
    result: ChangeResult,
    plan: ChangePlan,
    facts: ReportFacts,
    *,
    audience: Audience = Audience.PUBLIC,
    data: ChangeData | None = None,
    sections: Sequence[str] = DEFAULT_SECTIONS,
    more: Mapping[str, Section] | None = None,
    language: str = FALLBACK_LANGUAGE,
    translate: Translate = gettext_noop,
) -> Report:
    """The whole report: one page for a board, then the sections in the order asked for.

    The same arguments give the same report.

    Parameters
    ----------
    audience
        Single people, under pseudonyms, are drawn for ``EVALUATOR`` only, and only if ``data`` is given.
    sections
        Keys of :data:`SECTIONS` or of ``more``. Limits and method stand at the end if they are not
        asked for: no report goes out without them. A key that neither knows is left out.
    more
        Sections that the caller wrote (pairs, interviews, spin-offs), by key.
    language, translate
        ``translate`` turns the catalogue's English into ``language``.
    """
    speaker = Speaker(language, translate)
    shown = data if audience is Audience.EVALUATOR else None
    parts = Parts(result, plan, facts, audience, speaker, shown)
    wanted = [*sections, *(key for key in ALWAYS if key not in sections)]
    written = [section for key in wanted if (section := _section(key, parts, more or {})) is not None]
    if CARDS in sections:
        told = {one.key: one.title for one in written if not _is_blank(one.key, facts, more or {})}
        written.append(cards_section(told, facts, speaker))
    names = [speaker.text(text) for text in (facts.programme, facts.organisation) if text is not None]
    return Report(
        title=speaker.text(facts.title),
        subtitle=", ".join(names),
        language=language,
        created=facts.written_at,
        provenance=result.provenance,
        summary=tuple(summary(parts)),
        sections=tuple(written),
    )


def _is_blank(key: str, facts: ReportFacts, more: Mapping[str, Section]) -> bool:
    """Whether a section of this wing says only that nothing was recorded: it answers no guideline."""
    nothing = {"flow": not facts.flow, "dose": not facts.dose}
    return key not in more and nothing.get(key, False)


def _section(key: str, parts: Parts, more: Mapping[str, Section]) -> Section | None:
    if key in more:
        return more[key]
    return SECTIONS[key](parts) if key in SECTIONS else None

"""The plan and what differs from it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kith.evaluation.planning.record import Approval, Deviation, Evaluator, Planning, StudyKind
from kith.evaluation.speaker import Speaker
from kith.foundation.words import Text
from kith.publishing.blocks import Definition

DAYS = frozenset({"frozen", "opened"})
ANALYSES, QUESTION = "analysis", "question"


def deviations_said(speaker: Speaker, planning: Planning) -> tuple[str, ...]:
    """Each deviation as a sentence, with its reason or that none was given."""
    return tuple(deviation_said(speaker, deviation) for deviation in planning.deviations)


def deviation_said(speaker: Speaker, deviation: Deviation) -> str:
    """One deviation as a sentence."""
    params: dict[str, str | int] = {name: speaker.text(text) for name, text in deviation.names.items()}
    for name, value in deviation.params.items():
        if name in DAYS:
            params[name] = speaker.day(date.fromisoformat(str(value)))
        elif name == ANALYSES:
            params[name] = speaker.say(f"evaluation.advice.term.{value}")
        elif name == QUESTION:
            params[name] = speaker.say(f"evaluation.advice.question.{value}").rstrip("?？")
        else:
            params[name] = value if isinstance(value, int) else str(value)
    if deviation.what is not None:
        params["what"] = speaker.text(deviation.what)
    said = speaker.say(deviation.code, **params)
    if deviation.reason is None:
        return said
    reason = speaker.text(deviation.reason)
    if deviation.noted_on is None:
        return speaker.say("evaluation.planning.with_reason", said=said, reason=reason)
    day = speaker.day(deviation.noted_on)
    return speaker.say("evaluation.planning.with_reason_on", said=said, reason=reason, day=day)


def planning_definitions(speaker: Speaker, planning: Planning) -> Iterator[Definition]:
    """The plan's account of itself, for the section on method."""
    say = speaker.say
    yield Definition(say("evaluation.method.declared"), frozen_said(speaker, planning))
    kind = planning.kind.value if planning.kind is not None else "not_stated"
    yield Definition(say("evaluation.planning.kind"), say(f"evaluation.planning.kind.{kind}"))
    if planning.purpose is not None:
        yield Definition(say("evaluation.planning.purpose"), speaker.text(planning.purpose))
    if planning.hypotheses:
        yield Definition(say("evaluation.planning.hypotheses"), _joined(speaker, planning.hypotheses))
    if planning.subgroups:
        yield Definition(say("evaluation.planning.subgroups"), _joined(speaker, planning.subgroups))
    if planning.analyses:
        yield Definition(say("evaluation.planning.analyses"), _analyses(speaker, planning))
    for name in ("missing_data", "stopping"):
        text = getattr(planning, name)
        if text is not None:
            yield Definition(say(f"evaluation.planning.{name}"), speaker.text(text))
    if planning.exclusions:
        yield Definition(say("evaluation.planning.exclusions"), _joined(speaker, planning.exclusions))
    yield Definition(say("evaluation.planning.approvals"), _approvals(speaker, planning))
    if planning.evaluators:
        said = " ".join(_evaluator(speaker, one) for one in planning.evaluators)
        yield Definition(say("evaluation.planning.evaluators"), said)
    if planning.sha256 is not None:
        count = len(planning.deviations)
        told = (
            say("evaluation.planning.deviations_said", count=count)
            if count
            else say("evaluation.planning.none")
        )
        yield Definition(say("evaluation.planning.deviations"), told)


def frozen_said(speaker: Speaker, planning: Planning) -> str:
    """When the plan was frozen, under which hash, and whether before the answers were opened."""
    if planning.frozen_on is None or planning.sha256 is None:
        return speaker.say("evaluation.read.not_declared")
    frozen, sha = speaker.day(planning.frozen_on), planning.sha256
    if planning.was_before and planning.opened_on is None:
        return speaker.say("evaluation.planning.frozen_waiting", frozen=frozen, hash=sha)
    if planning.was_before is None or planning.opened_on is None:
        return speaker.say("evaluation.planning.frozen_unknown", frozen=frozen, hash=sha)
    code = "before" if planning.was_before else "late"
    opened = speaker.day(planning.opened_on)
    return speaker.say(f"evaluation.planning.frozen_{code}", frozen=frozen, opened=opened, hash=sha)


def _joined(speaker: Speaker, texts: tuple[Text, ...]) -> str:
    return " ".join(speaker.text(text) for text in texts)


def _analyses(speaker: Speaker, planning: Planning) -> str:
    said = []
    for one in planning.analyses:
        question = speaker.say(f"evaluation.advice.question.{one.question}").rstrip("?？")
        analysis = speaker.say(f"evaluation.advice.do.{one.analysis}")
        said.append(speaker.say("evaluation.planning.analysis", question=question, analysis=analysis))
    return " ".join(said)


def _approvals(speaker: Speaker, planning: Planning) -> str:
    if not planning.approvals:
        is_research = planning.kind is StudyKind.RESEARCH
        return speaker.say(
            "evaluation.planning.no_approval_research" if is_research else "evaluation.planning.no_approval"
        )
    return " ".join(_approval(speaker, approval) for approval in planning.approvals)


def _approval(speaker: Speaker, approval: Approval) -> str:
    parts = [speaker.text(approval.what)]
    if approval.given_by is not None:
        parts.append(speaker.text(approval.given_by))
    if approval.reference is not None:
        parts.append(approval.reference)
    if approval.given_on is not None:
        parts.append(speaker.day(approval.given_on))
    return f"{', '.join(parts).rstrip('.')}."


def _evaluator(speaker: Speaker, evaluator: Evaluator) -> str:
    name = speaker.text(evaluator.name)
    if evaluator.interest is None:
        return speaker.say("evaluation.planning.no_interest", name=name)
    return speaker.say("evaluation.planning.interest", name=name, interest=speaker.text(evaluator.interest))

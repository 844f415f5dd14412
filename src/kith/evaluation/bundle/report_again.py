"""The report of a bundle held beside the same section written anew from the numbers that came out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from kith.evaluation.bundle.comparing import differences
from kith.evaluation.bundle.types import Bundle, Difference
from kith.evaluation.facts import ReportFacts
from kith.evaluation.report_change import change_section
from kith.evaluation.report_parts import Parts
from kith.evaluation.result_json import Json
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Audience, ChangeResult
from kith.foundation.messages import Translate
from kith.foundation.words import Text
from kith.publishing.model import Report, Section
from kith.publishing.report_json import report_to_json

CHANGE = "change"


def report_differences(
    bundle: Bundle, result: ChangeResult, translate: Translate, *, exact: bool
) -> Iterator[Difference]:
    """What the section on change says otherwise than the numbers do; nothing where a report has no such section.

    An evaluator may have the lines of a report for everybody, so it is held beside both ways of writing it, and
    the one that is nearer is told.
    """
    stated = next((section for section in bundle.report.sections if section.key == CHANGE), None)
    if stated is None:
        return
    tries = [
        tuple(differences(_json(bundle.report, stated), _json(bundle.report, again), exact=exact))
        for again in _again(bundle, result, translate)
    ]
    for each in min(tries, key=len):
        yield replace(each, place=f"report.json: {each.place}")


def _again(bundle: Bundle, result: ChangeResult, translate: Translate) -> Iterator[Section]:
    report = bundle.report
    facts, speaker = ReportFacts(Text.of(report.title), report.created), Speaker(report.language, translate)
    for audience, data in ((Audience.EVALUATOR, bundle.data), (Audience.PUBLIC, None)):
        yield change_section(Parts(result, bundle.plan, facts, audience, speaker, data))


def _json(report: Report, section: Section) -> Json:
    """The section alone, in the shape of a report."""
    alone = report_to_json(replace(report, summary=(), sections=(section,)))["report"]
    read: Json = json.loads(json.dumps(alone))
    return read["sections"] if isinstance(read, dict) else read

"""The report of a bundle held beside the same sections written anew from the numbers that came out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kith.evaluation.bundle.analyses import BOTH_SIDES, ITEMS, settings_of
from kith.evaluation.bundle.asked import BesideAsked, ItemsAsked
from kith.evaluation.bundle.comparing import differences
from kith.evaluation.bundle.question_analyses import (
    beside_again,
    beside_section_again,
    items_again,
    items_section_again,
)
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
RELIABILITY = "reliability"


def sections_again(bundle: Bundle, result: ChangeResult, translate: Translate) -> dict[str, list[Section]]:
    """By key, each section that everything of is in the bundle, written anew; some in more than one way.

    An evaluator may have the lines of a report for everybody, so change is held beside both ways of writing it.
    """
    report, speaker = bundle.report, Speaker(bundle.report.language, translate)
    facts = ReportFacts(Text.of(report.title), report.created)
    ways = ((Audience.EVALUATOR, bundle.data), (Audience.PUBLIC, None))
    found = {
        CHANGE: [
            change_section(Parts(result, bundle.plan, facts, audience, speaker, data))
            for audience, data in ways
        ]
    }
    if bundle.answers is None or bundle.data is None:
        return found
    if ITEMS in bundle.analyses:
        items = settings_of(ItemsAsked, bundle.analyses[ITEMS])
        if not items.without:
            again = items_again(bundle.answers, items, bundle.seed)
            found[RELIABILITY] = [items_section_again(again, items, speaker)]
    if BOTH_SIDES in bundle.analyses:
        beside = settings_of(BesideAsked, bundle.analyses[BOTH_SIDES])
        if not beside.without:
            beside_found = beside_again(bundle.data, bundle.answers, beside)
            found[BOTH_SIDES] = [beside_section_again(beside_found, beside, speaker)]
    return found


def report_differences(
    report: Report, again: Mapping[str, list[Section]], *, exact: bool
) -> Iterator[Difference]:
    """What a section says otherwise than the numbers do; of several ways of writing it the nearest is told."""
    for place, stated in enumerate(report.sections):
        tries = [
            tuple(differences(_json(report, stated), _json(report, each), exact=exact))
            for each in again.get(stated.key, ())
        ]
        for one in min(tries, key=len, default=()):
            yield replace(one, place=f"report.json: [{place}]{one.place.removeprefix('[0]')}")


def _json(report: Report, section: Section) -> Json:
    """The section alone, in the shape of a report."""
    alone = report_to_json(replace(report, summary=(), sections=(section,)))["report"]
    read: Json = json.loads(json.dumps(alone))
    return read["sections"] if isinstance(read, dict) else read

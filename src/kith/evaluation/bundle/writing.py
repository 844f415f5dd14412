"""A bundle from its contents: the same contents give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kith.evaluation.bundle import dictionary, lines, released, released_table
from kith.evaluation.bundle import types as names
from kith.evaluation.bundle.analyses import Carried, worked_out
from kith.evaluation.bundle.answers import write_answers
from kith.evaluation.bundle.archive import pack
from kith.evaluation.bundle.plan_json import plan_to_json
from kith.evaluation.bundle.quotations import without_quotations
from kith.evaluation.bundle.readme import readme
from kith.evaluation.bundle.types import FORMAT, FORMAT_VERSION, Contents
from kith.evaluation.bundle.versions import versions
from kith.evaluation.result_json import Json, jsonable
from kith.evaluation.speaker import Speaker
from kith.foundation.messages import Translate, gettext_noop
from kith.foundation.provenance import hash_bytes
from kith.publishing.report_json import report_to_json


def write_bundle(contents: Contents, *, translate: Translate = gettext_noop) -> bytes:
    """The zip. ``translate`` turns the catalogue's English into the report's language.

    Raises
    ------
    KithError
        When a plan or a line cannot be written so that it is read back the same.
    """
    speaker = Speaker(contents.report.language, translate)
    columns = dictionary.dictionary(contents, speaker)
    files: dict[str, bytes] = {
        names.README: readme(contents, speaker).encode(),
        names.PLAN: _json(_plan(contents)),
        names.SETTINGS: _json(_settings(contents)),
        names.DICTIONARY: _json(dictionary.as_json(columns)),
        names.DICTIONARY_TABLE: dictionary.as_csv(columns),
        **_data(contents),
        names.REPORT: _json(report_to_json(without_quotations(contents.report, speaker))),
    }
    return pack({**files, names.MANIFEST: _json(_manifest(contents, files))})


def _data(contents: Contents) -> dict[str, bytes]:
    plan = contents.plan
    if contents.data is not None:
        carried = Carried(contents.data, plan, contents.seed, contents.answers)
        found = worked_out(carried, contents.analyses, contents.ready)
        answers = contents.answers
        return {
            names.DATA: lines.write_lines(contents.data, plan),
            **({} if answers is None else {names.ANSWERS: write_answers(answers)}),
            names.RESULTS: _json(found),
        }
    if contents.result is None:
        raise ValueError("a public bundle is made from the result of the analysis")
    rows, asked = released.released(contents.result), released.asked(contents.result, plan)
    return {
        names.DATA: released_table.write_released(rows),
        names.RESPONSES: released_table.write_asked(asked),
        names.RESULTS: _json({"released": released.derived(rows, asked, plan)}),
    }


def _plan(contents: Contents) -> dict[str, Json | object]:
    """For an evaluator the frozen plan itself; else what the report tells of it, with its hash."""
    for_evaluator = contents.data is not None
    return {
        "plan": plan_to_json(contents.plan),
        "planning": jsonable(contents.planning),
        "frozen": dict(contents.frozen) if contents.frozen is not None and for_evaluator else None,
    }


def _settings(contents: Contents) -> dict[str, Json]:
    wanted = contents.analyses if contents.data is not None else {"released": {}}
    return {
        "language": contents.report.language,
        "sections": [section.key for section in contents.report.sections],
        "disclosure": jsonable(contents.policy),
        "analyses": {key: dict(settings) for key, settings in wanted.items()},
    }


def _manifest(contents: Contents, files: Mapping[str, bytes]) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "audience": contents.audience.value,
        "made_at": contents.made_at.isoformat(),
        "seed": contents.seed,
        "people": None if contents.data is None else len(contents.data.people),
        "without_lines": contents.without_lines if contents.data is not None else None,
        "versions": dict(versions()),
        "files": {name: hash_bytes(content) for name, content in files.items()},
    }


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode() + b"\n"

"""Sentences of ``kith evaluate rerun``: what it found, and what is wrong with a bundle."""

from __future__ import annotations

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    # What a rerun found
    "evaluation.bundle.found.needs_lines": _(
        "These need the evaluator’s bundle and were not worked out again: {names}."
    ),
    "evaluation.bundle.found.tables_disagree": _(
        "The released tables do not agree in themselves. Not true of them: {checks}."
    ),
    "evaluation.bundle.found.without_lines": _(
        "{count} people are counted in the report whose line is not in this file. So these numbers are of the people"
        " in the file; the report’s own numbers stand in report.json."
    ),
    "evaluation.bundle.found.report_fits": _("The report was worked out from exactly these scores."),
    "evaluation.bundle.found.report_of_others": _(
        "The report in this file was worked out from other scores than those in the file."
    ),
    "evaluation.bundle.found.frozen": _("The frozen plan fits its hash {hash}; frozen on {day}."),
    # What is wrong with a bundle
    "evaluation.bundle.too_large": _("The file is larger than {limit} MB, the most that is read."),
    "evaluation.bundle.grows": _(
        "The files in this zip would take more than {limit} MB when unpacked, the most that is read. Nothing was"
        " unpacked."
    ),
    "evaluation.bundle.not_a_zip": _(
        "This is not a zip file, or it is damaged. Give the bundle as it was downloaded."
    ),
    "evaluation.bundle.no_manifest": _(
        "There is no manifest.json in this zip, so it is not a bundle of a report, or a part of it is missing."
    ),
    "evaluation.bundle.not_a_bundle": _(
        "Its manifest.json is not that of a bundle of a report. Give a file that Kith wrote with --bundle, or that"
        " was downloaded beside a report."
    ),
    "evaluation.bundle.newer": _(
        "This bundle has format version {value}; this Kith reads version {known}. Use the Kith that wrote it, or a"
        " newer one."
    ),
    "evaluation.bundle.unknown_file": _(
        "“{name}” does not belong into a bundle. Take it out, or ask for the bundle again."
    ),
    "evaluation.bundle.file_twice": _("“{name}” is in the zip twice. Ask for the bundle again."),
    "evaluation.bundle.file_broken": _(
        "“{name}” is damaged and cannot be unpacked. Ask for the bundle again."
    ),
    "evaluation.bundle.file_missing": _("“{name}” is missing. Ask for the bundle again."),
    "evaluation.bundle.not_hashed": _(
        "“{name}” has no hash in manifest.json, so nobody can say whether it was changed."
    ),
    "evaluation.bundle.file_changed": _(
        "“{name}” was changed after the bundle was made: its hash is {found}, and manifest.json has {stated}. Ask"
        " for the bundle again."
    ),
    "evaluation.bundle.not_json": _(
        "This is not a JSON object, or its brackets stand too deep within each other."
    ),
    "evaluation.bundle.not_a_report": _("This is not a report, or a part of it was changed by hand."),
    "evaluation.bundle.resamples": _("{value} resamples were asked for. It should be 1 to {most}."),
    "evaluation.bundle.not_a_table": _("This is not a table as CSV in UTF-8."),
    "evaluation.bundle.headings": _("The headings are “{found}”. They should be “{wanted}”."),
    "evaluation.bundle.row_width": _("The row has {found} cells and should have {wanted}."),
    "evaluation.bundle.row_twice": _("The code “{person}” has a row for the time “{wave}” already."),
    "evaluation.bundle.row_missing": _("The code “{person}” has no row for the time “{wave}”."),
    "evaluation.bundle.person_differs": _(
        "The code “{person}” has another side, cohort or pair in an earlier row."
    ),
    "evaluation.bundle.wave_unknown": _("The plan has no time “{value}”; it has {known}."),
    "evaluation.bundle.key_unknown": _("“{value}” under “{name}” is not in the plan, which has {known}."),
    "evaluation.bundle.not_truth": _("“{value}” should be TRUE or FALSE."),
    "evaluation.bundle.not_a_number": _("“{value}” should be a number, or empty where it is missing."),
    "evaluation.bundle.not_a_count": _("“{value}” should be a whole number, zero or more."),
    "evaluation.bundle.unknown_key": _("This key is not known here. Known are {known}."),
    "evaluation.bundle.missing_key": _("This key is missing."),
    "evaluation.bundle.not_one_of": _("“{value}” should be one of {known}."),
    "evaluation.bundle.wrong_text": _("This should be text."),
    "evaluation.bundle.wrong_number": _("This should be a number."),
    "evaluation.bundle.wrong_whole": _("This should be a whole number."),
    "evaluation.bundle.wrong_truth": _("This should be true or false."),
    "evaluation.bundle.wrong_date": _("This should be a date, such as 2026-01-31."),
    "evaluation.bundle.wrong_words": _('This should be texts by language, such as {{"en": "Skill"}}.'),
    "evaluation.bundle.wrong_list": _("This should be a list."),
    "evaluation.bundle.wrong_object": _("This should be an object with keys."),
    "evaluation.bundle.wrong_manifest": _("“{value}” is not a value that can stand here."),
    "evaluation.bundle.unknown_analysis": _(
        "This Kith does not know the analysis “{value}”; it knows {known}. Use the Kith that wrote the bundle."
    ),
    "evaluation.bundle.result_missing": _("The analysis “{value}” was asked for and has no result."),
    "evaluation.bundle.result_unasked": _(
        "There is a result of “{value}”, which settings.json does not ask for."
    ),
    "evaluation.bundle.plan_not_carried": _(
        "The plan has a number that cannot be written down, such as an infinite end of a scale. Leave it out, or"
        " give a finite one."
    ),
    "evaluation.bundle.line_not_carried": _(
        "A person’s code, side, cohort or pair has a character that a table cannot carry, such as a line of control"
        " characters. Change it in the file of scores."
    ),
}

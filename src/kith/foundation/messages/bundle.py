"""Sentences of a bundle that a reader meets: its README, and what the columns mean."""

from __future__ import annotations

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    # The README
    "evaluation.bundle.readme.public": _(
        "This file holds the tables of the report as data, and the report itself. There are no answers of single"
        " people in it, and no number that the report does not print."
    ),
    "evaluation.bundle.readme.evaluator": _(
        "This file holds everything that is needed to work the report out again: the scores of single people under"
        " codes in place of names, the plan, the settings, the results and the report. There are no names, no"
        " addresses, nothing that anybody wrote in their own words, and no answers about equality in it."
    ),
    "evaluation.bundle.readme.files": _("What is in it:"),
    "evaluation.bundle.readme.file.data_csv.public": _(
        "what the report says of each score, side and comparison, with the digits that the report prints"
    ),
    "evaluation.bundle.readme.file.data_csv.evaluator": _("the scores, a row for each person and time"),
    "evaluation.bundle.readme.file.responses_csv": _("how many were asked and answered"),
    "evaluation.bundle.readme.file.dictionary_csv": _("what each column means"),
    "evaluation.bundle.readme.file.dictionary_json": _("the same for programs"),
    "evaluation.bundle.readme.file.plan_json": _("what is compared, and how"),
    "evaluation.bundle.readme.file.settings_json": _(
        "the language and sections of the report, and which numbers are kept back"
    ),
    "evaluation.bundle.readme.file.results_json.public": _("what can be worked out from these tables"),
    "evaluation.bundle.readme.file.results_json.evaluator": _(
        "every number that was worked out from the scores"
    ),
    "evaluation.bundle.readme.file.report_json": _("the report"),
    "evaluation.bundle.readme.file.manifest_json": _(
        "the seed, the versions of the programs, when this was made, and a hash of each file"
    ),
    "evaluation.bundle.readme.rerun": _(
        "To work everything out again, install Kith and run: kith evaluate rerun FILE.zip. It says whether each"
        " file is unchanged, whether each number comes out the same, and with --out, --pdf or --docx it makes the"
        " report again."
    ),
    "evaluation.bundle.readme.needs_lines": _(
        "Shares, their ranges, the sign test, the least p possible and Holm’s correction can be worked out again"
        " from these tables. The size of a change, its range, effect sizes and p cannot: they need the scores of"
        " single people, which only the evaluator has."
    ),
    "evaluation.bundle.readme.without_lines": _(
        "The report counts {count} people whose line is not in this file, as they or others did not agree to it."
        " So results.json is worked out from the people in this file only, and differs from the report. The"
        " report’s own numbers stand in report.json."
    ),
    "evaluation.bundle.readme.every_line": _(
        "Everybody whom the report counts is in this file, so results.json has the numbers of the report."
    ),
    "evaluation.bundle.readme.careful": _(
        "Keep this file as you would keep the answers themselves: somebody who knows a person well may recognise"
        " them by their scores."
    ),
    "evaluation.bundle.readme.missing": _("An empty cell is a missing value. It never stands for zero."),
    "evaluation.bundle.words_kept": _("What people wrote in their own words is not passed on in this file."),
    # Columns
    "evaluation.bundle.column.person": _("Code of a person, in place of a name"),
    "evaluation.bundle.column.side": _("Side of the programme; empty where there are none"),
    "evaluation.bundle.column.cohort": _("Cohort of the person"),
    "evaluation.bundle.column.pair": _("Pair of the person; empty without a partner"),
    "evaluation.bundle.column.wave": _("Time of asking"),
    "evaluation.bundle.column.invited": _("Whether the person was asked, or how many people were"),
    "evaluation.bundle.column.answered": _("How many answered; empty where too few were asked to say"),
    "evaluation.bundle.column.missing": _("Empty where the score could not be worked out"),
    "evaluation.bundle.column.outcome": _("Score"),
    "evaluation.bundle.column.earlier": _("The earlier time"),
    "evaluation.bundle.column.later": _("The later time"),
    "evaluation.bundle.column.people": _("People with a score at both times"),
    "evaluation.bundle.column.withheld": _("Why nothing is shown; empty where figures are shown"),
    "evaluation.bundle.column.up": _("People whose score went up"),
    "evaluation.bundle.column.same": _("People whose score stayed the same"),
    "evaluation.bundle.column.down": _("People whose score went down"),
    "evaluation.bundle.column.change": _("The middle of everybody’s change that the report tells, in points"),
    "evaluation.bundle.column.change_low": _("Lower end of its plausible range; empty where it has none"),
    "evaluation.bundle.column.change_high": _("Upper end of its plausible range; empty where it has none"),
    "evaluation.bundle.column.g_av": _("Hedges g with the average of both standard deviations"),
    "evaluation.bundle.column.p": _("p of the signed-rank test; 0 stands for less than 0.001"),
    "evaluation.bundle.column.p_holm": _("p after Holm’s correction; 0 stands for less than 0.001"),
    "evaluation.bundle.column.family": _("The family of tests that are corrected together"),
}

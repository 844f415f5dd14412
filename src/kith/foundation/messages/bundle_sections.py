"""Sentences of ``kith evaluate rerun`` on each section of a report, and on answers to single questions."""

from __future__ import annotations

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    # What was found of a section
    "evaluation.bundle.section.same": _("written anew from the answers in this file, word by word the same"),
    "evaluation.bundle.section.different": _("came out otherwise than it stands here; see above"),
    "evaluation.bundle.section.numbers_only": _(
        "its numbers were worked out again from the answers in this file; its sentences were not written anew"
    ),
    "evaluation.bundle.section.fewer_people": _(
        "worked out again for the people in this file, who are fewer than the report counts; so it is not held"
        " against the report"
    ),
    "evaluation.bundle.section.from_change": _(
        "its numbers stand among those of the change, which were worked out again; its sentences were not written"
        " anew"
    ),
    "evaluation.bundle.section.pairs_only": _(
        "the model of pairs was worked out again for those pairs of whom both are in this file; answers of other"
        " cohorts are never in it"
    ),
    "evaluation.bundle.section.tables_only": _(
        "the shares, the sign test and the bounds of Holm’s correction were worked out again from the released"
        " tables; how large a change is, its range and p need the evaluator’s bundle"
    ),
    "evaluation.bundle.section.rounded": _(
        "looked at, not worked out: each count is 0, or {least} or more and a multiple of {step}. Answers about"
        " equality are in no bundle"
    ),
    "evaluation.bundle.section.not_rounded": _(
        "there is a count that should not stand here: each should be 0, or {least} or more and a multiple of {step}"
    ),
    "evaluation.bundle.section.enough": _(
        "looked at, not worked out: each number stands on {least} people or more. The answers are in the evaluator’s"
        " bundle only"
    ),
    "evaluation.bundle.section.not_enough": _(
        "there is a number that stands on fewer than {least} people, which should not be shown"
    ),
    "evaluation.bundle.section.needs_lines": _("needs the evaluator’s bundle"),
    "evaluation.bundle.section.no_answers": _(
        "needs answers to single questions, which this file does not hold; ask for the evaluator’s bundle of today"
    ),
    "evaluation.bundle.section.other_cohorts": _(
        "needs answers of other cohorts, or who was whose partner; neither is in this file"
    ),
    "evaluation.bundle.section.other_people": _(
        "needs the answers of people who are not followed from time to time; they are in no bundle"
    ),
    "evaluation.bundle.section.raters": _("needs what others said of people, which is in no bundle"),
    "evaluation.bundle.section.frameworks": _("joins numbers of other sections to names of a framework"),
    "evaluation.bundle.section.words": _("words only: there is nothing to work out"),
    "evaluation.bundle.section.records": _(
        "counted from the programme’s own records, which are not answers and are in no bundle"
    ),
    # Answers to single questions
    "evaluation.bundle.readme.file.answers_csv": _(
        "the answers to single questions, a row for each person, time and question; never what anybody wrote"
    ),
    "evaluation.bundle.readme.other_codes": _(
        "The codes in answers.csv were made for this file alone: they are not those of the report or of data.csv,"
        " and another file of the same report has others."
    ),
    "evaluation.bundle.column.answers_person": _("Code of a person, made for this file alone"),
    "evaluation.bundle.column.answers_side": _("Side of the programme"),
    "evaluation.bundle.column.answers_wave": _("Time of asking"),
    "evaluation.bundle.column.answers_question": _("Key of the question"),
    "evaluation.bundle.column.answers_answer": _(
        "The points, the number or the key of what was chosen; several with ; between; prefer_not_to_say where"
        " somebody would rather not; empty where there is no answer"
    ),
    "evaluation.bundle.answer_twice": _(
        "The code “{person}” has an answer to “{question}” at the time “{wave}” already."
    ),
    "evaluation.bundle.questions_differ": _(
        "The code “{person}” has rows for other questions at the time “{wave}” than somebody above. Each should"
        " have a row for each question, empty where there is no answer."
    ),
    "evaluation.bundle.no_question": _("There is no question “{question}” at the time “{wave}”."),
    "evaluation.bundle.no_answer": _("“{value}” cannot be an answer to “{question}”."),
    "evaluation.bundle.answer_not_carried": _(
        "A code, a question or an answer has a character that the table cannot carry, such as a semicolon in the"
        " key of an answer. Change it in the questionnaire."
    ),
}

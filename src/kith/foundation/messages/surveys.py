"""Sentences about waves and answering."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "surveys.key_destroyed": _(
        "The key of this cohort’s pseudonyms has been destroyed, so its answers are anonymous and closed for good."
    ),
    "surveys.closes_first": _("The questionnaire closes before it opens. Move one of the two dates."),
    "surveys.wave_closed": _("The questionnaire is closed, so its dates can no longer be moved."),
    "surveys.already_open": _("The questionnaire is open already, so only its closing date can be moved."),
    "surveys.not_open": _("The questionnaire is not open, so it cannot be closed."),
    "surveys.closed_for_answers": _(
        "The questionnaire is closed, so answers can no longer be given or changed. "
        "What you had sent before it closed is kept."
    ),
    "surveys.report_unanswered": _("Say yes or no: may your answers be used in the report?"),
    "surveys.lines_unanswered": _(
        "Say yes or no: may the evaluator read your answers on a line of their own?"
    ),
    "surveys.quotes_unanswered": _("Say yes or no: may what you write be quoted without your name?"),
    "surveys.not_agreed": _(
        "You have not agreed to the use of your answers in the report, so we do not ask you anything. "
        "Open the questionnaire’s first page to say yes."
    ),
    "surveys.basis_missing": _(
        "Say where and how these people agreed, such as “paper forms of March 2025, kept in the programme office”."
    ),
    "surveys.slot_empty": _(
        "This programme asks a questionnaire of your organisation’s own, “{slot}”, and there is none yet. "
        "Upload it on the organisation’s page of questionnaires, then start the cohort again."
    ),
    "surveys.instrument_too_large": _(
        "The file has {kilobytes} kilobytes, and {limit} is the most. "
        "A questionnaire is a text file; check that it is the right one."
    ),
    "surveys.key_taken": _(
        "The {kind} “{key}” of {own} has the same key as one of ours. Give it another key in the file, and upload it again."
    ),
    "surveys.place_ended": _("You no longer have a place in this cohort, so there is nothing to answer."),
}

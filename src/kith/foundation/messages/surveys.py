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
    "surveys.place_ended": _("You no longer have a place in this cohort, so there is nothing to answer."),
}

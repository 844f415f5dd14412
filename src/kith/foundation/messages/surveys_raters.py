"""Sentences about others who are asked about a person."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "surveys.raters_not_asked": _(
        "This questionnaire asks nobody else about you, so there is nobody to name."
    ),
    "surveys.rater_kind": _("Choose how they know your work."),
    "surveys.rater_full": _("At most {most} of this kind can be named, and you have named them."),
    "surveys.rater_unnamed": _("Write their name, with {most} letters at most."),
    "surveys.rater_address": _("“{value}” is not an e-mail address. Write one like name@example.org."),
    "surveys.rater_is_self": _(
        "That is your own address. Name somebody else: you answer the questionnaire yourself."
    ),
    "surveys.rater_twice": _("You have named {email} already. Each person is asked once."),
    "surveys.rater_unknown": _("You have not named this person here."),
    "surveys.rater_not_asked": _(
        "You are not asked any more, so your answers were not kept. You need do nothing."
    ),
}

"""Sentences about questionnaires that different people answer by one address."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "surveys.key_while_open": _(
        "A questionnaire of this cohort is open, and its answers need the key. Close it, or wait until it closes."
    ),
    "surveys.key_not_typed": _("Type the name of the cohort as it stands here: {name}"),
    "surveys.shared_unknown": _("Choose which questionnaire these people are asked."),
    "surveys.shared_unnamed": _(
        "Give the survey a name of at most {most} letters, such as “The whole department, before”."
    ),
    "surveys.shared_people": _(
        "“{value}” is not a number of people. Say about how many can answer, from 1 to {most}."
    ),
    "surveys.shared_groups": _(
        "The question “{value}” does not part people into groups. Questions that do: {known}."
    ),
    "surveys.shared_damaged": _(
        "This page did not arrive as it was sent, so nothing was kept. Open the address of the survey again and begin anew."
    ),
    "surveys.shared_closed": _(
        "The survey is closed, so your answers could not be taken. Nothing of them was kept."
    ),
    "surveys.shared_full": _(
        "This survey has more answers than there are people to answer it, so it takes no more. "
        "Please tell whoever showed it to you."
    ),
    "surveys.shared_empty": _("You have not answered any question, so there is nothing to send."),
}

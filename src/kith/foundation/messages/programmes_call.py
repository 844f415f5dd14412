"""Sentences about how people get in: what is wrong with that part of a definition, and what it means."""

from kith.foundation.messages import gettext_noop as _

FAULTS = {
    "programmes.not_an_answer": _(
        "This cannot be an answer. Write text in quotes, a whole number, true or false, or a list of options."
    ),
    "programmes.call_needs_words": _(
        "There is a stage “call”, but nothing says what it is for. Add [call] with who, commitment and managers."
    ),
    "programmes.call_needs_application": _(
        'There is a stage “call”, but no role has a form to apply with. Write application = "…" in a [[role]].'
    ),
    "programmes.stage_needs_selection": _(
        "There is a stage “selection”, but nothing says how people are chosen. Add [selection]."
    ),
    "programmes.selection_needs_call": _(
        "People can only be chosen if they could apply. Add a stage “call” before this one."
    ),
    "programmes.section_needs_stage": _(
        "There is [{section}] but no stage “{stage}”, so nobody would ever see it. Add the stage."
    ),
    "programmes.role_does_not_apply": _(
        'Nobody applies as “{role}”, so this would never be used. Write application = "…" in the role, or '
        "take this away."
    ),
    "programmes.no_criteria": _(
        "Nothing says what applications are scored on. Add a [[selection.criterion]]."
    ),
    "programmes.too_few_anchors": _(
        "There are {count} scores to give. Write at least {least}, each with words, so that a reviewer need "
        "not guess."
    ),
    "programmes.anchors_out_of_order": _(
        "The points stand as {points}. Put them from least to most, none twice."
    ),
    "programmes.criterion_without_interview": _(
        "The criterion is scored at an interview, but there is none. Write interview = true in [selection], "
        "or take “interview” away."
    ),
    "programmes.interview_without_criterion": _(
        "There is an interview, but nothing is scored at it. Write “interview” in the “at” of a criterion, or "
        "take the interview away."
    ),
    "programmes.criterion_without_items": _(
        'Reviewers would have nothing to read for this. Write items = ["…"] with questions of the application.'
    ),
    "programmes.criterion_on_hidden": _(
        "“{item}” is hidden from reviewers, so they cannot score it. Take it out of the items or of hidden."
    ),
    "programmes.example_leaves_out": _(
        "The application does not go through without an answer to “{item}”. Add one to the example."
    ),
    "programmes.example_not_asked": _(
        "With the other answers “{item}” would not be asked. Take it away, or change what it depends on."
    ),
    "programmes.role_without_criterion": _(
        "Nothing is scored in the applications of “{role}”. Add a criterion for that role."
    ),
}

CAPABILITIES = {
    "programmes.check.reference": _("A reference from somebody who knows the person's work."),
    "programmes.check.professional_registration": _(
        "Proof that the person is on the register of their profession."
    ),
    "programmes.check.dbs": _(
        "A criminal record check: DBS in England and Wales, PVG in Scotland, AccessNI in Northern Ireland."
    ),
    "programmes.check.occupational_health": _("Occupational health says that the person is fit for it."),
    "programmes.check.safeguarding_training": _("The person's safeguarding training is up to date."),
    "programmes.check.employer_release": _("The employer has agreed in writing to let the person go for it."),
    "programmes.judged.application": _("Scored by reviewers who read the application."),
    "programmes.judged.interview": _("Scored by the panel at the interview."),
}

DESCRIPTION = {
    "programmes.describe.heading.call": _("Who can apply"),
    "programmes.describe.heading.selection": _("How people are chosen"),
    "programmes.describe.applies": _("{plural} apply with the questionnaire “{questionnaire}”."),
    "programmes.describe.eligible": _("{name}: {says}"),
    "programmes.describe.check": _("{name}, seen before the start: {check}"),
    "programmes.describe.one_reviewer": _("One reviewer scores each application."),
    "programmes.describe.reviewers": _("{count} reviewers score each application."),
    "programmes.describe.examples": _("Before that, each of them scores {count} invented examples."),
    "programmes.describe.one_example": _("Before that, each of them scores an invented example."),
    "programmes.describe.hidden": _("Reviewers never see the answers to: {items}."),
    "programmes.describe.criterion": _(
        "{name}, {least} to {most} points, weight {weight}: {looks_for} {where}"
    ),
    "programmes.describe.interview": _("People on the shortlist are interviewed."),
    "programmes.describe.offer_one_day": _("An offer stands for one day."),
    "programmes.describe.offer": _("An offer stands for {days} days."),
}

MESSAGES = {**FAULTS, **CAPABILITIES, **DESCRIPTION}

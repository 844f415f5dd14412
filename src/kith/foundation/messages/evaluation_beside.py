"""Sentences that lay what each side said beside the other."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "evaluation.beside.section": _("Both sides"),
    "evaluation.beside.intro": _(
        "What each side said stands beside what the other said, where they are furthest apart first. It shows where "
        "to talk. It does not show who is right, and nothing here is a test."
    ),
    "evaluation.beside.nothing": _("Nothing was asked of more than one side, or nobody has answered."),
    "evaluation.beside.few_everywhere": _(
        "Nothing can be compared: fewer than {least} people answered on one side or the other."
    ),
    "evaluation.beside.label": _("{label} ({time})"),
    "evaluation.beside.headline": _(
        "The sides are furthest apart on {label}: the middle is {first_middle} for {first} and {second_middle} for "
        "{second}."
    ),
    "evaluation.beside.who": _("people of both sides who answered"),
    "evaluation.beside.how": _(
        "Half of a side answered below its middle and half above. To answer as the other side does, people would "
        "have to move by {apart} of the scale on average."
    ),
    "evaluation.beside.no_test": _("It describes these people only; no test was made."),
    "evaluation.beside.drawn": _(
        "Where the sides are furthest apart: the middle answer, and the middle half"
    ),
    "evaluation.beside.drawn_row": _("{side}: {label}"),
    "evaluation.beside.drawn_how": _(
        "The dot is the middle answer of a side; half of the side's answers lie within the line."
    ),
    "evaluation.beside.axis": _("Points of the scale"),
    "evaluation.beside.alternative": _(
        "For each score a dot and a line for each side, one below the other. The table holds the same numbers."
    ),
    "evaluation.beside.what": _("Asked"),
    "evaluation.beside.middle": _("Middle"),
    "evaluation.beside.half": _("Half of the answers"),
    "evaluation.beside.between": _("{low} to {high}"),
    "evaluation.beside.scores": _("Scores, side by side, the widest difference first"),
    "evaluation.beside.questions": _("Questions, side by side, the widest difference first"),
    "evaluation.beside.apart": _("Apart"),
    "evaluation.beside.note": _(
        "Apart is how far one side's answers would have to move to be the other's, as a share of the scale: 0% is "
        "alike, 100% is as far as can be (earth mover's distance). In brackets: how many answered."
    ),
    "evaluation.beside.middle_of": _("{middle} ({n})"),
    "evaluation.beside.most": _("{option}: {count} of {n}"),
    "evaluation.beside.answered": _("({n})"),
    "evaluation.beside.few": _("fewer than {least} answered"),
    "evaluation.beside.not_both": _("fewer than {least} on a side"),
    "evaluation.beside.counts": _("How many gave each answer"),
    "evaluation.beside.answer": _("Answer"),
}

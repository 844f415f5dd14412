"""Sentences about a scale's questions: whether they hold together, and whether a score stays put."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "evaluation.items.not_asked": _(
        "The scale {scale} has the question {item}, which was not asked at {time}. Take it out of the scale, or"
        " correct its name."
    ),
    "evaluation.items.outside": _(
        "{item} has {count} answers outside {low} to {high}, the first of them {value}. Correct them, or the"
        " ends of the points."
    ),
    "evaluation.items.outside.one_of_count": _(
        "{item} has 1 answer outside {low} to {high}: {value}. Correct it, or the ends of the points."
    ),
    "evaluation.items.bad_scale": _(
        "{value} does not name a scale. Write NAME=QUESTION,QUESTION,-QUESTION with a minus before each"
        " question where agreeing means less."
    ),
    "evaluation.items.no_time": _("Nobody answered at {time}. The column has {known}."),
    "evaluation.items.nothing": _("There are no answers in these columns. Choose columns with numbers."),
    "evaluation.items.twice": _(
        "This person already answered at {time}, in row {first}. Keep one of the rows."
    ),
    "evaluation.items.title": _("The questions of {name}"),
    "evaluation.items.few": _("fewer than {least} people"),
    "evaluation.items.wide": _(
        "{n} people answered every question. With fewer than {least} the figure says little: its range runs"
        " from poor to good."
    ),
    "evaluation.items.wide.one_of_n": _(
        "1 person answered every question. With fewer than {least} the figure says little: its range"
        " runs from poor to good."
    ),
    "evaluation.items.two": _(
        "The scale has two questions only: alpha is low for that alone, and omega is not defined."
    ),
    "evaluation.items.against": _(
        "Answers to “{item}” go against the other questions. Look whether it should be turned round."
    ),
    "evaluation.items.floor": _(
        "{count} of {n} gave the lowest answer to everything: lower was not possible."
    ),
    "evaluation.items.ceiling": _(
        "{count} of {n} gave the highest answer to everything: higher was not possible."
    ),
    "evaluation.items.section": _("Do the questions of a scale hold together?"),
    "evaluation.items.of_scale": _("The questions of “{scale}”"),
    "evaluation.items.intro": _(
        "A score means something when its questions move together. How far they do is worked out from these"
        " people's answers, not taken from a manual. It does not show that a scale measures what its name says."
    ),
    "evaluation.items.never": _(
        "Questions that move together may still measure something else than the scale's name says."
    ),
    "evaluation.items.mind": _("To bear in mind"),
    "evaluation.items.once": _("All answers"),
    "evaluation.items.scale_at": _("{scale} ({time})"),
    "evaluation.items.good": _("{scale}: the questions hold together well."),
    "evaluation.items.fair": _("{scale}: the questions hold together fairly."),
    "evaluation.items.poor": _("{scale}: the questions hold together poorly."),
    "evaluation.items.unsure": _(
        "{scale}: whether the questions hold together cannot be told from so few answers."
    ),
    "evaluation.items.who": _("people who answered every question of the scale"),
    "evaluation.items.how": _(
        "How much of the score's spread the questions share (Cronbach's alpha): from 0.8 well, from 0.7 fairly."
    ),
    "evaluation.items.range": _("{value}, plausibly from {low} to {high}."),
    "evaluation.items.no_figure": _("{scale}: no figure. {sentence}"),
    "evaluation.items.retest": _(
        "{scale}: from {first} to {second} one person's score must move by more than {change} points to be"
        " more than noise."
    ),
    "evaluation.items.no_retest": _("{scale}, {first} and {second}: no figure. {sentence}"),
    "evaluation.items.retest_who": _("people who answered every question at both times"),
    "evaluation.items.retest_how": _(
        "The smallest detectable change: 1.96 times the root of 2 times the standard error of measurement"
        " ({error} points). It holds if nothing changed in between."
    ),
    "evaluation.items.retest_range": _(
        "Agreement of the two scores {value}, plausibly from {low} to {high} (ICC for absolute agreement)."
    ),
    "evaluation.items.details": _("Details: alpha, omega and each question"),
    "evaluation.items.figures": _("{scale}: how far the questions hold together"),
    "evaluation.items.items": _("{scale}, {time}: each question"),
    "evaluation.items.none": _("not defined"),
    "evaluation.items.column_time": _("Asked"),
    "evaluation.items.column_answered": _("Answered"),
    "evaluation.items.column_whole": _("Answered every question"),
    "evaluation.items.column_alpha": _("Cronbach's alpha"),
    "evaluation.items.column_omega": _("McDonald's omega"),
    "evaluation.items.column_misfit": _("Left over by one factor"),
    "evaluation.items.turned": _("{item} (turned round: agreeing means less)"),
    "evaluation.items.column_question": _("Question"),
    "evaluation.items.column_missing": _("Missing"),
    "evaluation.items.column_mean": _("Mean"),
    "evaluation.items.column_sd": _("Standard deviation"),
    "evaluation.items.column_at_low": _("At the lowest point"),
    "evaluation.items.column_at_high": _("At the highest point"),
    "evaluation.items.column_rest": _("Correlation with the rest"),
    "evaluation.items.column_without": _("Alpha without it"),
}

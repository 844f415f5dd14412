"""Sentences about raters' agreement."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "evaluation.raters.one_rater": _("Agreement needs at least two raters. Here is {raters}."),
    "evaluation.raters.one_rater.one_of_raters": _(
        "Agreement needs at least two raters. Here is one. Name the columns of two or more."
    ),
    "evaluation.raters.one_category": _(
        "Agreement needs at least two categories. These ratings use {categories}: everybody said the same, and"
        " chance alone would give that."
    ),
    "evaluation.raters.too_many": _(
        "These columns hold {n} different ratings. At most {most} can be categories: choose columns of codes."
    ),
    "evaluation.raters.no_category": _(
        "{value} is not one of the categories: {known}. Correct it, or add it."
    ),
    "evaluation.raters.title": _("Agreement of raters in {name}"),
    "evaluation.raters.section": _("Do the raters agree?"),
    "evaluation.raters.headline": _("Raters said the same in {alike} of {pairs} comparisons ({share})."),
    "evaluation.raters.headline.one_of_pairs": _(
        "Raters said the same in {alike} of 1 comparison ({share})."
    ),
    "evaluation.raters.who": _("things rated by two or more of {raters} raters"),
    "evaluation.raters.how": _(
        "Each two ratings of one thing are compared. Some of them would be alike by chance; the range takes that"
        " into account."
    ),
    "evaluation.raters.range": _("Agreement beyond chance, where 0 is chance and 1 is perfect: {figures}."),
    "evaluation.raters.one": _("{name} {value} ({range})"),
    "evaluation.raters.no_range": _("Agreement beyond chance cannot be told from these ratings."),
    "evaluation.raters.apart": _(
        "The coefficients lie {gap} apart, because each reckons chance in its own way. Go by the one that was named"
        " beforehand, and report the others beside it."
    ),
    "evaluation.raters.few": _(
        "{n} things were rated more than once. With fewer than {least} the range is wide."
    ),
    "evaluation.raters.few.one_of_n": _(
        "1 thing was rated more than once. With fewer than {least} the range is wide."
    ),
    "evaluation.raters.paradox": _(
        "Nearly everything falls into one category. Kappa and Krippendorff's alpha are low then although raters"
        " agree (the kappa paradox): read the share and Gwet's coefficient."
    ),
    "evaluation.raters.never": _("Raters who agree may all be wrong."),
    "evaluation.raters.details": _("Details: coefficients"),
    "evaluation.raters.figures": _("Agreement beyond chance, by coefficient"),
    "evaluation.raters.coefficient": _("Coefficient"),
    "evaluation.raters.value": _("Value"),
    "evaluation.raters.interval": _("Range (95%)"),
    "evaluation.raters.cohen": _("Cohen's kappa"),
    "evaluation.raters.fleiss": _("Fleiss' kappa"),
    "evaluation.raters.gwet": _("Gwet's AC"),
    "evaluation.raters.krippendorff": _("Krippendorff's alpha"),
}

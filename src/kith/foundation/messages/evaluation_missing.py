"""Sentences about missing answers, and how much they could matter."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "evaluation.missing.plain": _(
        "{who}: {left} of the {whole} people who answered the first time did not answer again. Had all of them ended"
        " at the lowest point of the scale, the average change of the {whole} would be {lowest}; at the highest,"
        " {highest}. Of the {matched} who answered both times it is {change}."
    ),
    "evaluation.missing.plain.one_of_left": _(
        "{who}: 1 of the {whole} people who answered the first time did not answer again. Had this"
        " person ended at the lowest point of the scale, the average change of the {whole} would be"
        " {lowest}; at the highest, {highest}. Of the {matched} who answered both times it is {change}."
    ),
    "evaluation.missing.plain_length": _(
        "{who}: {left} of the {whole} people who answered the first time did not answer again. Had each of them moved"
        " down by the whole length of the scale, the average change of the {whole} would be {lowest}; up, {highest}."
        " Of the {matched} who answered both times it is {change}."
    ),
    "evaluation.missing.plain_length.one_of_left": _(
        "{who}: 1 of the {whole} people who answered the first time did not answer again. Had this"
        " person moved down by the whole length of the scale, the average change of the {whole} would be"
        " {lowest}; up, {highest}. Of the {matched} who answered both times it is {change}."
    ),
    "evaluation.missing.plain_no_ends": _(
        "{who}: {left} of the {whole} people who answered the first time did not answer again. The plan does not say"
        " where the scale ends, so what they could have changed at most is not known."
    ),
    "evaluation.missing.plain_no_ends.one_of_left": _(
        "{who}: 1 of the {whole} people who answered the first time did not answer again. The plan does"
        " not say where the scale ends, so what they could have changed at most is not known."
    ),
    "evaluation.missing.tip": _(
        "The average change of the {whole} would be zero if those who left had changed by {tip} on average."
    ),
    "evaluation.missing.tip_impossible": _(
        "Only if those who left had changed by {tip} on average would it be zero, and the scale has no room for that."
    ),
    "evaluation.missing.caption": _("Missing answers, and how much they could matter: {outcome}"),
    "evaluation.missing.matched": _("Both times"),
    "evaluation.missing.left": _("First time only"),
    "evaluation.missing.later_only": _("Second time only"),
    "evaluation.missing.neither": _("Neither time"),
    "evaluation.missing.mean": _("Mean change, both times"),
    "evaluation.missing.bounds": _("Mean change of all who answered first: worst and best case"),
    "evaluation.missing.to_zero": _("Mean change of those who left at which it is zero"),
    "evaluation.missing.to_turn": _("Mean change of those who left at which its interval turns"),
    "evaluation.missing.imputed": _("Multiple imputation (interval)"),
    "evaluation.missing.two": _("{low} and {high}"),
    "evaluation.missing.nobody_left": _("nobody left"),
    "evaluation.missing.no_ends": _("ends of the scale not known"),
    "evaluation.missing.no_such": _("none would"),
    "evaluation.missing.beyond": _("{tip} (beyond the scale)"),
    "evaluation.missing.starts_with": _("{tip} (the interval would then hold zero)"),
    "evaluation.missing.starts_without": _("{tip} (the interval would then not hold zero)"),
    "evaluation.missing.too_few": _("too few to fill in"),
    "evaluation.missing.note_bounds": _(
        "Worst and best case: each who answered the first time only is put at the lowest or highest point of the"
        " scale (where they are fewer than {least}, is moved by its whole length). No assumption is made. Those who"
        " did not answer the first time are in none of these figures."
    ),
    "evaluation.missing.note_tip": _(
        "Tipping points by a pattern-mixture model: those who left have a mean of their own and the spread of the"
        " others (Little 1993; Yan and others 2009)."
    ),
    "evaluation.missing.note_imputed": _(
        "Multiple imputation: {draws} draws from a normal regression of the later score on the earlier one, seed"
        " {seed}, put together by Rubin's rules. It supposes that people with the same first score changed alike"
        " whether they stayed or left, which the answers cannot show."
    ),
}

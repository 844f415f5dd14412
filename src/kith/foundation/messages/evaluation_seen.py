"""Sentences about people as others see them."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "evaluation.seen.section": _("Seen by others"),
    "evaluation.seen.intro": _(
        "People named others who see their work, and these answered a few questions about them. Each person counts "
        "once, with the average of what at least {raters} raters said. Nothing is shown of fewer than {least} people."
    ),
    "evaluation.seen.cannot_say": _("What this cannot say"),
    "evaluation.seen.chosen": _("People chose their raters themselves. Others might see them differently."),
    "evaluation.seen.knew": _(
        "Raters knew that the person takes part in a programme, which may colour what they see."
    ),
    "evaluation.seen.other_questions": _(
        "Raters were asked what can be seen from outside. The score has the same range as people's own, and may rest on "
        "other questions: neither of the two is the true one."
    ),
    "evaluation.seen.no_cause": _("It does not say why others see somebody as they do, or why that changed."),
    "evaluation.seen.nothing": _(
        "Fewer than {least} people a side had enough raters, so nothing is shown about this score."
    ),
    "evaluation.seen.few": _("fewer than {least} people"),
    "evaluation.seen.few_both": _(
        "Fewer than {least} people had enough raters and answered themselves, so the two are not compared."
    ),
    "evaluation.seen.headline_higher": _(
        "{side}, {time}: others typically rate “{outcome}” higher than people rate themselves."
    ),
    "evaluation.seen.headline_lower": _(
        "{side}, {time}: others typically rate “{outcome}” lower than people rate themselves."
    ),
    "evaluation.seen.headline_unsure": _(
        "{side}, {time}: these answers do not tell whether others rate “{outcome}” higher or lower than people rate "
        "themselves."
    ),
    "evaluation.seen.part": _("{outcome}, seen by others"),
    "evaluation.seen.who": _(
        "people who answered themselves, of {rated} who were rated by {raters} others in all"
    ),
    "evaluation.seen.how": _(
        "Each person's own score is taken from the average of their raters; the typical difference is the median of the "
        "averages of all two differences."
    ),
    "evaluation.seen.range": _("Typically {difference} points (others less self); plausible range {range}."),
    "evaluation.seen.beside_caption": _("{outcome}: others beside people themselves"),
    "evaluation.seen.change_caption": _("{outcome}: how others' view of the same people moved"),
    "evaluation.seen.kinds_caption": _("{outcome}: by who rated"),
    "evaluation.seen.agreement_caption": _("{outcome}: how far the raters of one person agree"),
    "evaluation.seen.details": _("Details: do the raters of one person agree?"),
    "evaluation.seen.middle_note": _(
        "The middle is the median over people. People who were rated and did not answer themselves count for others only."
    ),
    "evaluation.seen.left_out": _("People with fewer than {raters} raters are left out."),
    "evaluation.seen.change_note": _(
        "Only people whom enough others rated at both times. Who rated them may not be the same at both."
    ),
    "evaluation.seen.kinds_note": _(
        "Kinds of rater that fewer than {least} people had are taken together with others, so that no small group can be "
        "worked out."
    ),
    "evaluation.seen.agreement_note": _(
        "Near 1: the average of a person's raters tells people apart. Near 0 or below: raters of one person differ as much "
        "as people do."
    ),
    "evaluation.seen.from_to": _("{first} to {later}"),
    "evaluation.seen.column_side": _("Side"),
    "evaluation.seen.column_time": _("When"),
    "evaluation.seen.column_between": _("Between"),
    "evaluation.seen.column_kind": _("Who rated"),
    "evaluation.seen.column_rated": _("People rated"),
    "evaluation.seen.column_raters": _("Raters"),
    "evaluation.seen.column_others": _("Others (middle)"),
    "evaluation.seen.column_both": _("Rated, and answered themselves"),
    "evaluation.seen.column_own": _("Themselves (middle)"),
    "evaluation.seen.column_gap": _("Others less self"),
    "evaluation.seen.column_change": _("Typical change"),
    "evaluation.seen.column_interval": _("Range (95%)"),
    "evaluation.seen.column_icc": _("Agreement (ICC)"),
}

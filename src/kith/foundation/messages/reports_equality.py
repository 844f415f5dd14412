"""Who got in by equality group, in a report."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "reports.equality.section": _("Equality: who applied and who got in"),
    "reports.equality.intro": _(
        "Counts of {threshold} or fewer are not shown, others are rounded, and more is kept back where one number "
        "would give away another. Nobody’s own answers are shown to anybody."
    ),
    "reports.equality.made": _("Counted on {day}."),
    "reports.equality.pooled": _("Taken together with other calls, so that it can be read: {cohorts}."),
    "reports.equality.no_call": _(
        "Equality questions are asked when people apply, and nobody applied in Kith, so there is nothing to count. "
        "Who was reached and who was not is not known."
    ),
    "reports.equality.open": _("The call has not closed. Groups are counted when it has."),
    "reports.equality.not_made": _(
        "Nobody has counted the groups yet. Whoever leads the cohort does it on the page “Who gets in”, and makes this "
        "report again."
    ),
    "reports.equality.too_few": _(
        "{people} people took part. Split in two in whatever way, one group has {threshold} or fewer, and the other "
        "could be worked out from it. So this cohort cannot be shown by itself."
    ),
    "reports.equality.pool_with": _(
        "Taken together with other calls of the organisation it may be: {cohorts}. Whoever leads the cohorts counts "
        "them together on the organisation’s page “Who gets in”."
    ),
    "reports.equality.pool_later": _(
        "It has to be taken together with other calls of the organisation, and there is none yet that has closed."
    ),
}

"""Sentences about surveys of different people. None of them may speak of anybody's change."""

from kith.foundation.messages import gettext_noop as _

FAULTS = {
    "evaluation.groups.one_group": _(
        "A comparison of different people needs at least two groups. Here are {groups}. Choose a column that"
        " tells two groups or more apart."
    ),
    "evaluation.groups.one_group.one_of_groups": _(
        "A comparison of different people needs at least two groups. Here is one. Choose a column that"
        " tells two groups or more apart."
    ),
    "evaluation.groups.unknown": _("There is no group “{group}”. The groups are: {known}."),
    "evaluation.groups.too_many": _(
        "This column has {n} different groups, and {most} at most can be compared with the first. Choose another"
        " column, or name the groups with --groups."
    ),
    "evaluation.groups.same_person": _(
        "One person stands in two groups, in rows {rows}, so these are not different people. Use “kith evaluate"
        " change” to compare people with themselves."
    ),
}

LIMITS = {
    "evaluation.never.groups": _(
        "These are different people. A difference between them is not a change in anybody, and cannot be said to"
        " be caused by anything that came between: the groups may have differed from the start."
    ),
    "evaluation.groups.too_few": _(
        "The groups have {n} and {m} answers; nothing is shown below {least} in each."
    ),
    "evaluation.groups.out_of_reach": _(
        "With {n} and {m} different people and {tests} tests, p could not be smaller than {p}."
    ),
    "evaluation.groups.either_way": _(
        "The answers fit either group being the higher: the plausible range of the difference runs from"
        " {change_low} to {change_high}."
    ),
    "evaluation.groups.at_end": _(
        "No difference is at the very end of the plausible range, which runs from {change_low} to {change_high}."
    ),
    "evaluation.groups.few": _(
        "One group has only {n} people. Another such group could look quite different."
    ),
    "evaluation.groups.left_out": _("{n} rows belong to none of the groups compared, and were left out."),
    "evaluation.groups.left_out.one_of_n": _(
        "1 row belongs to none of the groups compared, and was left out."
    ),
}

REPORT = {
    "evaluation.groups.title": _("Different people compared: {name}"),
    "evaluation.groups.section": _("Different people compared"),
    "evaluation.groups.intro": _(
        "The groups compared here are different people, or people who cannot be linked. So groups are set beside each"
        " other, and nothing is said about change in a person."
    ),
    "evaluation.groups.outcome": _("{outcome}: different people compared"),
    "evaluation.groups.headline": _(
        "{outcome}, different people: someone of “{second}” would score higher than someone of “{first}” {share} of"
        " the time, ties counted half."
    ),
    "evaluation.groups.headline_how": _(
        "Every person of one group set beside every person of the other. These are different people."
    ),
    "evaluation.groups.headline_who": _("different people in the two groups who answered"),
    "evaluation.groups.headline_range.typical": _(
        "The typical difference is {difference}. The plausible range: {range}."
    ),
    "evaluation.groups.headline_range.mean": _(
        "The average difference is {difference}. The plausible range: {range}."
    ),
    "evaluation.groups.nothing_shown": _(
        "Too few people answered in one of the groups, so nothing is shown for this score."
    ),
    "evaluation.groups.scores_caption": _("{outcome}: scores of each group (different people)"),
    "evaluation.groups.group": _("Group"),
    "evaluation.groups.asked": _("People"),
    "evaluation.groups.answered": _("Answered"),
    "evaluation.groups.middle": _("Middle score"),
    "evaluation.groups.average": _("Average score"),
    "evaluation.groups.differences_caption": _("{outcome}: differences between groups of different people"),
    "evaluation.groups.compared": _("Different people compared"),
    "evaluation.groups.beside": _("“{second}” beside “{first}”"),
    "evaluation.groups.people": _("People, both groups"),
    "evaluation.groups.higher": _("Second higher"),
    "evaluation.groups.typical": _("Typical difference"),
    "evaluation.groups.mean": _("Average difference"),
    "evaluation.groups.range": _("Plausible range"),
    "evaluation.groups.interval_title": _("Difference between groups of different people, in points"),
    "evaluation.groups.no_difference": _("no difference"),
    "evaluation.groups.interval_finding.mean": _(
        "{outcome}, different people: the average difference of each group from “{first}”, with its plausible range."
    ),
    "evaluation.groups.interval_finding.typical": _(
        "{outcome}, different people: the typical difference of each group from “{first}”, with its plausible range."
    ),
    "evaluation.groups.interval_alternative.mean": _(
        "{label}, different people: average difference {difference}, plausible range {low} to {high}."
    ),
    "evaluation.groups.interval_alternative.typical": _(
        "{label}, different people: typical difference {difference}, plausible range {low} to {high}."
    ),
    "evaluation.groups.how.mean": _("The average of one group less the average of the other."),
    "evaluation.groups.how.typical": _(
        "The middle of all differences between a person of one group and a person of the other."
    ),
    "evaluation.groups.cannot_say": _("What this cannot say of different people"),
    "evaluation.groups.about": _("{outcome}, {compared} (different people): {sentence}"),
    "evaluation.groups.details": _("Details: tests and effect sizes of different people"),
    "evaluation.groups.sizes_caption": _("Sizes of the difference between different people: {outcome}"),
    "evaluation.groups.tests_caption": _("Tests of different people: {outcome}"),
    "evaluation.groups.mean_difference": _("Difference of means (interval)"),
    "evaluation.groups.spreads_caption": _("Spread of each group's scores (different people): {outcome}"),
    "evaluation.groups.sd": _("Standard deviation"),
    "evaluation.groups.delta": _("Cliff's delta, which is the rank-biserial correlation (interval)"),
    "evaluation.groups.g": _("Hedges g with the average of both standard deviations (interval)"),
    "evaluation.groups.p": _("p, Mann-Whitney"),
    "evaluation.groups.p_holm": _("p after Holm"),
    "evaluation.groups.p_least": _("Least p possible after Holm"),
    "evaluation.groups.p_mean": _("p, permutation of means"),
    "evaluation.groups.p_unequal": _("p, Brunner-Munzel"),
    "evaluation.groups.p_drawn": _("{p} (drawn; 99% interval {low} to {high})"),
}

MESSAGES = {**FAULTS, **LIMITS, **REPORT}

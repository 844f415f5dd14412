"""Sentences about groups of different people and about models of several waves and cohorts."""

from kith.foundation.messages import gettext_noop as _

GROUPS = {
    "statistics.method.mann_whitney": _(
        "Wilcoxon-Mann-Whitney test of two groups of different people, two-sided, exact with ties."
    ),
    "statistics.method.mann_whitney_normal": _(
        "Wilcoxon-Mann-Whitney test of two groups of different people, two-sided, by the normal distribution"
        " corrected for ties, because the groups are large."
    ),
    "statistics.method.mean_permutation": _(
        "Exact permutation test of the difference of two groups' means, two-sided, all ways to deal the groups."
    ),
    "statistics.method.mean_permutation_sampled": _(
        "Permutation test of the difference of two groups' means, two-sided, with groups dealt at random: p is"
        " (b + 1)/(B + 1), b of the B being as far out."
    ),
    "statistics.method.brunner_munzel": _(
        "Brunner and Munzel's test of two groups whose spreads may differ, two-sided, with the t distribution."
    ),
    "statistics.method.shift": _(
        "Median of all differences between two people of the two groups (Hodges and Lehmann), with the exact"
        " interval of the Mann-Whitney test; where scores are alike it holds at least its level."
    ),
    "statistics.method.shift_normal": _(
        "Median of all differences between two people of the two groups (Hodges and Lehmann), with the interval"
        " of the Mann-Whitney test by the normal distribution, because the groups are large."
    ),
    "statistics.method.cliffs_delta": _(
        "Cliff's delta (the rank-biserial correlation of two groups), with Cliff's asymmetric interval."
    ),
    "statistics.method.cliffs_delta_end": _(
        "Cliff's delta (the rank-biserial correlation of two groups). The groups do not overlap, so the interval"
        " is only rough: it comes from the size of the smaller group."
    ),
    "statistics.method.welch": _("Difference of two groups' means, with Welch's interval."),
    "statistics.method.hedges_g_average": _(
        "Difference of two groups' means over the average of both standard deviations, corrected for small"
        " samples (Hedges g), with Bonett's interval (2008)."
    ),
    "statistics.method.hedges_g_pooled": _(
        "Difference of two groups' means over the pooled standard deviation, corrected for small samples"
        " (Hedges g), with the interval of the noncentral t distribution."
    ),
}

MODELS = {
    "statistics.mixed.too_few_groups": _(
        "A spread between groups needs at least {least} groups with answers. Here are {groups}. Report each group"
        " by itself, or wait for more."
    ),
    "statistics.mixed.too_few_rows": _(
        "There are {n} answers for {parameters} figures to be worked out. At least {least} answers are needed."
    ),
    "statistics.mixed.not_independent": _(
        "“{name}” says nothing that the other columns do not say already, so its effect cannot be told apart."
        " Leave it out."
    ),
    "statistics.mixed.no_spread": _(
        "The model fits every answer exactly, so there is no spread to reckon with. Report the values themselves."
    ),
    "statistics.mixed.group_a_row": _(
        "“{name}” has a group of its own for every answer, so it cannot be told from chance. Leave it out."
    ),
    "statistics.mixed.no_convergence": _(
        "The model did not settle on an answer: its slope is still {slope}. No figure is given. Use a simpler"
        " model, with fewer groupings."
    ),
    "statistics.ordinal.too_few_categories": _(
        "A model of answers in order needs at least 2 different answers. Here is {categories}."
    ),
    "statistics.ordinal.too_many_categories": _(
        "A model of answers in order takes at most {most} different answers. Here are {categories}. Use the"
        " linear model."
    ),
    "statistics.ordinal.separated": _(
        "One group has only the lowest or only the highest answers, so the odds cannot be compared by a number."
        " Report the counts."
    ),
    "statistics.ordinal.empty_category": _(
        "Whether the odds are the same at every answer cannot be checked: an answer was given by nobody in one of"
        " the groups compared."
    ),
    "statistics.method.satterthwaite": _(
        "Linear mixed model fitted by restricted maximum likelihood (REML), with Satterthwaite's degrees of freedom."
    ),
    "statistics.method.profile": _(
        "Interval by the profile of the restricted likelihood: the values that a likelihood-ratio test does not"
        " reject."
    ),
    "statistics.method.least_squares": _(
        "Ordinary least squares with the t distribution, groups being told apart by fixed effects."
    ),
    "statistics.method.cumulative_logit": _(
        "Cumulative logit (proportional odds) model by maximum likelihood, with Wald's interval."
    ),
    "statistics.method.cumulative_logit_mixed": _(
        "Cumulative logit (proportional odds) model with a random intercept, by maximum likelihood with adaptive"
        " Gauss-Hermite quadrature, and Wald's interval."
    ),
    "statistics.method.proportional_odds": _(
        "Likelihood-ratio test that the odds are the same at every answer, by the chi-squared distribution."
    ),
    "evaluation.missing.rubin": _(
        "Multiple imputation, put together by Rubin's rules with the degrees of freedom of Barnard and Rubin (1999)."
    ),
}

MESSAGES = {**GROUPS, **MODELS}

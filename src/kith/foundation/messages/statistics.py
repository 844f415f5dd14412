"""Sentences about statistics: why a figure was refused, and how one was computed."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "statistics.too_few": _("There are too few answers for this figure: {n}. It needs at least {least}."),
    "statistics.too_few_items": _("A scale needs at least two items for this figure. This one has {items}."),
    "statistics.not_finite": _("Some values are missing or are not numbers: {count}. Leave them out first."),
    "statistics.different_lengths": _(
        "The two columns do not pair: one has {first} values, the other {second}. Give one row a person."
    ),
    "statistics.bad_level": _(
        "{level} is not a confidence level. Give a number between 0 and 1, such as 0.95."
    ),
    "statistics.bad_count": _("{count} is not a count. Give a whole number that is 0 or more."),
    "statistics.more_than_all": _("{count} of {n} cannot be. A part is never more than the whole."),
    "statistics.not_a_probability": _("A p-value lies between 0 and 1. Check where these come from."),
    "statistics.no_spread": _(
        "Everyone gave the same, so there is no spread to compare with. Report the values themselves."
    ),
    "statistics.undefined": _(
        "This figure is not defined for these answers: they are too few or too much alike."
    ),
    "statistics.no_ratio": _(
        "A ratio of these two shares is not defined: {first} people in one group and {second} in the other."
        " Report the counts."
    ),
    "statistics.too_few_groups": _("A comparison needs at least two groups with people. Here are {groups}."),
    # How a figure was computed: the Details of a report
    "statistics.method.wilson": _("Share with Wilson's score interval."),
    "statistics.method.clopper_pearson": _("Share with the exact interval of Clopper and Pearson."),
    "statistics.method.newcombe": _(
        "Difference of the shares of two groups, with Newcombe's interval (method 10, 1998)."
    ),
    "statistics.method.newcombe_paired": _(
        "Difference of two shares of the same people, with Newcombe's interval for pairs (method 10, 1998)."
    ),
    "statistics.method.hodges_lehmann": _(
        "Median of the averages of all two changes (Hodges and Lehmann), with the exact signed-rank "
        "interval; where changes are alike the interval holds at least its level."
    ),
    "statistics.method.hodges_lehmann_normal": _(
        "Median of the averages of all two changes (Hodges and Lehmann), with the signed-rank "
        "interval by the normal distribution, for more than 200 pairs."
    ),
    "statistics.method.median": _("Median with the exact interval of the sign test."),
    "statistics.method.bootstrap_bca": _(
        "Bootstrap interval, corrected for bias and skewness (BCa). With fewer than about 20 people it runs a"
        " little narrow."
    ),
    "statistics.method.bootstrap_percentile": _("Bootstrap interval of percentiles."),
    "statistics.method.bootstrap_large": _(
        "Bootstrap interval of percentiles: so many different scores need no correction. Of more than 50,000 people"
        " it takes fewer draws, but at least 999."
    ),
    "statistics.method.bootstrap_small": _(
        "Bootstrap interval of percentiles, because the sample is too small for the corrected one. It"
        " runs narrow: the truth may well lie outside."
    ),
    "statistics.method.sign_test": _("Exact sign test, two-sided; pairs that did not change are left out."),
    "statistics.method.signed_rank_pratt": _(
        "Wilcoxon's signed-rank test, two-sided, exact with ties; pairs that did not change are "
        "ranked and then left out (Pratt)."
    ),
    "statistics.method.signed_rank_wilcoxon": _(
        "Wilcoxon's signed-rank test, two-sided, exact with ties; pairs that did not change are left out."
    ),
    "statistics.method.signed_rank_normal_pratt": _(
        "Wilcoxon's signed-rank test, two-sided, by the normal distribution for more than 200 pairs; "
        "pairs that did not change are ranked and then left out (Pratt)."
    ),
    "statistics.method.signed_rank_normal_wilcoxon": _(
        "Wilcoxon's signed-rank test, two-sided, by the normal distribution for more than 200 pairs; "
        "pairs that did not change are left out."
    ),
    "statistics.method.permutation": _(
        "Exact permutation test of the mean change, two-sided, all signs tried."
    ),
    "statistics.method.permutation_sampled": _(
        "Permutation test of the mean change, two-sided, with signs drawn at random."
    ),
    "statistics.method.g_av": _(
        "Mean change over the average standard deviation of both occasions, corrected for small "
        "samples (g_av), with Bonett's interval (2008)."
    ),
    "statistics.method.d_z": _(
        "Mean change over the standard deviation of the changes (d_z), with the interval of the "
        "noncentral t distribution."
    ),
    "statistics.method.fisher_exact": _("Fisher's exact test, two-sided."),
    "statistics.method.fisher_groups": _(
        "Fisher's exact test of several groups (Freeman and Halton), every table counted."
    ),
    "statistics.method.fisher_groups_drawn": _(
        "Fisher's exact test of several groups (Freeman and Halton), by tables drawn at random."
    ),
    "statistics.method.koopman": _(
        "Ratio of the shares of two groups, with Koopman's score interval (1984)."
    ),
    "statistics.method.katz": _(
        "Ratio of the shares of two groups, with the interval of its logarithm (Katz and others, 1978)."
    ),
    "statistics.method.krippendorff_nominal": _(
        "Krippendorff's alpha (alike or not), with the bootstrap interval of units drawn anew."
    ),
    "statistics.method.krippendorff_ordinal": _(
        "Krippendorff's alpha (in order), with the bootstrap interval of units drawn anew."
    ),
    "statistics.method.krippendorff_interval": _(
        "Krippendorff's alpha (in points), with the bootstrap interval of units drawn anew."
    ),
    "statistics.method.icc_one_way": _(
        "Reliability of the mean of the ratings, ICC(1,k), with the interval of the F distribution."
    ),
    "statistics.method.icc_consistency": _(
        "Reliability of the mean of the ratings, ICC(C,k), with the interval of the F distribution."
    ),
    "statistics.method.cronbach_alpha": _(
        "Cronbach's alpha of people who answered every item, with Feldt's interval."
    ),
}

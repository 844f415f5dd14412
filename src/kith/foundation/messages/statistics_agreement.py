"""Sentences about reliability, agreement and time until something happens: refusals, and how figures were computed."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "statistics.too_few_for_factor": _(
        "A factor needs at least {least} items. This scale has {items}: report alpha, or each item by itself."
    ),
    "statistics.heywood": _(
        "One factor would explain more than all of an item here, so omega is not defined: too few people"
        " answered, or the items do not measure one thing. Report alpha, and look at the items."
    ),
    "statistics.not_a_category": _(
        "{value} is not one of the categories. Correct it, or name all categories."
    ),
    "statistics.negative_time": _("{value} is not a length of time. Give 0 or more."),
    "statistics.method.omega": _(
        "McDonald's omega total of one factor (least squares off the diagonal), with a bootstrap interval of"
        " percentiles; people with an item missing are left out."
    ),
    "statistics.method.cohen_kappa_none": _("Cohen's kappa, with the large-sample interval."),
    "statistics.method.cohen_kappa_linear": _(
        "Cohen's kappa with linear weights, with the large-sample interval."
    ),
    "statistics.method.cohen_kappa_quadratic": _(
        "Cohen's kappa with quadratic weights, with the large-sample interval."
    ),
    "statistics.method.fleiss_none": _("Fleiss' kappa, with Gwet's interval over units."),
    "statistics.method.fleiss_linear": _(
        "Fleiss' kappa with linear weights, with Gwet's interval over units."
    ),
    "statistics.method.fleiss_quadratic": _(
        "Fleiss' kappa with quadratic weights, with Gwet's interval over units."
    ),
    "statistics.method.gwet_none": _("Gwet's AC1, with Gwet's interval over units."),
    "statistics.method.gwet_linear": _("Gwet's AC2 with linear weights, with Gwet's interval over units."),
    "statistics.method.gwet_quadratic": _(
        "Gwet's AC2 with quadratic weights, with Gwet's interval over units."
    ),
    "statistics.method.icc_agreement": _(
        "Agreement of single scores, ICC(A,1), with Satterthwaite's interval (McGraw and Wong 1996)."
    ),
    "statistics.method.kaplan_meier": _(
        "Share still waiting (Kaplan and Meier), with Greenwood's interval on the log(-log) scale."
    ),
    "statistics.method.median_time": _(
        "Median time (Kaplan and Meier), with the interval of Brookmeyer and Crowley on the log(-log) scale."
    ),
    "statistics.method.log_rank": _(
        "Log-rank test of two groups, two-sided, by the chi-squared distribution."
    ),
}

"""What questions and analyses are called: in advice, and in a report of what was planned."""

from kith.foundation.messages import gettext_noop as _

QUESTIONS = {
    "evaluation.advice.question.change": _("What changed"),
    "evaluation.advice.question.then": _("Looking back"),
    "evaluation.advice.question.sides": _("Do the two sides differ in their change?"),
    "evaluation.advice.question.subgroups": _("Groups within a side"),
    "evaluation.advice.question.pooled": _("All cohorts together"),
    "evaluation.advice.question.reliability": _("Do the questions of a score belong together?"),
    "evaluation.advice.question.agreement": _("Do those who judge agree?"),
    "evaluation.advice.question.time_to_role": _("How soon people move to a new role"),
}

DO = {
    "evaluation.advice.do.nothing": _("Show nothing."),
    "evaluation.advice.do.counts": _("Show counts and ranges, and no test."),
    "evaluation.advice.do.sign": _("Count who went up and who went down, and test that."),
    "evaluation.advice.do.signed_rank": _(
        "Count who went up and who went down, show each size with its range, then one exact test."
    ),
    "evaluation.advice.do.permutation": _("An exact test of the average may stand beside it."),
    "evaluation.advice.do.mann_whitney": _(
        "Show the two groups beside each other with the range of their difference, then one exact test."
    ),
    "evaluation.advice.do.fisher": _("Count yes and no in both groups, then one exact test."),
    "evaluation.advice.do.mixed_linear": _(
        "Fit one line for all cohorts that lets cohorts, and people in them, be alike."
    ),
    "evaluation.advice.do.mixed_ordinal": _(
        "Fit one ladder of answers for all cohorts that lets cohorts, and people in them, be alike."
    ),
    "evaluation.advice.do.spearman_brown": _("Show how far the two questions go together, with its range."),
    "evaluation.advice.do.alpha_omega": _("Show how far the questions go together, with its range."),
    "evaluation.advice.do.kappa": _("Show how often the two agree, beyond chance, with its range."),
    "evaluation.advice.do.krippendorff": _("Show how far all of them agree, beyond chance, with its range."),
    "evaluation.advice.do.kaplan_meier": _(
        "Draw the share who have moved, month by month; those who are still waiting count until they were"
        " last seen."
    ),
}

TERMS = {
    "evaluation.advice.term.nothing": _("None"),
    "evaluation.advice.term.counts": _("Counts; Wilson's interval for shares; no test"),
    "evaluation.advice.term.sign": _("Exact sign test, two-sided (Dixon and Mood 1946)"),
    "evaluation.advice.term.signed_rank": _(
        "Exact Wilcoxon signed-rank test, two-sided, on the score's own steps, zeros as Pratt has them;"
        " Hodges–Lehmann and mean change with intervals; g_av and d_z"
    ),
    "evaluation.advice.term.permutation": _("Permutation test of the mean change, two-sided (Fisher 1935)"),
    "evaluation.advice.term.mann_whitney": _("Exact Mann–Whitney test, two-sided (Mann and Whitney 1947)"),
    "evaluation.advice.term.fisher": _("Fisher's exact test, two-sided"),
    "evaluation.advice.term.mixed_linear": _(
        "Linear mixed model with random intercepts for cohorts and for people in them"
    ),
    "evaluation.advice.term.mixed_ordinal": _(
        "Cumulative-logit mixed model with random intercepts for cohorts and for people in them"
    ),
    "evaluation.advice.term.spearman_brown": _("Spearman–Brown coefficient of two items"),
    "evaluation.advice.term.alpha_omega": _("Cronbach's alpha with Feldt's interval, and McDonald's omega"),
    "evaluation.advice.term.kappa": _("Cohen's kappa, with Gwet's AC beside it, and their intervals"),
    "evaluation.advice.term.krippendorff": _("Krippendorff's alpha, with its interval"),
    "evaluation.advice.term.kaplan_meier": _("Kaplan–Meier curve, with its interval"),
}

MESSAGES = {**QUESTIONS, **DO, **TERMS}

"""Sentences about method in a report on change: the only place where statistical terms stand."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "evaluation.method.details": _("Details: tests and effect sizes"),
    "evaluation.method.sizes_caption": _("Sizes of change: {outcome}"),
    "evaluation.method.tests_caption": _(
        "Tests (exact signed-rank unless the method says otherwise): {outcome}"
    ),
    "evaluation.method.statistics": _("Details: statistics, and how to do it again"),
    "evaluation.method.comparison": _("Side and times"),
    "evaluation.method.medians": _("Median, first and second"),
    "evaluation.method.means": _("Mean, first and second"),
    "evaluation.method.sds": _("Standard deviation, first and second"),
    "evaluation.method.mean_change": _("Mean change (interval)"),
    "evaluation.method.typical_change": _("Typical change (interval)"),
    "evaluation.method.g_av": _("g_av (interval)"),
    "evaluation.method.d_z": _("d_z (interval)"),
    "evaluation.method.rank_biserial": _("Rank-biserial (interval)"),
    "evaluation.method.p": _("p"),
    "evaluation.method.p_holm": _("p after Holm"),
    "evaluation.method.smallest_p": _("Least p possible"),
    "evaluation.method.smallest_p_holm": _("Least p possible after Holm"),
    "evaluation.method.two_values": _("{first}, {second}"),
    "evaluation.method.with_interval": _("{value} ({low} to {high})"),
    "evaluation.method.not_defined": _("not defined"),
    "evaluation.method.no_interval": _("{value} (no interval)"),
    "evaluation.method.family": _(
        "p after Holm is corrected over the {size} tests of the family “{family}” (Holm 1979)."
    ),
    "evaluation.method.family.one_of_size": _(
        "p after Holm is the p itself: the family “{family}” has one test."
    ),
    "evaluation.method.family_all": _("all scores"),
    "evaluation.method.family_primary": _("main score"),
    "evaluation.method.change": _("Change"),
    "evaluation.method.change_how": _(
        "The later score minus the earlier score of the same person. Only people with both scores count."
        " A missing score is left out, never taken as zero."
    ),
    "evaluation.method.grid": _("Steps of the score"),
    "evaluation.method.grid_found": _(
        "{outcome}: counted in steps of {step}, so that equal changes count as equal."
    ),
    "evaluation.method.grid_whole": _(
        "{outcome}: scores are whole numbers, and changes are counted in them."
    ),
    "evaluation.method.grid_fine": _(
        "{outcome}: changes are compared as exact fractions, because people answered different numbers of questions."
        " Equal changes so count as equal."
    ),
    "evaluation.method.grid_decimals": _(
        "{outcome}: no steps were found, so differences were rounded to the decimals of the file."
    ),
    "evaluation.method.centre_mean": _(
        "The average change is told first, because every group shown has at least ten people."
    ),
    "evaluation.method.centre_typical": _(
        "The typical change is told first, and not the average: its range is right for few people too."
        " It is the middle of the averages of every two people's changes."
    ),
    "evaluation.method.typical_name": _("Typical change"),
    "evaluation.method.mean_name": _("Mean change"),
    "evaluation.method.g_av_name": _("g_av"),
    "evaluation.method.d_z_name": _("d_z"),
    "evaluation.method.rank_biserial_name": _("Rank-biserial correlation"),
    "evaluation.method.rank_biserial_is": _("What the rank-biserial correlation is"),
    "evaluation.method.rank_biserial_how": _(
        "(R+ − R−) / (R+ + R−): R+ and R− are the sums of the ranks of the changes up and down, all changes being"
        " ranked by size, those of nothing too (Pratt 1959; Kerby 2014)."
    ),
    "evaluation.method.test_name": _("Test"),
    "evaluation.method.declared": _("Plan"),
    "evaluation.method.declared_on": _(
        "Written down on {date}, before the answers were opened. Hash of the plan: {hash}."
    ),
    "evaluation.method.primary": _("Main score"),
    "evaluation.method.reliable": _("Reliable change"),
    "evaluation.method.reliable_how": _(
        "1.96 × √2 × the standard error of measurement; that error is the standard deviation of the first"
        " scores × √(1 − reliability) (Jacobson and Truax 1991)."
    ),
    "evaluation.method.withheld": _("What is not shown"),
    "evaluation.method.withheld_how": _(
        "Nothing below {least} matched answers on a side, nor anything from which fewer people could be"
        " worked out."
    ),
    "evaluation.method.lines_evaluator": _(
        "Single people are shown under codes drawn by lot, for the evaluator only."
        " Do not pass this report on."
    ),
    "evaluation.method.lines_public": _("No single person is shown."),
    "evaluation.method.privacy": _("Single people"),
    "evaluation.method.evaluator": _("Who made this report"),
    "evaluation.method.source": _("Where the answers come from"),
    "evaluation.method.instrument": _("Questionnaire: {outcome}"),
    "evaluation.method.seed": _("To do it again"),
    "evaluation.method.seed_how": _(
        "Kith {version}, seed {seed}, {resamples} resamples. Hash of the data: {data}."
    ),
    "evaluation.method.then_title": _("Looking back"),
    "evaluation.method.then_how": _(
        "The same people were asked before, afterwards about the time before (a then-test), and about themselves"
        " now. All three changes in a row are of people with all three scores."
    ),
    "evaluation.method.then_later": _("Until"),
    "evaluation.method.then_means": _(
        "Recalibration is how far people, looking back, place themselves elsewhere than they did at the time."
        " Below zero: they now think that they began lower. They may have learned what the question means, may"
        " remember wrongly, or may wish to have changed; these answers cannot tell which. So both ways are told"
        " side by side, and neither is corrected by the other."
    ),
    "evaluation.method.then_caption": _("Typical change with plausible range, by way of asking"),
    "evaluation.method.before_to_after": _("Before to later"),
    "evaluation.method.then_to_after": _("Looking back to later"),
    "evaluation.method.then_minus_before": _("Looking back minus before (recalibration)"),
}

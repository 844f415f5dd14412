"""Intervals, exact tests, effect sizes and agreement: what several wings need.

Import from the subject: ``proportions`` (wilson, clopper_pearson, newcombe, newcombe_paired),
``locations`` (hodges_lehmann, median_interval), ``bootstrap`` (bca, percentile, bootstrap),
``paired`` (sign_test, signed_rank_test, permutation_test), ``effects`` (rank_biserial, g_av, d_z),
``independent`` (mann_whitney, mean_permutation, brunner_munzel), ``independent_effects`` (shift,
cliffs_delta, hedges_g, mean_difference), ``mixed`` (fit_mixed), ``ordinal`` (fit_ordinal,
proportional_odds), ``contingency`` (fisher_exact), ``multiplicity`` (holm), ``reliability`` (cronbach_alpha). Each gives an
:class:`~kith.statistics.types.Estimate` or :class:`~kith.statistics.types.TestResult` and refuses,
with a :class:`~kith.foundation.faults.KithError`, rather than guesses.
"""

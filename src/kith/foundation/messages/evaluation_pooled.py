"""Sentences about cohorts pooled, pairs in one model, and all times in one model."""

from kith.foundation.messages import gettext_noop as _

REMARKS = {
    "evaluation.pooled.too_few_cohorts": _(
        "With {cohorts} cohorts nothing can be said about how cohorts differ; that takes at least {least}. The"
        " figure is about these cohorts and no others: each person's change, told apart by cohort."
    ),
    "evaluation.pooled.too_few_cohorts.one_of_cohorts": _(
        "With 1 cohort nothing can be said about how cohorts differ; that takes at least {least}. The figure is"
        " about this cohort and no other."
    ),
    "evaluation.pooled.few_cohorts": _(
        "{cohorts} cohorts are few to say how cohorts differ. Read the range for other such cohorts with care."
    ),
    "evaluation.pooled.cohorts_alike": _(
        "The best fit has no spread between the {cohorts} cohorts at all. That does not show that cohorts are alike:"
        " it is as far as so few can tell. The range takes them as alike, and may be too narrow."
    ),
    "evaluation.pooled.little_known": _(
        "How much cohorts differ is hardly known from these {cohorts}, so the range is wide."
    ),
    "evaluation.pooled.odds_differ": _(
        "The odds of a higher score are not the same at every answer (p = {p}). Read the odds ratio as an average over"
        " the answers."
    ),
    "evaluation.pooled.too_few_pairs": _(
        "{pairs} pairs have answers of both people at both times. A model of pairs needs at least {least}, and as many"
        " people on each side. Nothing is shown."
    ),
    "evaluation.pooled.too_few_pairs.one_of_pairs": _(
        "1 pair has answers of both people at both times. A model of pairs needs at least {least}, and as many"
        " people on each side. Nothing is shown."
    ),
    "evaluation.pooled.pairs_unlike": _(
        "The best fit has nothing in common between the two people of a pair ({pairs} pairs). Pairs in which one rises"
        " as the other falls would look the same."
    ),
    "evaluation.pooled.too_few_waves": _(
        "At one time only {n} people answered. A model of all times needs at least {least} at each. Nothing is shown."
    ),
    "evaluation.pooled.too_few_waves.one_of_n": _(
        "At one time only 1 person answered. A model of all times needs at least {least} at each. Nothing is shown."
    ),
    "evaluation.pooled.would_uncover": _(
        "Fewer than {least} people answered at “{wave}” and not at the time it is compared with. Beside the figures of"
        " those who answered both, a model of all would uncover their scores. Nothing is shown."
    ),
    "evaluation.pooled.no_cohort_alone": _(
        "No cohort has the {least} people by which it could be shown alone."
    ),
    "evaluation.pooled.person_at_zero": _(
        "The best fit has no spread between people at all, which is rare. Check that codes link the same people."
    ),
    "evaluation.pooled.cohort_at_zero": _(
        "The best fit has no spread between cohorts beside that between people. That does not show that there is none."
    ),
    "evaluation.pooled.cohort_blank": _(
        "{n} people have no cohort in column “{column}”. They make up a cohort called “not stated”."
    ),
    "evaluation.pooled.cohort_blank.one_of_n": _(
        "1 person has no cohort in column “{column}”, and makes up a cohort called “not stated”."
    ),
    "evaluation.pooled.cohort_changes": _(
        "One person is in different cohorts in rows {rows}. Each person needs one cohort: mend the rows."
    ),
    "evaluation.pooled.pair_changes": _(
        "One person is in different pairs in rows {rows}. Each person needs one pair: mend the rows."
    ),
}

REPORT = {
    "evaluation.pooled.title": _("All cohorts, pairs and times together"),
    "evaluation.pooled.cohorts": _("All cohorts together"),
    "evaluation.pooled.pairs": _("Both people of a pair together"),
    "evaluation.pooled.waves": _("All times together"),
    "evaluation.pooled.cohorts_mixed": _(
        "{outcome}, {who}: over {cohorts} cohorts the average change is {change}. The plausible range for such"
        " cohorts: {range}."
    ),
    "evaluation.pooled.cohorts_strata": _(
        "{outcome}, {who}: the average change of these people of {cohorts} cohorts is {change}. The plausible range:"
        " {range}."
    ),
    "evaluation.pooled.cohorts_who": _("people of all cohorts who answered at both times"),
    "evaluation.pooled.cohorts_how.mixed": _(
        "Each person's later score minus their earlier score, in a model in which cohorts too may differ."
    ),
    "evaluation.pooled.cohorts_how.strata": _(
        "Each person's later score minus their earlier score, told apart by cohort."
    ),
    "evaluation.pooled.differ": _(
        "Of all the spread between people's changes, {share} lies between cohorts (it could be {low} to {high})."
    ),
    "evaluation.pooled.cohorts_caption": _("Average change over all cohorts"),
    "evaluation.pooled.each_title": _("Details: each cohort by itself"),
    "evaluation.pooled.each_caption": _("Average change in each cohort: {outcome}, {who}"),
    "evaluation.pooled.cohort": _("Cohort"),
    "evaluation.pooled.score": _("Score"),
    "evaluation.pooled.compared": _("Compared"),
    "evaluation.pooled.side": _("Side"),
    "evaluation.pooled.people": _("People"),
    "evaluation.pooled.n_cohorts": _("Cohorts"),
    "evaluation.pooled.n_pairs": _("Whole pairs"),
    "evaluation.pooled.answers": _("Answers"),
    "evaluation.pooled.change": _("Average change"),
    "evaluation.pooled.range": _("Plausible range"),
    "evaluation.pooled.interval_title": _("Average change, in points"),
    "evaluation.pooled.cohorts_finding": _(
        "The average change over all cohorts, with its plausible range, score by score."
    ),
    "evaluation.pooled.interval_alternative": _(
        "{label}: average change {change}, plausible range {low} to {high}."
    ),
    "evaluation.pooled.pairs_finding": _(
        "{outcome}, from “{earlier}” to “{later}”, {pairs} pairs: average change {first} ({first_side}) and {second}"
        " ({second_side}). The difference is {difference}. Its plausible range: {range}."
    ),
    "evaluation.pooled.pairs_who": _("people of pairs who answered at both times"),
    "evaluation.pooled.pairs_how": _(
        "Each person's later score minus their earlier score, in one model in which the people of a pair may be alike."
    ),
    "evaluation.pooled.pairs_alike": _(
        "Of all the spread between people's changes, {share} is shared by the two of a pair (it could be {low} to"
        " {high})."
    ),
    "evaluation.pooled.pairs_caption": _("Change of both sides in one model"),
    "evaluation.pooled.difference_row": _("Difference"),
    "evaluation.pooled.waves_intro": _(
        "Here everybody counts who answered at least once. People who missed a time are taken to have been like"
        " others with the same other scores, which the answers cannot show."
    ),
    "evaluation.pooled.waves_finding": _(
        "{outcome}, {who}, from {answers} answers of {n} people: the average at “{wave}” differs from “{first}” by"
        " {change}. The plausible range: {range}."
    ),
    "evaluation.pooled.waves_finding.everybody": _(
        "{outcome}, from {answers} answers of {n} people: the average at “{wave}” differs from “{first}” by {change}."
        " The plausible range: {range}."
    ),
    "evaluation.pooled.pairs_only_difference": _(
        "On one side, fewer than {least} people have no partner's answer. Beside the averages of each side, more"
        " figures of this model would uncover their changes. Only the difference is shown."
    ),
    "evaluation.pooled.pairs_difference_finding": _(
        "{outcome}, from “{earlier}” to “{later}”, {pairs} pairs: the difference between {second_side} and"
        " {first_side} is {difference}. Its plausible range: {range}."
    ),
    "evaluation.pooled.waves_who": _("people who answered at one time or more"),
    "evaluation.pooled.waves_how": _(
        "All scores of all times in one model in which each person has a level of their own."
    ),
    "evaluation.pooled.waves_caption": _("Average at each time, against the first"),
    "evaluation.pooled.time": _("Time"),
    "evaluation.pooled.answered": _("Answered then"),
    "evaluation.pooled.not_shown": _("{what}: {why}"),
    "evaluation.pooled.not_shown_title": _("What is not shown, or to be read with care"),
    "evaluation.pooled.about": _("{outcome}, {who}"),
}

DETAILS = {
    "evaluation.pooled.details": _("Details: models"),
    "evaluation.pooled.models_caption": _("Linear models: {what}"),
    "evaluation.pooled.freedom": _("Degrees of freedom (Satterthwaite)"),
    "evaluation.pooled.p": _("p"),
    "evaluation.pooled.cohort_sd": _("Standard deviation between cohorts"),
    "evaluation.pooled.share_cohorts": _("Intraclass correlation, cohorts (profile interval)"),
    "evaluation.pooled.share_pairs": _("Intraclass correlation, pairs (profile interval)"),
    "evaluation.pooled.share_people": _("Intraclass correlation, people (profile interval)"),
    "evaluation.pooled.odds": _("Odds ratio of a higher score (interval)"),
    "evaluation.pooled.odds_p": _("p, odds"),
    "evaluation.pooled.proportional": _("p, odds the same at every answer"),
    "evaluation.pooled.estimate": _("Estimate (interval)"),
    "evaluation.pooled.at_zero": _("{share} (best fit at the edge)"),
    "evaluation.pooled.none": _("not in this model"),
    "evaluation.pooled.p_alone": _(
        "p here is not corrected for the number of tests. The tests under each score are the main ones; these models"
        " stand beside them."
    ),
}

MESSAGES = {**REMARKS, **REPORT, **DETAILS}

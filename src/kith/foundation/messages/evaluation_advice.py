"""Sentences of advice: what a design can show, why, and what it cannot carry."""

from kith.foundation.messages import gettext_noop as _

WHY = {
    "evaluation.advice.why.counts": _(
        "Each person is compared with themselves, and what is seen is told as it is: so many up, the same and"
        " down, and how far."
    ),
    "evaluation.advice.why.sign": _(
        "The score has only two values, so a person can go up, go down or stay, and no more."
    ),
    "evaluation.advice.why.signed_rank": _(
        "The same people answer both times, so each is compared with themselves. The test uses the order of"
        " the changes only: it needs no bell curve and holds for few people."
    ),
    "evaluation.advice.why.normal_for_many": _(
        "Where more than {most} people change, the normal curve stands in for counting every outcome."
    ),
    "evaluation.advice.why.permutation_beside": _(
        "The score has many steps, so the average change is a fair summary as well."
    ),
    "evaluation.advice.why.mann_whitney": _(
        "Different people answer each time, so nobody can be compared with themselves: two groups are."
    ),
    "evaluation.advice.why.fisher": _(
        "Different people answer each time, and the score has only two values: two shares are compared."
    ),
    "evaluation.advice.why.typical_first": _(
        "With {n} people, fewer than {few}, the typical change is told before the average: its range is right"
        " for few people too."
    ),
    "evaluation.advice.why.lost": _(
        "Of {first} people, {n} are expected to answer both times. Only they can have changed."
    ),
    "evaluation.advice.why.then": _(
        "Looking back is shown beside the true first answers, never in their place: the difference between"
        " the two is a finding of its own."
    ),
    "evaluation.advice.why.sides_apart": _(
        "Each person's change is worked out first; then the changes of one side are held beside the other's."
    ),
    "evaluation.advice.why.sides_in_pairs": _(
        "People of the two sides belong together, so the change of one is held beside the change of their"
        " partner. In {n} pairs both are expected to answer both times."
    ),
    "evaluation.advice.why.not_alike": _(
        "No clear difference does not mean that the sides are the same: read the range."
    ),
    "evaluation.advice.why.subgroup": _(
        "Counts and ranges of each group may stand beside each other where enough people answer."
    ),
    "evaluation.advice.why.mixed": _(
        "People of one cohort are more alike than people of different ones. With {cohorts} cohorts a model can"
        " tell how much, and so give an honest range."
    ),
    "evaluation.advice.why.mixed_linear": _("The score has so many steps that it can be read as a number."),
    "evaluation.advice.why.mixed_ordinal": _(
        "The score has few steps: they are taken in their order, not as equally far apart."
    ),
    "evaluation.advice.why.pairs_alike": _(
        "Partners are alike too: the model needs a place for the pair as well."
    ),
    "evaluation.advice.why.each_cohort": _(
        "Show each cohort by itself and all people together. The range of all together is about these cohorts,"
        " and says nothing of other ones."
    ),
    "evaluation.advice.why.spearman_brown": _("With two questions this is the right coefficient."),
    "evaluation.advice.why.alpha_omega": _(
        "Both are worked out in your own sample: what a manual says of other people does not carry over."
    ),
    "evaluation.advice.why.kappa": _(
        "Two people judge, and some agreement comes by chance: that is taken off."
    ),
    "evaluation.advice.why.krippendorff": _("It takes {raters} judges, and judgements that are missing."),
    "evaluation.advice.why.kaplan_meier": _(
        "About {events} people are expected to have moved. Those who have not are not a missing answer: they"
        " count as not yet."
    ),
}

REFUSED = {
    "evaluation.advice.refused.too_few": _(
        "Matched answers expected: {n}. Below {least} nothing is shown, so that nobody can be recognised."
        " Ask more people, or take cohorts or groups together."
    ),
    "evaluation.advice.refused.no_test_people": _(
        "With {n} matched people no exact paired test can reach {threshold}: the least p possible is {p},"
        " when everybody moves the same way. {enough} people would be enough to reach it at all."
    ),
    "evaluation.advice.refused.no_range": _(
        "Nor does the typical change of {n} people have a plausible range of {confidence}: they are too few to"
        " bound it."
    ),
    "evaluation.advice.refused.no_test_groups": _(
        "With {other} and {n} people no exact test of two groups can reach {threshold}: the least p possible"
        " is {p}. {enough} people in each would be enough to reach it at all."
    ),
    "evaluation.advice.refused.no_test_in_family": _(
        "{tests} tests share one family. After correction the least p possible is {p}, and {threshold} cannot"
        " be reached. {enough} matched people would be enough, or fewer outcomes, or one outcome declared"
        " the main one beforehand."
    ),
    "evaluation.advice.refused.then_different_people": _(
        "Different people answer each time, so looking back cannot be held beside what the same person"
        " answered before."
    ),
    "evaluation.advice.refused.then_alone": _(
        "Nobody is asked before, so looking back stands alone. It may be a change of yardstick or the wish to"
        " have learned something, and is not read as change. Ask before as well."
    ),
    "evaluation.advice.refused.then_is_not_change": _(
        "The change from looking back to after is not tested as an outcome."
    ),
    "evaluation.advice.refused.sides_different_people": _(
        "Different people answer each time, so nobody has a change of their own to hold beside another's."
        " The two sides are shown each by itself."
    ),
    "evaluation.advice.refused.subgroup_test": _(
        "Groups are not tested against each other or by themselves: each such test makes a chance finding"
        " more likely. Declare a group beforehand if it is the question."
    ),
    "evaluation.advice.refused.too_few_cohorts": _(
        "A model of cohorts needs at least {least} of them; there are {cohorts}. With fewer, the spread"
        " between cohorts cannot be told from nothing."
    ),
    "evaluation.advice.refused.one_item": _(
        "The score is one question. How far questions belong together cannot be asked of one: ask it twice,"
        " two weeks apart, and see how stable it is."
    ),
    "evaluation.advice.refused.alpha_of_two": _(
        "Alpha of two questions says too little of them: their own coefficient is shown instead."
    ),
    "evaluation.advice.refused.reliability_few": _(
        "With {n} people nothing useful can be said: below {least} it is not worked out. About {enough} are"
        " enough."
    ),
    "evaluation.advice.refused.reliability_wide": _(
        "With {n} people a coefficient of 0.80 has a range from {from} to {to}: it does not tell a good score"
        " from a poor one. About {enough} people are enough."
    ),
    "evaluation.advice.refused.one_rater": _("One person judges, so there is nobody to agree with. Ask two."),
    "evaluation.advice.refused.agreement_few": _(
        "With {n} things judged, below {least}, only the counts of agreement are shown. About {enough} are"
        " enough."
    ),
    "evaluation.advice.refused.agreement_wide": _(
        "With {n} things judged the range is too wide to tell fair agreement from good. About {enough} are"
        " enough."
    ),
    "evaluation.advice.refused.few_events": _(
        "About {events} of {n} people are expected to have moved. Where fewer than {least} have moved, or fewer"
        " than {least} have not, no curve is drawn: counts are told."
    ),
    "evaluation.advice.refused.no_middle": _(
        "With {events} who move, fewer than {least}, no middle time is told: its range would be as wide as the"
        " time watched."
    ),
    "evaluation.advice.refused.time_by_side": _(
        "With {events} who move, one side's pace must be {ratio} times the other's to be told apart. Show both"
        " curves and no test. {enough} who move are enough for a pace twice as fast."
    ),
}

SAID = {
    "evaluation.advice.title": _("What this design can show"),
    "evaluation.advice.about": _("{question}: {outcomes}"),
    "evaluation.advice.about_side": _("{what} – {side}"),
    "evaluation.advice.two_sides": _("{first} and {second}"),
    "evaluation.advice.people": _("People expected to answer both times: {n}."),
    "evaluation.advice.people_in_groups": _("People expected: {other} at first, and {n} other people later."),
    "evaluation.advice.people_of_sides": _("People expected to answer both times: {n} and {other}."),
    "evaluation.advice.people_once": _("Expected: {n}."),
    "evaluation.advice.do": _("Do"),
    "evaluation.advice.why": _("Why"),
    "evaluation.advice.not_possible": _("Not with these numbers"),
    "evaluation.advice.details": _("Details"),
    "evaluation.advice.analysis": _("Analysis"),
    "evaluation.advice.holds_always": _("What holds for all of it"),
    "evaluation.advice.finds": _("What it could find"),
    "evaluation.advice.same_way": _(
        "As a rule of thumb, at least {least} of {n} people must move the same way to be beyond chance."
    ),
    "evaluation.advice.find_half": _(
        "To find a change of half a usual spread between people's changes in {power} of such studies, about"
        " {enough} people must answer both times."
    ),
    "evaluation.advice.find_half_groups": _(
        "To find a difference of half a usual spread between people in {power} of such studies, about"
        " {enough} people are needed in each group."
    ),
    "evaluation.advice.in_plain_share": _(
        "In {power} of such studies the test would find it if truly {share} of people went up and the rest"
        " down."
    ),
    "evaluation.advice.smallest_p": _("Least p possible"),
    "evaluation.advice.smallest_p_said": _("{p}; {holm} after the first step of Holm, {tests} in the family"),
    "evaluation.advice.detectable": _("Size that would be found"),
    "evaluation.advice.detectable_d_z": _(
        "d_z {size} (mean change over the spread of changes), g_av {g_av} if first and later scores correlate"
        " {alike}; power {power}, p at or below {threshold}. {method}"
    ),
    "evaluation.advice.detectable_d": _(
        "d {size} (difference over the spread within groups); power {power}, p at or below {threshold}."
        " {method}"
    ),
    "evaluation.advice.detectable_share": _(
        "{size} of people rise and nobody stays; power {power}, p at or below {threshold}. {method}"
    ),
    "evaluation.advice.detectable_hazard_ratio": _(
        "Hazard ratio {size}; power {power}, p at or below {threshold}. {method}"
    ),
    "evaluation.advice.width": _("Expected width of a range"),
    "evaluation.advice.width_d_z": _("average change: {width} spreads of change. {method}"),
    "evaluation.advice.width_d": _("difference: {width} spreads within groups. {method}"),
    "evaluation.advice.width_share": _(
        "share of people: {width} percentage points, where half say yes. {method}"
    ),
    "evaluation.advice.width_coefficient": _("coefficient: {width}. {method}"),
    "evaluation.advice.method.simulated": _(
        "10,000 simulated studies with normal changes without ties, exact test, fixed seed: the best case,"
        " as ties and people who stay the same cost something."
    ),
    "evaluation.advice.method.efficiency": _(
        "Noncentral t distribution with 3/π of the people: the efficiency of ranks for normal changes"
        " (Lehmann 1975)."
    ),
    "evaluation.advice.method.binomial": _("Exact binomial distribution."),
    "evaluation.advice.method.log_rank": _("Log-rank test (Schoenfeld 1981)."),
    "evaluation.advice.method.width_d_z": _("Expected width of the t interval for normal changes."),
    "evaluation.advice.method.width_d": _("Expected width of the t interval for normal scores."),
    "evaluation.advice.method.width_share": _("Wilson's interval."),
    "evaluation.advice.method.width_alpha": _("Feldt's interval at 0.80."),
    "evaluation.advice.method.width_kappa": _("Cohen's standard error at 0.60, categories equally frequent."),
    "evaluation.advice.different_people": _(
        "Different people answer each time. Two groups are compared: that is not change in anybody."
    ),
    "evaluation.advice.no_primary": _(
        "{outcomes} outcomes and none is the main one. Declare one beforehand: its test stands by itself and"
        " is not corrected for the others."
    ),
    "evaluation.advice.before_answers": _(
        "This was worked out from the design alone. Write it into the plan before the first answers are"
        " opened."
    ),
}

FAULTS = {
    "evaluation.advice.fault.no_people": _(
        "Say how many people are expected, for example --people 12, or --people clinician=12 for one side."
    ),
    "evaluation.advice.fault.people_not_understood": _(
        "“{value}” is not a number of people. Write 12, or clinician=12 for one side."
    ),
    "evaluation.advice.fault.people": _("{value} people are expected. Write a number from 0 to {most}."),
    "evaluation.advice.fault.items": _(
        "The outcome “{outcome}” has {value} questions. Write a number from 1 to {most}."
    ),
    "evaluation.advice.fault.points": _(
        "An answer of “{outcome}” has {value} points. Write a number from 2 to {most}."
    ),
    "evaluation.advice.fault.missing": _(
        "The share expected to be missing is {value}. It must be at least 0 and below 1: 0.2 is a fifth."
    ),
    "evaluation.advice.fault.cohorts": _("{value} cohorts are to be taken together. Write 1 or more."),
    "evaluation.advice.fault.pairs": _(
        "People of two sides belong together in pairs, but the design has {sides} sides. Name two."
    ),
    "evaluation.advice.fault.alike": _("The correlation is {value}. It must lie between −1 and 1."),
    "evaluation.advice.fault.threshold": _("The threshold is {value}. It must lie between 0 and 1."),
    "evaluation.advice.fault.power": _("The power is {value}. It must lie between 0 and 1."),
    "evaluation.advice.fault.roles": _(
        "The share expected to move to a new role is {value}. It must lie between 0 and 1."
    ),
    "evaluation.advice.fault.raters": _(
        "Those who judge need 0 or more things to judge, and at least two categories."
    ),
    "evaluation.advice.fault.wave": _("“{value}” is not a time of asking. Write some of: {known}."),
    "evaluation.advice.fault.no_expected": _(
        "The plan does not say how many people are expected. Add “expected = 12” to each [[side]], or"
        " “people = 12” to [expected], or give --people."
    ),
}

MESSAGES = {**WHY, **REFUSED, **SAID, **FAULTS}

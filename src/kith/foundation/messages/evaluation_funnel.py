"""Sentences about the recruitment funnel: faults of its data, its stages, and the report for a board."""

from kith.foundation.messages import gettext_noop as _

FAULTS = {
    "evaluation.funnel.bad_stages": _(
        "A funnel needs two stages or more, each once and in order. Stages given: {n}."
    ),
    "evaluation.funnel.bad_furthest": _("The furthest stage must be one of the {stages} stages given."),
    "evaluation.funnel.counted_late": _(
        "Only stages before people are known can be counted by number alone. “{stage}” comes later."
    ),
    "evaluation.funnel.same_characteristic": _(
        "“{key}” stands twice. Give each characteristic a key of its own."
    ),
    "evaluation.funnel.same_category": _("The category “{key}” stands twice. Give each a key of its own."),
    "evaluation.funnel.bad_categories": _(
        "“{characteristic}” needs at least one category, and none may be called “not_asked”."
    ),
    "evaluation.funnel.bad_length": _(
        "“{characteristic}” has {n} answers for {expected} applications. Give one for each."
    ),
    "evaluation.funnel.bad_codes": _(
        "An answer of “{characteristic}” is none of its categories. It has {categories}."
    ),
    "evaluation.funnel.bad_reference": _(
        "“{characteristic}” cannot be compared with “{reference}”, which is none of its categories."
    ),
    "evaluation.funnel.baseline_unknown": _(
        "The workforce is given by “{characteristic}”, which the applications do not have."
    ),
    "evaluation.funnel.baseline_category": _(
        "The workforce has the category “{category}”, which the applications do not know."
    ),
    "evaluation.funnel.baseline_negative": _(
        "The workforce cannot have {n} people in “{category}”. Give a number of 0 or more."
    ),
    # Files
    "evaluation.funnel.no_stage_column": _(
        "No column tells how far applications came. Give --stage COLUMN, or a column for each stage with"
        " --dates STAGE=COLUMN."
    ),
    "evaluation.funnel.both_stage_columns": _(
        "Give either --stage or --dates, not both: they could tell two different things."
    ),
    "evaluation.funnel.unknown_stage": _("“{value}” is no stage. Write one of: {stages}."),
    "evaluation.funnel.no_column": _("There is no column “{column}”. The columns are: {columns}."),
    "evaluation.funnel.bad_pair": _("“{value}” is not STAGE=COLUMN. Stages are: {stages}."),
    "evaluation.funnel.no_stage": _(
        "This application reached no stage. Give its stage, or take the row out."
    ),
    "evaluation.funnel.not_a_code": _(
        "“{value}” is no NHS ethnic category code. Codes are A to S, Z and 99."
    ),
    "evaluation.funnel.no_rows": _("There is no application in this file."),
    "evaluation.funnel.too_many_categories": _(
        "The column has {n} different answers, and a table of groups can have at most {most}. Join some first."
    ),
    "evaluation.funnel.not_a_number": _(
        "“{value}” is not a number of staff. Give a whole number of 0 or more."
    ),
    "evaluation.funnel.staff_columns": _(
        "The file of the workforce needs the columns characteristic, category and staff. Missing: {missing}."
    ),
    "evaluation.funnel.staff_unknown": _(
        "“{category}” of “{characteristic}” is not among the applications' answers, so it was left out."
    ),
}

STAGES = {
    "evaluation.stage.reached": _("Reached the call"),
    "evaluation.stage.started": _("Started an application"),
    "evaluation.stage.applied": _("Applied"),
    "evaluation.stage.permitted": _("Permitted"),
    "evaluation.stage.shortlisted": _("Shortlisted"),
    "evaluation.stage.interviewed": _("Interviewed"),
    "evaluation.stage.offered": _("Offered a place"),
    "evaluation.stage.accepted": _("Accepted"),
    "evaluation.stage.began": _("Began"),
    "evaluation.stage.completed": _("Completed"),
}

REMARKS = {
    "evaluation.funnel.rounded_rates": _(
        "Shares, ranges and tests are worked out from the rounded numbers in the tables, so that nobody can work"
        " back to a person. They differ a little from those of the exact numbers."
    ),
    "evaluation.funnel.pooled": _("{n} cohorts are counted together."),
    "evaluation.funnel.pooled.one_of_n": _("1 cohort is counted."),
    "evaluation.funnel.left_out": _(
        "A stage is left out of the tables by group where so few people left since another stage that both"
        " tables together would tell about them."
    ),
    "evaluation.funnel.pool_cohorts": _(
        "Many numbers are kept back because the groups are small. Count several cohorts together to see more."
    ),
    "evaluation.funnel.nobody_shown": _("So few people applied that no number by group can be shown."),
    "evaluation.funnel.kept_back": _("Some numbers are kept back to protect people."),
}

REPORT = {
    "evaluation.funnel.title": _("Who got in: {name}"),
    "evaluation.funnel.overall": _("Of {earlier} who applied, {later} came to the last stage: {stage}."),
    "evaluation.funnel.overall_who": _("people counted at each stage"),
    "evaluation.funnel.count_how": _("Every application is counted once, at each stage it reached."),
    "evaluation.funnel.differs": _(
        "{characteristic}: groups differ from “{earlier}” to “{later}” by more than chance would make likely."
    ),
    "evaluation.funnel.alike": _(
        "{characteristic}: the numbers cannot tell the groups apart at any step that can be shown."
    ),
    "evaluation.funnel.nothing": _("{characteristic}: the groups are too small for anything to be compared."),
    "evaluation.funnel.range": _(
        "{characteristic}, “{earlier}” to “{later}”: {category} are {ratio} times as likely to go on as"
        " {reference}, plausible range {low} to {high}."
    ),
    "evaluation.funnel.who": _("people of the groups shown"),
    "evaluation.funnel.how": _(
        "Shares that went on, compared by an exact test, corrected for {n} comparisons."
    ),
    "evaluation.funnel.alike_how": _(
        "Shares that went on, compared by exact tests. That no difference is seen does not show that there is none."
    ),
    "evaluation.funnel.p": _("p = {p} after correction."),
    "evaluation.funnel.smallest_p": _("The smallest p after correction is {p}."),
    "evaluation.funnel.wres": _(
        "WRES indicator {indicator}: white people were {ratio} times as likely as BME people, plausible range {low}"
        " to {high}."
    ),
    "evaluation.funnel.wres_none": _("WRES indicator {indicator} cannot be given."),
    "evaluation.funnel.wres_who.2": _("white and BME people shortlisted"),
    "evaluation.funnel.wres_who.4": _("white and BME staff"),
    "evaluation.funnel.wres_how.2": _(
        "Of {white_of} white people shortlisted {white} were appointed, of {bme_of} BME people {bme}. A ratio, not"
        " a percentage: 1 means equally likely."
    ),
    "evaluation.funnel.wres_how.4": _(
        "Of {white_of} white staff {white} took part, of {bme_of} BME staff {bme}. A ratio, not a percentage: 1"
        " means equally likely."
    ),
    "evaluation.funnel.wres_title": _("Workforce Race Equality Standard"),
    "evaluation.funnel.wres_outside": _(
        "In neither group: ethnic category not stated {not_stated}, not known {not_known}."
    ),
    "evaluation.funnel.wres_groups": _(
        "White is codes A, B and C; BME is codes D to S. Z (not stated) and 99 (not known) are counted apart."
    ),
    "evaluation.funnel.cannot_say": _("What this cannot say"),
    "evaluation.funnel.cannot.cause": _(
        "Why groups differ. These numbers cannot tell an unfair step from different applications."
    ),
    "evaluation.funnel.cannot.reach": _(
        "Who never applied. Nobody knows the groups of people who did not start."
    ),
    "evaluation.funnel.cannot.one": _(
        "Whether two characteristics work together. Each is counted by itself, as the groups would be too small."
    ),
    "evaluation.funnel.stages_caption": _("How many came to each stage"),
    "evaluation.funnel.stage": _("Stage"),
    "evaluation.funnel.people": _("People"),
    "evaluation.funnel.went_on": _("Share of the stage before"),
    "evaluation.funnel.first": _("first stage"),
    "evaluation.funnel.not_given": _("cannot be given"),
    "evaluation.funnel.share": _("{share} ({low} to {high})"),
    "evaluation.funnel.counts_caption": _("{characteristic}: how many came to each stage"),
    "evaluation.funnel.rates_caption": _(
        "{characteristic}: the share of each group that went on, with its plausible range"
    ),
    "evaluation.funnel.ratios_caption": _(
        "{characteristic}: how likely each group is to go on beside {reference}"
    ),
    "evaluation.funnel.group": _("Group"),
    "evaluation.funnel.not_asked": _("not known at this stage"),
    "evaluation.funnel.all": _("All"),
    "evaluation.funnel.step": _("{earlier} to {later}"),
    "evaluation.funnel.step_column": _("Step"),
    "evaluation.funnel.ratio": _("Times as likely"),
    "evaluation.funnel.plausible": _("Plausible range"),
    "evaluation.funnel.p_holm": _("p (corrected)"),
    "evaluation.funnel.low_high": _("{low} to {high}"),
    "evaluation.funnel.no_limit": _("no limit"),
    "evaluation.funnel.pooling": _("Every group could be shown if these were counted together: {labels}."),
    "evaluation.funnel.no_pooling": _(
        "No joining of these groups makes every number large enough. Count several cohorts together."
    ),
    "evaluation.funnel.policy": _(
        "To protect people, numbers of {threshold} or fewer are not shown, and others are rounded to the nearest"
        " {round_to}. Further numbers are kept back where they would give one of these away."
    ),
    "evaluation.funnel.left_out_stages": _("Not shown by group: {stages}."),
    "evaluation.funnel.four_fifths_title": _("The four-fifths rule"),
    "evaluation.funnel.four_fifths_at": _(
        "{earlier} to {later}, {lowest} beside {highest} ({ratio}): {verdict}"
    ),
    "evaluation.funnel.workforce_caption": _("{characteristic}: beside the workforce"),
    "evaluation.funnel.of_stage": _("Share of those at the stage"),
    "evaluation.funnel.of_workforce": _("Share of the workforce"),
    "evaluation.funnel.times_workforce": _("Times the workforce's share"),
    "evaluation.funnel.method_title": _("How it was worked out"),
    "evaluation.funnel.method": _("Method"),
    "evaluation.funnel.method.tests": _(
        "Groups are compared by Fisher's exact test; ratios have Koopman's score interval, shares Wilson's."
    ),
    "evaluation.funnel.method.holm": _(
        "p-values are corrected by Holm's method, over all steps' tests and over all comparisons of two groups."
    ),
    "evaluation.funnel.details": _("Details of the methods"),
    "evaluation.funnel.cohorts": _("Cohorts: {names}."),
}

MESSAGES = {**FAULTS, **STAGES, **REMARKS, **REPORT}

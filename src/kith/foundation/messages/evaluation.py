"""Sentences about change and surveys: faults, remarks, and what a sample cannot show."""

from kith.foundation.messages import gettext_noop as _

COLUMNS = {
    "evaluation.column_missing_near": _(
        "There is no column “{column}”. The nearest is “{near}”: write that, or mend the heading."
    ),
    "evaluation.column_missing": _(
        "There is no column “{column}”, nor one like it. The file has: {columns}. Write one of these."
    ),
    "evaluation.outcome_twice": _("The outcome “{outcome}” is named twice. Give each outcome its own name."),
    "evaluation.no_outcome": _(
        "No outcome is named. Say which columns hold the scores, for example"
        " --outcome SKILL=SKILL_BEFORE,SKILL_AFTER."
    ),
    "evaluation.long_one_column": _(
        "The file has one row for each person and time, so the outcome “{outcome}” needs exactly one column."
        " Write --outcome {outcome}, or leave out --wave if each time has its own column."
    ),
    "evaluation.waves_differ": _(
        "Each outcome needs one column for each time, and as many names as there are times."
        " Columns given: {counts}; names given: {names}. Add or take away columns until they agree."
    ),
    "evaluation.one_wave_wide": _(
        "Change needs at least two times. The outcome “{outcome}” has one column: write, for example,"
        " --outcome {outcome}=BEFORE,AFTER, or name the column of times with --wave."
    ),
    "evaluation.one_wave_long": _(
        "Change needs at least two times, and this column holds fewer. Choose another column of times,"
        " or use “kith evaluate describe” for a survey that was done once."
    ),
    "evaluation.wave_names_differ": _(
        "You gave {names} names of times, and the column holds {found}: {values}. Give one name for each."
    ),
    "evaluation.outcome_not_understood": _(
        "“{value}” is not an outcome. Write a name, or a name with its columns: SKILL=BEFORE,AFTER."
    ),
}

ROWS = {
    "evaluation.person_blank": _(
        "This row does not say who it belongs to. Fill in the person's code, or delete the row."
    ),
    "evaluation.wave_blank": _(
        "This row does not say which time it belongs to. Fill it in, or delete the row."
    ),
    "evaluation.person_twice": _(
        "One person has several rows for the time “{wave}”: rows {rows}."
        " Keep the right one and delete the others."
    ),
    "evaluation.repeats_disagree": _(
        "One person stands on several rows, and this column does not say the same on each: rows {rows}."
        " Make them agree, keep one row, or name the column of times with --wave."
    ),
    "evaluation.side_changes": _(
        "One person is on different sides in rows {rows}. Each person needs one side: mend the rows."
    ),
    "evaluation.not_a_number": _(
        "“{value}” is not a number. Write the score with a point, such as 3.5, or leave the cell empty if it is"
        " missing."
    ),
    "evaluation.too_large": _(
        "“{value}” is too far from 0 to be a score: {most} at most. Correct it, or leave the cell empty if it is"
        " missing."
    ),
    "evaluation.only_words": _(
        "This column holds no numbers, but words such as “{value}”. Choose a column of scores."
    ),
    "evaluation.out_of_scale": _(
        "The score {value} is outside the scale, which runs from {low} to {high}."
        " Correct the score, or leave the cell empty if it is missing."
    ),
}

PLAN = {
    "evaluation.plan.outcome_unknown": _(
        "The plan names the outcome “{outcome}”, which the data do not have. They have: {known}."
    ),
    "evaluation.plan.wave_unknown": _(
        "The plan names the time “{wave}”, which the outcome “{outcome}” does not have. It has: {known}."
    ),
    "evaluation.plan.compared_unknown": _(
        "The plan compares the time “{wave}”, which is not among its times: {known}."
    ),
    "evaluation.plan.primary_unknown": _(
        "The plan's main outcome “{outcome}” is not among its outcomes: {known}."
    ),
    "evaluation.plan.side_unknown": _(
        "Some people are on the side “{side}”, which the plan does not name. It names: {known}."
    ),
    "evaluation.plan.no_outcome": _("The plan names no outcome. Name at least one."),
    "evaluation.plan.one_wave": _("The plan compares nothing. Name at least two times."),
    "evaluation.plan.scale_ends": _(
        "The scale of “{outcome}” runs from {low} to {high}. The low end must be below the high end."
    ),
    "evaluation.plan.reliability": _(
        "The reliability of “{outcome}” is {value}. It must lie between 0 and 1."
    ),
    "evaluation.plan.smallest_change": _(
        "The smallest change that matters for “{outcome}” is {value}. It must be above 0."
    ),
    "evaluation.plan.step": _("The step of “{outcome}” is {value}. It must be above 0."),
    "evaluation.plan.confidence": _("The confidence is {value}. It must be at least 0.5 and below 1."),
    "evaluation.plan.least_matched": _(
        "Results would be shown for {value} people. The least is 3: of two, each could work out the other's."
    ),
    "evaluation.plan.unknown_key": _("The plan does not know “{name}” here. It knows: {known}."),
    "evaluation.plan.wrong_value": _("The value of “{name}” must be {wanted}."),
    "evaluation.plan.missing_key": _("“{name}” is missing here. Add it."),
    "evaluation.plan.no_person": _(
        "Say which column tells people apart, with --person or with “person” in the plan."
    ),
}

READ = {
    "evaluation.read.repeated_rows": _(
        "The file has {rows} rows for {people} people, up to {most} each. The columns used say the same on"
        " every row of a person, so each person was counted once."
    ),
    "evaluation.read.repeated_rows.one_of_people": _(
        "The file has {rows} rows for 1 person. The columns used say the same on every row, so the"
        " person was counted once."
    ),
    "evaluation.read.side_not_stated": _(
        "For {n} of the people the column “{column}” is empty."
        " They are shown as a side of their own: not stated."
    ),
    "evaluation.read.side_not_stated.one_of_n": _(
        "For 1 of the people the column “{column}” is empty. They are shown as a side of their own: not"
        " stated."
    ),
    "evaluation.read.not_declared": _(
        "This plan was not written down before the answers were opened. Read every result as a first look."
    ),
    "evaluation.read.constant": _(
        "Every score of “{outcome}” is {value}, at every time. A score that never differs can show no change."
    ),
    "evaluation.read.all_missing": _("Nobody has a score of “{outcome}” at “{wave}”."),
    "evaluation.read.sides_left_out": _("There is nobody on the side “{side}”."),
}

LIMITS = {
    "evaluation.limit.too_few": _(
        "Only {n} answered both times. Below {least} nothing is shown, so that nobody can be recognised."
    ),
    "evaluation.limit.too_few.one_of_n": _(
        "Only 1 person answered both times. Below {least} nothing is shown, so that nobody can be recognised."
    ),
    "evaluation.limit.too_few_hidden": _(
        "Fewer than {least} answered both times. Nothing is shown, so that nobody can be recognised."
    ),
    "evaluation.limit.nobody_matched": _("Nobody answered both times, so there is no change to show."),
    "evaluation.limit.out_of_reach": _(
        "With {n} matched answers no exact test can fall below 0.05: the least possible is {p}."
        " Read the counts and the range instead."
    ),
    "evaluation.limit.out_of_reach_holm": _(
        "With {n} matched answers and {tests} tests in one family, no exact test can fall below 0.05"
        " after correction: the least possible is {p}. Read the counts and the range instead."
    ),
    "evaluation.limit.either_way": _(
        "The answers fit a fall as well as a rise: the plausible range runs from {change_low} to"
        " {change_high}."
    ),
    "evaluation.limit.no_range": _(
        "With {n} matched answers no plausible range can be given: they are too few. Read the counts."
    ),
    "evaluation.limit.no_change_at_end": _(
        "No change is at the end of the plausible range, which runs from {change_low} to {change_high}."
    ),
    "evaluation.limit.maybe_too_small": _(
        "The change may be smaller than {smallest}, the smallest that was agreed to matter."
    ),
    "evaluation.limit.nobody_moved": _("All {n} matched scores stayed exactly the same."),
    "evaluation.limit.all_alike": _(
        "Everybody changed by the same amount, so the plausible range has no width. It does not show that other"
        " people would change by it too."
    ),
    "evaluation.limit.one_way": _(
        "All who changed went the same way. That does not show how rare the other way is."
    ),
    "evaluation.limit.few": _(
        "With {n} matched answers the range of the average, under Details, is often too narrow."
    ),
    "evaluation.limit.most_lost": _(
        "Only {n} of the {earlier} who answered at first answered again. The others may differ."
    ),
    "evaluation.limit.most_lost.one_of_n": _(
        "Only 1 of the {earlier} who answered at first answered again. The others may differ."
    ),
    "evaluation.limit.at_high_end": _(
        "At first, {count} of {n} already had the highest score possible ({end}): they could not go up."
    ),
    "evaluation.limit.at_low_end": _(
        "At first, {count} of {n} already had the lowest score possible ({end}): they could not go down."
    ),
}

MESSAGES = {**COLUMNS, **ROWS, **PLAN, **READ, **LIMITS}

"""Sentences about many programmes at once: faults of the file, and what was noticed in it."""

from kith.foundation.messages import gettext_noop as _

PLAN = {
    "evaluation.many.no_scale": _(
        "No scale is named. Name at least one, in the questionnaire (--form) or in a file of scales (--scales)."
    ),
    "evaluation.many.scale_twice": _("The scale “{scale}” is named twice. Give each scale its own key."),
    "evaluation.many.same_wave": _(
        "Before and after are both “{wave}”. Name two different times, so that there is a change to look at."
    ),
    "evaluation.many.resamples": _(
        "The number of draws is {value}. Give a whole number from {low} to {high}, such as 2000."
    ),
    "evaluation.many.points_too_far": _(
        "The scale “{scale}” has points further from 0 than {limit}. Number its points with smaller numbers."
    ),
    "evaluation.many.item_unknown": _(
        "The scales name the item “{item}”, which the data lack. They have: {known}."
    ),
    "evaluation.many.form_or_scales": _(
        "Say where the scales are: give either --form with a questionnaire, or --scales with a file of scales."
    ),
}

ROWS = {
    "evaluation.many.blank": _(
        "This column is empty in {count} rows (the first is row {first}). Each row needs it: fill it in, or"
        " delete the row."
    ),
    "evaluation.many.blank.one_of_count": _(
        "This column is empty in row {first}. Each row needs it: fill it in, or delete the row."
    ),
    "evaluation.many.wave_unknown": _(
        "No row has the time “{wave}”. The column holds: {known}. Write one of these."
    ),
    "evaluation.many.person_twice": _(
        "The same person stands in one programme at one time more than once: {count} rows too many. The first"
        " is row {row}, which repeats row {first}. Keep the right row of each and delete the others."
    ),
    "evaluation.many.person_twice.one_of_count": _(
        "The same person stands in one programme at one time more than once: row {row} repeats row"
        " {first}. Keep the right row and delete the other."
    ),
    "evaluation.many.not_whole": _(
        "Answers that are not whole numbers: {count}. The first is “{value}” in row {first}. Write the number"
        " of the answer, or leave the cell empty if it is missing."
    ),
    "evaluation.many.not_whole.one_of_count": _(
        "“{value}” in row {first} is not a whole number. Write the number of the answer, or leave the"
        " cell empty if it is missing."
    ),
    "evaluation.many.out_of_range": _(
        "Answers outside the scale, which runs from {low} to {high}: {count}. The first is {value} in row"
        " {first}. Correct them, or leave the cell empty if the answer is missing."
    ),
    "evaluation.many.out_of_range.one_of_count": _(
        "The answer {value} in row {first} is outside the scale, which runs from {low} to {high}."
        " Correct it, or leave the cell empty if the answer is missing."
    ),
    "evaluation.many.only_words": _(
        "This column holds dates or other values, where whole numbers belong. Choose the column of the answers."
    ),
    "evaluation.many.column_used_twice": _(
        "The column “{column}” is named for two things. Programme, time, person and each item need columns of"
        " their own."
    ),
    "evaluation.many.range_differs": _(
        "The item “{item}” stands in several scales with different ends. Give it the same lowest and highest"
        " point in each."
    ),
}

READ = {
    "evaluation.many.other_waves": _("{rows} rows are of other times ({waves}). They were left out."),
    "evaluation.many.other_waves.one_of_rows": _("1 row is of another time ({waves}). It was left out."),
    "evaluation.many.in_several": _(
        "{people} people stand in more than one programme. Each programme counts them on its own."
    ),
    "evaluation.many.in_several.one_of_people": _(
        "1 person stands in more than one programme. Each programme counts them on its own."
    ),
    "evaluation.many.item_missing": _("Nobody in any programme answered “{item}” at “{wave}”."),
    "evaluation.many.item_constant": _(
        "Everybody in every programme answered {answer} to “{item}” at “{wave}”. Such an item tells nobody apart."
    ),
    "evaluation.many.rows_without_answer": _(
        "{rows} rows hold no answer at all. They were counted as missing."
    ),
    "evaluation.many.rows_without_answer.one_of_rows": _(
        "1 row holds no answer at all. It was counted as missing."
    ),
}

SAID = {
    "evaluation.many.counted": _(
        "{name}: {people} people in {programmes} programmes; {matched} answered at both times."
    ),
    "evaluation.many.counted.one_of_programmes": _(
        "{name}: 1 programme, people in it: {people}; answered at both times: {matched}."
    ),
    "evaluation.many.shown": _(
        "Shown: {shown} of {cells} results. The others have fewer than {least} matched answers."
    ),
    "evaluation.many.by_chance": _(
        "Programmes differ by chance too, most of all small ones. Do not rank them by these numbers."
    ),
    "evaluation.many.alpha_listwise": _(
        "Alpha is worked out from the people who answered every item of the scale at that time."
    ),
    "evaluation.many.drawn": _(
        "Ranges of the average come from {resamples} draws of each programme's people, the same draws for all"
        " its scales."
    ),
    "evaluation.many.restarted": _("{done} programmes were done by an earlier run and taken from {file}."),
    "evaluation.many.restarted.one_of_done": _(
        "1 programme was done by an earlier run and taken from {file}."
    ),
    "evaluation.many.other_run": _(
        "The file holds results of other data, other settings or another version of Kith. Choose another file,"
        " or delete this one."
    ),
    "evaluation.many.stopped": _(
        "Stopped. {done} programmes are kept in {file}: run the same command again to go on."
    ),
    "evaluation.many.stopped.one_of_done": _(
        "Stopped. 1 programme is kept in {file}: run the same command again to go on."
    ),
    "evaluation.many.stopped_unkept": _("Stopped. Nothing was written."),
}

MESSAGES = {**PLAN, **ROWS, **READ, **SAID}

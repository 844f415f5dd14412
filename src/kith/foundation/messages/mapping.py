"""Sentences about another tool's export that is mapped to a questionnaire."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "mapping.no_such_item": _("The questionnaire has no item “{item}”. Mend its key in the mapping."),
    "mapping.no_such_option": _("The item “{item}” has no option “{option}”. Mend it in the mapping."),
    "mapping.columns_and_options": _(
        "The item “{item}” wants one column, or one column for each of its options. Mend the mapping."
    ),
    "mapping.no_such_column": _("The table has no column “{column}”. Mend its heading in the mapping."),
    "mapping.column_twice": _("Two items are to be read from this column. Keep one."),
    "mapping.no_person": _("This row does not say whose answers it holds. Fill it in, or take the row away."),
    "mapping.person_twice": _(
        "This person has answered already, in row {first}. Keep one of the rows, or name the column of waves."
    ),
    "mapping.not_a_tick": _(
        "“{value}” does not say whether the option is ticked. Write yes or no, or leave it blank."
    ),
    "mapping.dates_day_first": _(
        "Dates that can be read two ways: {dates}. They were read with the day first. If that is wrong, write "
        "day_first = false in the mapping."
    ),
    "mapping.dates_month_first": _(
        "Dates that can be read two ways: {dates}. They were read with the month first. If that is wrong, write "
        "day_first = true in the mapping."
    ),
    "mapping.left_blank": _("“{item}” is required. Rows in which it was left blank: {rows}. They are kept."),
    "mapping.unasked": _(
        "Rows in which “{item}” was answered although it does not apply: {rows}. Those answers are left out."
    ),
    "mapping.nothing": _(
        "No column looks like an item of the questionnaire. Write a mapping, or see whether this is its data."
    ),
    "mapping.reason.same_key": _("the heading is the item's key"),
    "mapping.reason.same_words": _("the heading is the item's words"),
    "mapping.reason.words_within": _("the item's words stand in the heading"),
    "mapping.reason.key_within": _("the item's key stands in the heading"),
    "mapping.reason.close_words": _("the heading is close to the item's words"),
    "mapping.reason.chosen": _("somebody chose it"),
}

"""Sentences about who does public health: what is wrong with a table, a list or responses."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.functions.not_a_code": _(
        "{value} is not an ISCO-08 code. A code of an occupation has four digits, such as 2221."
    ),
    "workforce.functions.empty_list": _(
        "The file has no [[function]] and no [[occupation]]. Add one of them, or leave the file out."
    ),
    "workforce.functions.list_incomplete": _("The entry needs {key} and name. Add what is missing."),
    "workforce.functions.list_twice": _("{key} is already in the list. Keep one entry."),
    "workforce.functions.no_rows": _("The file has no rows. Add at least one under the headings."),
    "workforce.functions.unknown_function": _(
        "{value} is not a function of the list. The nearest is {nearest}. Correct it, or give your own list with"
        " --lists."
    ),
    "workforce.functions.unknown_code": _(
        "{value} is not an ISCO-08 code that we know. The nearest is {nearest} ({name}). Correct it, or add the"
        " occupation to your own list with --lists."
    ),
    "workforce.functions.fte_row": _(
        "The row counts {value} FTE, but Headcount counts people: mixed, no sum would be right. Give the number of"
        " people, and in Working time what part of a full-time post each has."
    ),
    "workforce.functions.no_headcount": _(
        "Headcount is {value}. A row is about at least 1 person: correct it, or leave it out."
    ),
    "workforce.functions.part_of_a_person": _(
        "Headcount is {value}, which looks like FTE. Give whole people, and in Working time what part of a full-time"
        " post each has."
    ),
    "workforce.functions.working_time": _(
        "Working time is {value}. Give what part of a full-time post one person has, above 0 and at most {most}."
    ),
    "workforce.functions.share_range": _(
        "{label} is {value}. A share of working time is from 0 to 1: write 20 percent as 0.2."
    ),
    "workforce.functions.share_order": _(
        "The shares run {low}, {mode}, {high}. They must not fall: lowest, likeliest, highest. Put them in order."
    ),
    "workforce.functions.told_two_ways": _(
        "Respondent {respondent} says something else about these staff than in row {first} (occupation, tier,"
        " headcount, sector, employer, region or working time). Make the rows agree, or name different groups."
    ),
    "workforce.functions.row_twice": _(
        "{function} already stands in row {first} for the same respondent and staff. Keep one row."
    ),
    "workforce.functions.whole_and_part": _(
        "{function} is given as a whole and in parts for the same staff, so its time would count twice. Keep the whole"
        " or the parts."
    ),
    "workforce.functions.counted_twice": _(
        "Double counting: the shares of respondent {respondent} (group {group}) in rows {rows} come to {total}. Nobody"
        " works more than 1: lower the shares, or put other people’s time in a group of its own."
    ),
    "workforce.functions.group_sizes": _(
        "Group {group} is {one} people or another working time in row {first}, and {other} people here. Respondents who"
        " describe one group must count it alike: correct one of them."
    ),
    "workforce.functions.other_lists": _(
        "The two countries have different lists of functions, so they cannot stand side by side. Use one list for both."
    ),
    "workforce.functions.same_name": _(
        "Both files are called {name}. Name them by country, so that the report can tell them apart."
    ),
    "workforce.functions.no_population": _(
        "The population is {value}. Give the number of people, 1 or more."
    ),
    "workforce.functions.one_population": _(
        "Only one country’s population is given. Give --population and --partner-population, or neither."
    ),
    "workforce.functions.population_alone": _(
        "A population is used to compare with a partner country. Give --partner as well, or leave it out."
    ),
    "workforce.functions.two_lists": _(
        "People on lists are counted with two of them. Give --hidden-list twice, or not at all; you gave {n}."
    ),
    "workforce.functions.lists_impossible": _(
        "{both} people are on both lists, of {first} and {second}. Each list needs at least 1 person, and no more can"
        " be on both than on the shorter one."
    ),
    "workforce.functions.no_occupation": _(
        "Response {respondent}: no occupation is given. Without it the response has no place in the matrix: add it, or"
        " take the response out."
    ),
    "workforce.functions.no_person": _(
        "Response {row} has no code in the column person. Give each respondent a code, so that answers of one person"
        " are known to be one person’s."
    ),
    "workforce.functions.person_twice": _(
        "Respondent {respondent} stands twice. Keep one response of each person, of one wave."
    ),
    "workforce.functions.no_group": _(
        "Response {respondent}: it describes a team, but says not which, or of how many people. Add the team’s name"
        " and size, or take the response out."
    ),
    "workforce.functions.no_share": _(
        "Response {respondent}: {function} was ticked without a share of the usual week. A blank is not 0: add the"
        " share, or take the tick away."
    ),
}

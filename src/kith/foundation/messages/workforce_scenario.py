"""Sentences about workforce scenarios: what is wrong with a file or a table, and what was understood."""

from kith.foundation.messages import gettext_noop as _

NUMBERS = {
    "workforce.scenario.not_a_chance": _("{value} is no share. Write a number from 0 to 1; 8% is 0.08."),
    "workforce.scenario.certain_times_nought": _(
        "At some age everybody leaves (1), and by region or years in post nobody does (a factor of 0): both cannot be. "
        "Write a chance below 1, or a factor above 0."
    ),
    "workforce.scenario.negative": _("{value} is below nought. Write nought or more."),
    "workforce.scenario.not_above_zero": _("This must be above nought."),
    "workforce.scenario.half_a_range": _(
        "A range has both ends. Write low and high, or neither. Low to high holds the number in 8 of 10 cases."
    ),
    "workforce.scenario.range_crossed": _(
        "The number {value} must lie between low ({low}) and high ({high}). Change one of them."
    ),
    "workforce.scenario.range_touches": _(
        "A range from {low} to {high} has no odds at its end. Let it begin above 0 and, for a share, end below 1."
    ),
    "workforce.scenario.shares_do_not_sum": _("The shares sum to {total}. They must sum to 1."),
    "workforce.scenario.not_a_step": _(
        "“{value}” is neither a year nor an age. Steps are written like {{ 2026 = 100, 2030 = 120 }}."
    ),
    "workforce.scenario.no_steps": _(
        "There are no steps here. Write them like {{ 2026 = 100, 2030 = 120 }}."
    ),
    "workforce.scenario.too_many": _("{value} is more than Kith takes here. Write at most {most}."),
    "workforce.scenario.one_or_other": _("“{one}” and “{other}” say the same thing. Keep one of them."),
    "workforce.scenario.minutes_or_rate": _(
        "How much one FTE gives is missing. Write per_fte_year, or minutes and hours_per_year."
    ),
}

NAMES = {
    "workforce.scenario.isco08": _("“{value}” is no ISCO-08 unit group. Write its four digits, like 2221."),
    "workforce.scenario.tile": _("A tile is a column and a row, counted from 0: tile = [3, 1]."),
    "workforce.scenario.which_group": _("“{profession}” has several groups. Say which one: {known}."),
    "workforce.scenario.no_such_group": _("There is no group “{value}” here. The groups are: {known}."),
    "workforce.scenario.no_such_template": _("There is no template “{value}”. The templates are: {known}."),
    "workforce.scenario.no_such_template_nearest": _(
        "There is no template “{value}”. Did you mean “{nearest}”?"
    ),
    "workforce.scenario.base_in_a_circle": _(
        "The base “{name}” leads back to this file, or is one too many. Keep at most five, in one line."
    ),
}

TABLES = {
    "workforce.scenario.not_a_hash": _(
        "This is no SHA-256: 64 of the characters 0-9 and a-f. “kith workforce check FILE --accept-data” "
        "writes it."
    ),
    "workforce.scenario.calibration_unused": _(
        "The scenario names a calibration, and asks for bands by its ranges alone. Take the calibration away, or write "
        'widths = "history".'
    ),
    "workforce.scenario.file_missing": _("There is no file “{name}” beside the scenario. Put it there."),
    "workforce.scenario.table_changed": _(
        "The table {name} is not the one that this scenario was made with: expected {expected}, found {found}. "
        "Bring the old one back, or look at what changed and accept it with “kith workforce check FILE "
        "--accept-data --by NAME”."
    ),
    "workforce.scenario.table_unused": _("The table “{table}” is used nowhere. Use it, or take it away."),
    "workforce.scenario.table_used_twice": _(
        "The table “{table}” serves already as {use}. Write a second [[data]] for this use."
    ),
    "workforce.scenario.counts_nothing": _(
        "No column says what is counted. Add one of these columns: {known}."
    ),
    "workforce.scenario.counts_twice": _(
        "Heads and FTE are never mixed in one table. Keep one of these columns: {known}."
    ),
    "workforce.scenario.mixed_units": _(
        "{name} counts {counted}, but this line says {said}. Heads and FTE are never mixed: change one of them."
    ),
    "workforce.scenario.column_unknown": _(
        "This column means nothing here, and may tell rows apart that would be added up. Columns can be: {known}. "
        "Rename it, or take it away."
    ),
    "workforce.scenario.column_unknown_nearest": _(
        "This column means nothing here. Did you mean “{nearest}”?"
    ),
    "workforce.scenario.not_an_age": _("“{value}” is no age. Write 34, 30-34 or 85+."),
    "workforce.scenario.age_outside": _(
        "Age {age} lies outside the scenario's ages, {first} to {last}. Change it, or the ages."
    ),
    "workforce.scenario.row_twice": _("This row says the same as row {first} again. Keep one."),
    "workforce.scenario.ages_overlap": _(
        "The ages of this row overlap those of row {other}. Keep them apart."
    ),
    "workforce.scenario.rows_missing": _("{name} has no row for these years: {years}. Add them."),
}

SUPPLY = {
    "workforce.scenario.no_stock": _("Nobody is there at the start. Add a [[stock]] with a table."),
    "workforce.scenario.region_without_stock": _(
        "“{group}” has no row for these regions: {regions}. Add one for each; where there is nobody, write 0."
    ),
    "workforce.scenario.stock_in_two_tables": _(
        "People of “{group}” in “{region}” are counted in an earlier [[stock]] too. Count them once."
    ),
    "workforce.scenario.about_nobody": _(
        "This {kind} line is about nobody. Name professions or groups that are there."
    ),
    "workforce.scenario.said_twice": _("{kind}: an earlier line speaks of “{group}” already. Keep one."),
    "workforce.scenario.not_said": _("{kind}: nothing is said of {groups}. Add a [[{kind}]] for them."),
    "workforce.scenario.pipeline_too_long": _(
        "The training takes {length} years, longer than the {years} that are looked at: nobody who begins now would "
        "be seen to join. Look at more years."
    ),
    "workforce.scenario.years_missing": _(
        "Numbers are needed from {first} on, since those who began then join now. The first written is {written}."
    ),
    "workforce.scenario.ages_missing": _(
        "Numbers are needed from age {first} on. The first written is {written}."
    ),
    "workforce.scenario.safeguarded": _(
        "{country} is on the safeguards list. Recruiting from there needs an agreement between the governments: add "
        'agreement = {{ title = "…", date = 2026-01-31 }}, or do not recruit there.'
    ),
    "workforce.scenario.group_shared": _(
        "Who goes home is told by their years in post, so “{group}” must have nobody else join it: {others} does. "
        "Give the recruits a group of their own."
    ),
    "workforce.scenario.tenure_unknown": _(
        "“{group}” goes home by years in post, so its stock needs a column “tenure”. Add it, or begin with 0 people."
    ),
    "workforce.scenario.nobody_returns": _(
        "Nobody goes home. Leave earn_learn_return out, or write a share above 0."
    ),
    "workforce.scenario.no_population": _("“{why}” needs people by region. Add [population] with a table."),
    "workforce.scenario.no_rural": _("“rural_origin” needs regions that are rural and regions that are not."),
    "workforce.scenario.nowhere_to_move": _(
        "There is one region only, so nobody can move. Take [[movement]] away."
    ),
}

NEED = {
    "workforce.scenario.need_without_population": _(
        "The need of {professions} depends on people. Add [population] with a table of region, year and people."
    ),
    "workforce.scenario.population_missing": _(
        "{name} has nothing for “{region}” in {years}. Add the rows; years in between may be left out of a "
        "population if [population] says between_years = true."
    ),
    "workforce.scenario.population_without_ages": _(
        "Need differs by age, but {name} has people without an age. Add the column “age” to every row."
    ),
    "workforce.scenario.population_ages_differ": _(
        "{name} has other ages for “{region}” in {year} than elsewhere. Give each region and year the same ages."
    ),
    "workforce.scenario.work_not_counted": _(
        "“{profession}” has work here, counted by {counted}, but its need is worked out by {method}. Change one."
    ),
    "workforce.scenario.no_service": _(
        "The need of “{profession}” is worked out by {method}, but no [[service]] of that method gives it work."
    ),
}

LEVERS = {
    "workforce.scenario.effect_does_not_fit": _(
        "An effect on {acts_on} cannot be a {kind}. It can be: {known}."
    ),
    "workforce.scenario.interaction_of_one": _("An interaction has two levers or more."),
    "workforce.scenario.over_the_cap": _("{amount} is more than the lever allows, {cap}."),
    "workforce.scenario.after_the_end": _("{year} lies after the last year, {last}: this would do nothing."),
    "workforce.scenario.services_of_need": _("Services belong to need, but this acts on {acts_on}."),
    "workforce.scenario.acts_on_nobody": _(
        "Nobody has anything for it to act on: {who} has no {acts_on}. Add that, or take this away."
    ),
    "workforce.scenario.not_by_region": _(
        "{acts_on} is the same in all regions, so this cannot be narrowed to some. Only these can: {known}."
    ),
    "workforce.scenario.lever_only": _("{acts_on} can be changed by a lever only, not by a modifier."),
}

OVERRIDES = {
    "workforce.scenario.override_cell": _(
        "“{value}” names no cell. Write data, the table's key, the row as a spreadsheet counts, and the column: "
        "data.stock.5.heads."
    ),
    "workforce.scenario.override_nothing": _(
        "“{value}” names nothing that is written. Follow the file: training.nurse_degree.take_up."
    ),
    "workforce.scenario.override_no_number": _("“{value}” is not a number, so it cannot be overridden."),
    "workforce.scenario.override_range": _(
        "“{value}” has a range. An override says how sure its own number is: add low and high."
    ),
}

REFERENCES = {
    "profession": _("There is no profession “{value}”. The professions are: {known}."),
    "region": _("There is no region “{value}”. The regions are: {known}."),
    "group": _("There is no group “{value}” here. The groups are: {known}."),
    "data": _("There is no [[data]] with the key “{value}”. There are: {known}."),
    "lever": _("There is no lever “{value}”. The levers are: {known}."),
    "service": _("There is no service “{value}”. The services are: {known}."),
}
NEAREST = {
    "profession": _("There is no profession “{value}”. Did you mean “{nearest}”?"),
    "region": _("There is no region “{value}”. Did you mean “{nearest}”?"),
    "group": _("There is no group “{value}”. Did you mean “{nearest}”?"),
    "data": _("There is no [[data]] with the key “{value}”. Did you mean “{nearest}”?"),
    "lever": _("There is no lever “{value}”. Did you mean “{nearest}”?"),
    "service": _("There is no service “{value}”. Did you mean “{nearest}”?"),
}

NOTES = {
    "workforce.scenario.noted.fte_to_heads": _(
        "The stock “{stock}” is in FTE ({fte}). It became heads by participation and FTE per head of each age."
    ),
    "workforce.scenario.noted.ages_spread": _(
        "The stock “{stock}” has {rows} rows of several ages. Each was spread evenly over its ages."
    ),
    "workforce.scenario.noted.no_tenure": _(
        "The stock “{stock}” does not say years in post. All of them count as longest in post."
    ),
    "workforce.scenario.noted.need_in_heads": _(
        "Need in heads became FTE by what a head gives on average at the start: {professions}."
    ),
}

MESSAGES = {
    **NOTES,
    **NUMBERS,
    **NAMES,
    **TABLES,
    **SUPPLY,
    **NEED,
    **LEVERS,
    **OVERRIDES,
    **{f"declared.no_such_{what}": said for what, said in REFERENCES.items()},
    **{f"declared.no_such_{what}_nearest": said for what, said in NEAREST.items()},
}

"""Faults and steps of workforce scenarios in the service."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "planning.no_name": _("The scenario has no name. Give it one, so that you find it again."),
    "planning.no_reason": _("There is no reason for the change. Say why in a sentence: it is kept with it."),
    "planning.changed_meanwhile": _(
        "Somebody else changed this scenario while you did. Nothing was lost: open it again, see what they "
        "changed, then make your change."
    ),
    "planning.draws": _("A run has {draws} draws. It can have 1 to {most}."),
    "planning.file_name": _(
        'The file "{name}" has a name that cannot be kept. Use letters, digits, spaces, "-" and "_", and end it '
        "in .toml, .csv, .xlsx or .parquet."
    ),
    "planning.too_many_files": _("There are {count} files. A scenario can have {most}."),
    "planning.too_large": _("The files are {size} MB together. A scenario can have {most} MB."),
    "planning.no_scenario_file": _(
        "Among the files there is no scenario: a file that ends in .toml. Add it, with the tables that it names."
    ),
    "planning.which_scenario_file": _(
        "There are several scenario files: {names}. Name the one to be run scenario.toml, or leave the others out."
    ),
    "planning.bad_zip": _('The file "{name}" says that it is a zip, but it cannot be opened. Make it again.'),
    "planning.not_a_number": _(
        '"{value}" is not how far a lever can be pulled. Write a number, such as 0 or 1.5.'
    ),
    "planning.several_pulls": _(
        'The lever "{lever}" is pulled {pulls} times in the scenario file, in different years. Leave it as it is, set '
        "it to 0, or change its pulls in the file."
    ),
    "planning.compare_years": _(
        "The two scenarios are not about the same years, so they cannot be laid side by side."
    ),
    "planning.compare_professions": _(
        "The two scenarios are not about the same professions, so they cannot be laid side by side."
    ),
    "planning.compare_regions": _(
        "The two scenarios are not about the same regions, so they cannot be laid side by side."
    ),
    "planning.compare_luck": _(
        "The two scenarios have different seeds, so what differs would be luck as well. Write the same seed in both."
    ),
    "planning.step.draws": _("Projecting"),
}

"""Sentences about a country's picture: what is wrong with its tables."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.picture.facility_twice": _(
        "{name} already stands in row {first}. Keep one row for each cadre at a facility."
    ),
    "workforce.picture.district_twice": _("{name} is already in the list. Keep one row."),
    "workforce.picture.appointment_twice": _("{name} already stands in row {first}. Keep one row."),
    "workforce.picture.workload_twice": _("{name} already stands in row {first}. Keep one row."),
    "workforce.picture.minutes_of_nobody": _(
        "There are {minutes} minutes a day and no staff. Correct the staff or the minutes."
    ),
    "workforce.picture.not_funded": _(
        "{cadre} at {facility} is not in the table of funded posts. What is missing is not 0: add the row there, with"
        " 0 if none are funded."
    ),
    "workforce.picture.not_in_post": _(
        "{cadre} at {facility} is not in the table of staff in post. What is missing is not 0: add the row there, with"
        " 0 if nobody is in post."
    ),
    "workforce.picture.elsewhere": _(
        "{facility} has another district, region or level in the table of funded posts. Make the two agree."
    ),
    "workforce.picture.two_regions": _(
        "{district} is in {first} above and in {second} here. A district lies in one region: correct one of them."
    ),
    "workforce.picture.unknown_district": _(
        "{district} is not a district of the table of staff in post. Correct its name, or take it out."
    ),
    "workforce.picture.nobody_lives": _(
        "{district} has a population of 0 or less. Give the number of people."
    ),
    "workforce.picture.population_missing": _(
        "The population table has no row for: {districts}. Add them, or leave the table out."
    ),
    "workforce.picture.no_appointments": _(
        "A workload needs the minutes of each appointment. Give --appointments as well."
    ),
    "workforce.picture.no_workload": _(
        "Minutes of appointments say nothing without how many there are. Give --workload, or --invented-workload to"
        " try it with made-up numbers."
    ),
    "workforce.picture.unknown_appointment": _(
        "The table of appointments has no {type} at level {level}. Correct the type or level, or add its minutes."
    ),
    "workforce.picture.no_minutes": _(
        "Appointments need {cadre}, but neither table has staff with minutes of that cadre, so what one gives a day is"
        " not known. Add the staff, or take the cadre out of the appointments."
    ),
}

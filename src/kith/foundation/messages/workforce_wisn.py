"""Sentences about staffing norms (WISN): what is wrong with the sheets."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.wisn.cadre_twice": _("{cadre} already has working time. Keep one row."),
    "workforce.wisn.no_week": _(
        "{cadre} cannot work {days} days a week and {hours} hours a day. Give more than 0 and at most 7 days, and"
        " more than 0 and at most 24 hours."
    ),
    "workforce.wisn.leave_negative": _("{cadre} has {days} days of leave. Write 0 or more."),
    "workforce.wisn.no_time_left": _(
        "{cadre} is away {away} of {working} working days a year, so no time is left for work. Correct the"
        " holidays and leave: they are days a year."
    ),
    "workforce.wisn.unknown_cadre": _(
        "{cadre} has no working time. Write the cadre as on the sheet Working time ({known}), or add a row there."
    ),
    "workforce.wisn.unknown_type": _(
        "No facility is of the type {type}. Write the type as on the sheet Facilities, or leave it blank for all."
    ),
    "workforce.wisn.activity_twice": _(
        "{cadre} already has a standard for {activity} at these facilities. Keep one row."
    ),
    "workforce.wisn.no_time_each": _(
        "The standard of {activity} is {value}. A time or a rate must be more than 0, and so must its lowest and"
        " highest."
    ),
    "workforce.wisn.one_end": _(
        "{of} has one end of a range. Give both the lowest and the highest, or neither."
    ),
    "workforce.wisn.outside_range": _(
        "{of} is {value}, which is not between its lowest, {low}, and its highest, {high}. Correct one of the three."
    ),
    "workforce.wisn.allowance_negative": _("{activity} has {value}. Write 0 or more."),
    "workforce.wisn.period_of_percent": _(
        "{activity} takes {amount} percent of working time and also says “{period}”. A percentage has no period:"
        " empty the period, or give the time in minutes, hours or days."
    ),
    "workforce.wisn.no_period": _(
        "{activity} takes {amount} {unit}, but not in what time. Give the period: day, week, month, quarter or year."
    ),
    "workforce.wisn.periods_mixed": _(
        "{cadre} already has {activity} in another unit or period. Add the two up in one row, or give them"
        " different names."
    ),
    "workforce.wisn.allowance_twice": _("{cadre} already has {activity} here. Keep one row."),
    "workforce.wisn.nothing_left": _(
        "Support work takes {total}% of the working time of {cadre} ({items} rows), so nothing is left for"
        " patients. It must stay under 100%. The largest is {largest} with {share}%: look at its amount, unit and"
        " period first."
    ),
    "workforce.wisn.facility_twice": _("{facility} is already in the list. Keep one row."),
    "workforce.wisn.no_posts": _(
        "No staff are given. Add a row for each cadre at each facility to the sheet Staff."
    ),
    "workforce.wisn.unknown_facility": _(
        "{facility} is not on the sheet Facilities. Correct its name, or add it there."
    ),
    "workforce.wisn.post_twice": _("{facility} already has a row for {cadre}. Keep one row."),
    "workforce.wisn.staff_negative": _("There cannot be {value} staff. Write 0 or more."),
    "workforce.wisn.volume_without_post": _(
        "{facility} has a volume for {cadre} but no row on the sheet Staff. Add the row (0 if nobody is in post),"
        " or take the volume out."
    ),
    "workforce.wisn.volume_without_standard": _(
        "{cadre} at {facility} has a volume of {activity} but no standard for it. Add the activity to the sheet"
        " Activities, or correct its name or type of facility."
    ),
    "workforce.wisn.volume_twice": _(
        "{activity} of {cadre} at {facility} already has a volume. Keep one row."
    ),
    "workforce.wisn.volume_blank": _(
        "The volume of {activity} of {cadre} at {facility} is blank. What is not recorded is not 0: find the number,"
        " or write 0 if none were done."
    ),
    "workforce.wisn.volume_negative": _(
        "{activity} of {cadre} at {facility} has a volume of {value}. Write 0 or more a year."
    ),
    "workforce.wisn.no_activities": _(
        "{cadre} at {facility} has no activity with a standard, so no staff can be worked out. Add the cadre's"
        " activities, or take the row out."
    ),
    "workforce.wisn.volume_missing": _(
        "{cadre} at {facility} has no volume of: {activities}. Add the rows to the sheet Workload, with 0 where none"
        " were done."
    ),
    "workforce.wisn.individual_without_post": _(
        "{facility} has no row for {cadre} on the sheet Staff. Add it, or correct the names."
    ),
    "workforce.wisn.individual_too_long": _(
        "{activity} takes {hours} hours a year of one person, who is there for {available}. Correct the amount, its"
        " unit or its period."
    ),
}

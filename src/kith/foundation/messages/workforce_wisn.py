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
    "workforce.wisn.column_unused": _("This column is not read. Rename it as in the template, or leave it."),
    "workforce.wisn.no_workbook": _(
        "This is one table, and norms need the seven sheets of the template. Write the template to an .xlsx file and"
        " fill it in."
    ),
    "workforce.wisn.bad_leave": _("{value} does not name a leave. Write CADRE=DAYS, such as Nurse=25."),
    # The template
    "workforce.wisn.invented": _("an example with places and figures that do not exist. Write over it."),
    "workforce.wisn.about": _(
        "Workload indicators of staffing need, a method of the World Health Organization: how many staff the work of"
        " a facility needs, from its volume and the time that each activity takes."
    ),
    "workforce.wisn.about_names": _(
        "Write the names of cadres, facilities and activities the same on every sheet. Staff are full-time"
        " equivalents (FTE) of the working time on the sheet Working time, not heads."
    ),
    "workforce.wisn.sheet.working_time": _(
        "One row a cadre. Working days are days a week times 52, less holidays and leave."
    ),
    "workforce.wisn.sheet.activities": _("Health-service activities, one row an activity of a cadre."),
    "workforce.wisn.sheet.category_allowances": _(
        "Support work that all members of the cadre do. May stay empty. In all it must take less than 100% of working"
        " time."
    ),
    "workforce.wisn.sheet.facilities": _("One row a place of work."),
    "workforce.wisn.sheet.staff": _("One row for each cadre at each facility, also where nobody is in post."),
    "workforce.wisn.sheet.workload": _(
        "How often each activity was done in a year. Every activity of the cadre needs a row at each of its"
        " facilities: 0 where none were done. What is not known cannot be left blank."
    ),
    "workforce.wisn.sheet.individual_allowances": _(
        "Additional work that only some members of a cadre do. May stay empty."
    ),
    "workforce.wisn.column.cadre": _("A group of staff who do the same work, such as nurses."),
    "workforce.wisn.column.days_per_week": _("Days of work in a week."),
    "workforce.wisn.column.hours_per_day": _("Hours of work in a day."),
    "workforce.wisn.column.public_holidays": _("Days a year."),
    "workforce.wisn.column.annual_leave": _("Days a year that a member of the cadre takes."),
    "workforce.wisn.column.sick_leave": _("Days a year that a member is ill, on average."),
    "workforce.wisn.column.other_leave": _(
        "Days a year for training, maternity and other leave, on average."
    ),
    "workforce.wisn.column.activity": _("The name of the activity."),
    "workforce.wisn.column.standard": _(
        "“time each” if the amount is the time that one takes; “number in a time” if it is how many are done in one"
        " unit of time."
    ),
    "workforce.wisn.column.standard_amount": _(
        "The time each (20), or the number in a time (3). More than 0."
    ),
    "workforce.wisn.column.standard_unit": _(
        "minutes, hours or days. With “number in a time” hours means so many in one hour."
    ),
    "workforce.wisn.column.low": _("The lowest that it may be, if you know. Give both ends or neither."),
    "workforce.wisn.column.high": _("The highest that it may be."),
    "workforce.wisn.column.only_type": _(
        "Blank if it holds everywhere; else the type of facility where it does."
    ),
    "workforce.wisn.column.support": _("The name of the support work."),
    "workforce.wisn.column.allowance_amount": _("How much of it, for one member of the cadre."),
    "workforce.wisn.column.allowance_unit": _("percent (of working time), minutes, hours or days."),
    "workforce.wisn.column.period": _(
        "For an amount of time: day, week, month, quarter or year. Days and weeks count as they are worked; months 12"
        " times, quarters 4 times a year. Blank for percent."
    ),
    "workforce.wisn.column.facility": _("The name of the place."),
    "workforce.wisn.column.facility_type": _("Its type, where standards differ by type."),
    "workforce.wisn.column.district": _("Where it is, for the sums. Blank for a national institution."),
    "workforce.wisn.column.region": _("The region of the district."),
    "workforce.wisn.column.current": _("Staff in post, in FTE. 0 if there is nobody."),
    "workforce.wisn.column.funded": _("Funded posts, in FTE, if you know."),
    "workforce.wisn.column.volume": _("How often it was done in the year. 0 if never; blank is a fault."),
    "workforce.wisn.column.only_facility": _(
        "The facility; blank if it is so at each facility with the cadre."
    ),
    "workforce.wisn.column.additional": _("The name of the additional work."),
    "workforce.wisn.column.staff": _("How many members of the cadre do it."),
    "workforce.wisn.column.individual_amount": _("The time that each of them gives in one period."),
    "workforce.wisn.column.unit": _("minutes, hours or days."),
    "workforce.wisn.column.individual_period": _("day, week, month, quarter or year."),
}

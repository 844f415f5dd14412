"""Sentences of the report on staffing norms (WISN)."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.wisn.title": _("Staffing norms: {name}"),
    "workforce.wisn.subtitle": _("Workload indicators of staffing need (WISN), from {source}"),
    "workforce.wisn.synthetic_title": _("These figures are invented"),
    "workforce.wisn.synthetic": _(
        "The workbook says that its places and figures are an example. Nothing here is about a real place."
    ),
    "workforce.wisn.found_short": _(
        "{cadre}: {current} FTE in post for work that needs {required}, {gap} short. The ratio of sums is {of_sums}"
        " ({pressure}); the mean of the facilities’ ratios is {of_ratios}."
    ),
    "workforce.wisn.found_enough": _(
        "{cadre}: {current} FTE in post for work that needs {required}, {gap} more than needed in all. The ratio of"
        " sums is {of_sums} ({pressure}); the mean of the facilities’ ratios is {of_ratios}."
    ),
    "workforce.wisn.found_none": _(
        "{cadre}: {current} FTE in post, and no work was recorded that needs them."
    ),
    "workforce.wisn.who": _("facilities with a row for {cadre}"),
    "workforce.wisn.how": _(
        "Staff for the recorded work, times the allowance for support work, plus additional work of some. Rounding:"
        " {rounding}."
    ),
    "workforce.wisn.interval": _(
        "With times and volumes anywhere in their ranges, {low} to {high} FTE would be needed ({level}% of {draws}"
        " draws from triangles over the ranges, before rounding)."
    ),
    "workforce.wisn.no_ranges": _(
        "No ranges of times or volumes were given, so how far this may lie off is not known."
    ),
    "workforce.wisn.limits": _("What these figures cannot say"),
    "workforce.wisn.limit_norms": _(
        "They are as good as the standards and the records: work that nobody recorded asks for nobody."
    ),
    "workforce.wisn.limit_small": _(
        "A facility that must be open needs a least number of staff, whatever its volume. That is not in these figures."
    ),
    "workforce.wisn.limit_fte": _(
        "Staff are full-time equivalents. People who work part-time make more heads than these."
    ),
    "workforce.wisn.limit_pressure": _(
        "Words for pressure stand for ranges of the ratio: below 0.3 extremely high, below 0.5 very high, below 0.7"
        " high, below 0.9 moderately high, below 1 slight. The method itself sets no such words."
    ),
    "workforce.wisn.pressure.extremely_high": _("extremely high pressure"),
    "workforce.wisn.pressure.very_high": _("very high pressure"),
    "workforce.wisn.pressure.high": _("high pressure"),
    "workforce.wisn.pressure.moderately_high": _("moderately high pressure"),
    "workforce.wisn.pressure.slight": _("slight pressure"),
    "workforce.wisn.pressure.none": _("no pressure"),
    "workforce.wisn.pressure.not_defined": _("no work recorded"),
    "workforce.wisn.rounding.none": _("none"),
    "workforce.wisn.rounding.nearest": _("to the nearest whole post"),
    "workforce.wisn.rounding.up": _("up to the next whole post"),
    "workforce.wisn.rounding.tenth": _(
        "down while that adds no more than a tenth to everybody’s work, else up, and at least one post"
    ),
    "workforce.wisn.rounding_note": _(
        "Differences and ratios are of the required staff after rounding. Rounding: {rounding}."
    ),
    "workforce.wisn.facilities": _("Each facility"),
    "workforce.wisn.facilities_intro": _(
        "A ratio below 1 means fewer staff in post than the recorded work needs. Facilities with the lowest ratio"
        " stand first."
    ),
    "workforce.wisn.facilities_of": _("{cadre}: required and in post, in FTE"),
    "workforce.wisn.no_ratio": _("none required"),
    "workforce.wisn.not_given": _("not given"),
    "workforce.wisn.no_interval": _("no ranges"),
    "workforce.wisn.from_to": _("{low} to {high}"),
    "workforce.wisn.figure": _(
        "{cadre}: {short} of {n} facilities have fewer than their work needs; {first} has the least, {low} of it"
    ),
    "workforce.wisn.figure.one_of_short": _(
        "{cadre}: 1 of {n} facilities has fewer than its work needs: {first}, with {low} of it"
    ),
    "workforce.wisn.figure_axis": _("Staff in post over required staff (1 = as many as needed)"),
    "workforce.wisn.figure_words": _(
        "Bars of the ratio of {cadre} in post to required at {shown} facilities, from {first} with {low} to {last}"
        " with {high}."
    ),
    "workforce.wisn.figure_data": _("{cadre}: ratios"),
    "workforce.wisn.figure_how": _(
        "Staff in post over required staff; facilities that need nobody are left out."
    ),
    "workforce.wisn.sums": _("Districts, regions and the country"),
    "workforce.wisn.sums_intro": _(
        "The ratio of sums is all staff in post over all staff required: what it would be if staff could be shared."
        " The mean of ratios is the plain mean of the facilities’ own ratios: a small facility counts as much as a"
        " large one. They answer different questions."
    ),
    "workforce.wisn.sums_table": _("Required and in post, in FTE, with both ratios"),
    "workforce.wisn.everywhere": _("All facilities"),
    "workforce.wisn.level.country": _("{name}"),
    "workforce.wisn.level.region": _("Region: {name}"),
    "workforce.wisn.level.district": _("District: {name}"),
    "workforce.wisn.leave": _("Another leave policy"),
    "workforce.wisn.leave_intro": _(
        "With more leave each member is there for fewer days, so the same work needs more of them. Nothing else was"
        " changed."
    ),
    "workforce.wisn.leave_table": _("Required staff over all facilities, in FTE before rounding"),
    "workforce.wisn.method": _("How it was worked out"),
    "workforce.wisn.method_lead": _("The steps"),
    "workforce.wisn.step_time": _(
        "Available working days are days a week times 52, less public holidays, annual, sick and other leave; hours"
        " are days times hours a day."
    ),
    "workforce.wisn.step_workload": _(
        "A standard workload is what one member could do in a year of that activity alone: available hours over the"
        " time each, or available time times the rate."
    ),
    "workforce.wisn.step_service": _("Staff for services are the sum of volume over standard workload."),
    "workforce.wisn.step_category": _(
        "Support work of the whole cadre becomes a share of available hours: daily and weekly work counts on the days"
        " and weeks that are worked, monthly 12 times, quarterly 4 times a year. The factor is 1 over what is left."
    ),
    "workforce.wisn.step_individual": _(
        "Additional work of some members is their hours a year over the available hours of one, in FTE."
    ),
    "workforce.wisn.step_required": _(
        "Required staff are staff for services times the factor, plus additional work. The ratio is staff in post over"
        " required staff; the difference is staff in post less required staff."
    ),
    "workforce.wisn.method_source": _(
        "The method is that of the World Health Organization: Workload indicators of staffing need, user’s manual"
        " (2010), ISBN 978 92 4 150019 7."
    ),
    "workforce.wisn.norms_details": _("Details: working time, standards and support work"),
    "workforce.wisn.parts_details": _("Details: the parts of each figure"),
    "workforce.wisn.cadre_at": _("{cadre} ({type})"),
    "workforce.wisn.as_percent": _("given as a percentage"),
    "workforce.wisn.times_table": _("Available working time and support work"),
    "workforce.wisn.standards_table": _("Standard workloads"),
    "workforce.wisn.allowances_table": _("Support work of all members"),
    "workforce.wisn.parts_table": _("Staff for services, factor and additional work"),
    "workforce.wisn.heading.facility": _("Facility"),
    "workforce.wisn.heading.cadre": _("Cadre"),
    "workforce.wisn.heading.place": _("Place"),
    "workforce.wisn.heading.facilities": _("Facilities"),
    "workforce.wisn.heading.pressure": _("Pressure of work"),
    "workforce.wisn.heading.current": _("In post"),
    "workforce.wisn.heading.exact": _("Required, not rounded"),
    "workforce.wisn.heading.interval": _("Range"),
    "workforce.wisn.heading.required": _("Required"),
    "workforce.wisn.heading.difference": _("Difference"),
    "workforce.wisn.heading.ratio": _("Ratio"),
    "workforce.wisn.heading.of_sums": _("Ratio of sums"),
    "workforce.wisn.heading.of_ratios": _("Mean of ratios"),
    "workforce.wisn.heading.days_before": _("Days a year now"),
    "workforce.wisn.heading.days_after": _("Days a year then"),
    "workforce.wisn.heading.before": _("Required now"),
    "workforce.wisn.heading.after": _("Required then"),
    "workforce.wisn.heading.change": _("Change"),
    "workforce.wisn.heading.days": _("Days a year"),
    "workforce.wisn.heading.hours": _("Hours a year"),
    "workforce.wisn.heading.support_share": _("Support work"),
    "workforce.wisn.heading.factor": _("Category allowance factor"),
    "workforce.wisn.heading.activity": _("Activity"),
    "workforce.wisn.heading.hours_each": _("Hours each"),
    "workforce.wisn.heading.per_year": _("Standard workload a year"),
    "workforce.wisn.heading.times": _("Times a year"),
    "workforce.wisn.heading.share": _("Share of working time"),
    "workforce.wisn.heading.service": _("For services"),
    "workforce.wisn.heading.individual": _("Additional work"),
    "workforce.wisn.heading.funded": _("Funded"),
}

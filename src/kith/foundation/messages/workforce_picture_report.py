"""Sentences of the report on a country's picture."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.picture.title": _("Staff in post and funded posts"),
    "workforce.picture.subtitle": _("From {source}"),
    "workforce.picture.tables_title": _("The tables are invented"),
    "workforce.picture.tables_invented": _(
        "A table says in its column Figures that it is made up. Nothing here is about a real country."
    ),
    "workforce.picture.synthetic_title": _("The workload is invented"),
    "workforce.picture.synthetic": _(
        "The numbers of appointments were made up, to try the method with. Required staff and ratios here"
        " say nothing about a real country; staff in post and funded posts are from the tables."
    ),
    "workforce.picture.found_total": _(
        "{in_post} staff are in post against {funded} funded posts, {share} of them. Net, {vacancies} posts are"
        " vacant: {empty} are empty, and elsewhere {above} staff are above the funded number."
    ),
    "workforce.picture.found_none_funded": _("{in_post} staff are in post, and {funded} posts are funded."),
    "workforce.picture.found_lowest": _(
        "{cadre} has the lowest share of its funded posts filled: {in_post} of {funded}, {share}."
    ),
    "workforce.picture.found_filling": _(
        "Where it is worst (the tenth of funded posts in the districts that fill least) {worst} of funded posts are"
        " filled, against {overall} in all districts. {between} of the inequality lies between regions."
    ),
    "workforce.picture.found_density": _(
        "The tenth of the people who live in the districts with fewest staff have {worst} staff per 10,000, against"
        " {overall} in all districts. {between} of the inequality lies between regions."
    ),
    "workforce.picture.who_cells": _("sums of a cadre at a level of a district, or at a central facility"),
    "workforce.picture.who_cadres": _("cadres with funded posts"),
    "workforce.picture.who_districts": _("districts; central facilities are not in it"),
    "workforce.picture.who_work_districts": _("districts with a workload"),
    "workforce.picture.how_filled": _(
        "Net vacancies are funded posts less staff in post. Empty posts, and staff above them, are added up place by"
        " place: one place’s surplus fills no other’s post."
    ),
    "workforce.picture.how_share": _("Staff in post over funded posts."),
    "workforce.picture.how_uneven": _(
        "Theil’s index over districts, for all staff, split into the part between regions and the part within them."
    ),
    "workforce.picture.as_published": _("Counts as the tables have them; how sure they are is not known."),
    "workforce.picture.limits": _("What these figures cannot say"),
    "workforce.picture.limit_counts": _(
        "Staff are counted as the tables count them; fractions are staff whom the source spread over places. They are"
        " not full-time equivalents."
    ),
    "workforce.picture.limit_funded": _("A funded post is what was budgeted, not what people need."),
    "workforce.picture.limit_population": _(
        "No population was given, so staff per 10,000 people are not shown: inequality is of funded posts filled."
    ),
    "workforce.picture.limit_classes": _(
        "No district was classed as urban, rural or remote, and none was guessed; levels of facility stand apart."
    ),
    "workforce.picture.all": _("All"),
    "workforce.picture.not_named": _("others"),
    "workforce.picture.none_funded": _("none funded"),
    "workforce.picture.none_required": _("none required"),
    "workforce.picture.cadres": _("Cadres"),
    "workforce.picture.cadres_table": _("Staff in post and funded posts by cadre"),
    "workforce.picture.cadres_figure": _("{first} has the fewest of its funded posts filled, {low}"),
    "workforce.picture.cadres_figure_words": _(
        "Bars of the share of funded posts filled by {n} cadres, from {first} with {low} to {last} with {high}."
    ),
    "workforce.picture.cadres_figure_data": _("Share of funded posts filled"),
    "workforce.picture.cadres_figure_who": _("cadres with funded posts"),
    "workforce.picture.levels": _("Levels of facility"),
    "workforce.picture.levels_intro": _("As the tables name them, central facilities among them."),
    "workforce.picture.levels_table": _("Staff in post and funded posts by level"),
    "workforce.picture.districts": _("Districts"),
    "workforce.picture.regions_table": _(
        "Staff in post and funded posts by region, without central facilities"
    ),
    "workforce.picture.districts_table": _("Staff in post and funded posts by district, all cadres"),
    "workforce.picture.cadre_districts_details": _("Details: each cadre in each district"),
    "workforce.picture.cadre_districts_table": _("Staff in post and funded posts by cadre and district"),
    "workforce.picture.districts_figure": _(
        "{cadre}: from {low} of funded posts filled in {first} to {high} in {last}"
    ),
    "workforce.picture.districts_figure_words": _(
        "Bars of the share of funded posts of {cadre} that is filled in {n} districts, from {first} with {low} to"
        " {last} with {high}."
    ),
    "workforce.picture.districts_figure_data": _("{cadre}: share of funded posts filled"),
    "workforce.picture.districts_figure_who": _("districts with funded posts of the cadre"),
    "workforce.picture.axis_share": _("Funded posts filled, %"),
    "workforce.picture.axis_ratio": _("Staff in post over required staff (1 = as many as needed)"),
    "workforce.picture.classes": _("Urban, rural and remote"),
    "workforce.picture.no_classes": _(
        "No districts were classed, so this is not shown. Give a table of classes, or name the districts."
    ),
    "workforce.picture.classes_intro": _(
        "As you classed the districts. Those that no class names stand as others; central facilities are in none."
    ),
    "workforce.picture.classes_table": _("Staff in post and funded posts by cadre and class of district"),
    "workforce.picture.above": _("More in post than funded"),
    "workforce.picture.none_above": _("Nowhere are more staff in post than are funded."),
    "workforce.picture.above_intro": _(
        "In {n} places a vacancy is negative: together {staff} staff are above funded posts there. The {shown} largest:"
    ),
    "workforce.picture.above_intro.one_of_n": _(
        "In 1 place the vacancy is negative: {staff} staff are above funded posts there."
    ),
    "workforce.picture.above_table": _("Staff above funded posts"),
    "workforce.picture.central": _("Headquarters and central facilities"),
    "workforce.picture.central_intro": _(
        "Facilities without a district: in the country’s total, in no district’s."
    ),
    "workforce.picture.central_table": _("Staff in post and funded posts at central facilities"),
    "workforce.picture.inequality": _("Inequality between districts"),
    "workforce.picture.inequality_intro": _(
        "0 is an even spread. Gini runs to 1; Theil’s index is the part between regions plus the part within them. The"
        " worst tenth is the tenth of funded posts, or of people, where the rate is lowest."
    ),
    "workforce.picture.filling_table": _("Staff in post for each funded post, over districts"),
    "workforce.picture.density_table": _("Staff in post per 10,000 people, over districts"),
    "workforce.picture.rates_details": _("Details: staff per 10,000 people in each district"),
    "workforce.picture.rates_table": _("Staff per 10,000 people"),
    "workforce.picture.no_population": _(
        "Staff per 10,000 people need a population table, and none was given."
    ),
    "workforce.picture.left_out": _("{cadre}: without {districts}, where no posts are funded."),
    "workforce.picture.work": _("What the appointments need"),
    "workforce.picture.work_figure": _(
        "{first} has the fewest staff for its appointments: {low} of what they need"
    ),
    "workforce.picture.work_figure_invented": _(
        "With an invented workload, {first} would have the fewest staff for its appointments: {low} of what they need"
    ),
    "workforce.picture.work_figure_words": _(
        "Bars of the ratio of sums for {n} cadres, from {first} with {low} to {last} with {high}."
    ),
    "workforce.picture.work_figure_data": _("Ratios of sums"),
    "workforce.picture.work_lead": _("How it was worked out"),
    "workforce.picture.work_minutes": _(
        "Appointments a day times the minutes of each, over the minutes a day that one member of the cadre gives."
    ),
    "workforce.picture.work_support": _(
        "One member’s minutes are those for patients in the tables, so time for support work is already out of them."
    ),
    "workforce.picture.work_levels": _("Staff in post are those at levels where the cadre has appointments."),
    "workforce.picture.without_work": _("No appointment needs {cadres}: nothing is said about them."),
    "workforce.picture.needs_table": _("Required staff by cadre over all districts, with both ratios"),
    "workforce.picture.work_details": _("Details: each district"),
    "workforce.picture.district_needs_table": _("Required staff by district and cadre"),
    "workforce.picture.heading.name": _("Name"),
    "workforce.picture.heading.facility": _("Facility"),
    "workforce.picture.heading.cadre": _("Cadre"),
    "workforce.picture.heading.district": _("District"),
    "workforce.picture.heading.region": _("Region"),
    "workforce.picture.heading.level": _("Level"),
    "workforce.picture.heading.class": _("Class"),
    "workforce.picture.heading.in_post": _("In post"),
    "workforce.picture.heading.funded": _("Funded"),
    "workforce.picture.heading.share": _("Filled"),
    "workforce.picture.heading.vacancies": _("Vacancies, net"),
    "workforce.picture.heading.empty": _("Empty posts"),
    "workforce.picture.heading.above": _("Above funded"),
    "workforce.picture.heading.minutes_in_post": _("Minutes a day in post"),
    "workforce.picture.heading.minutes_funded": _("Minutes a day funded"),
    "workforce.picture.heading.districts": _("Districts"),
    "workforce.picture.heading.worst": _("Worst tenth"),
    "workforce.picture.heading.overall": _("All districts"),
    "workforce.picture.heading.gini": _("Gini"),
    "workforce.picture.heading.theil": _("Theil"),
    "workforce.picture.heading.between": _("Between regions"),
    "workforce.picture.heading.within": _("Within regions"),
    "workforce.picture.heading.per_10_000": _("Per 10,000 people"),
    "workforce.picture.heading.pressure": _("Pressure of work"),
    "workforce.picture.heading.required": _("Required"),
    "workforce.picture.heading.difference": _("Difference"),
    "workforce.picture.heading.ratio": _("Ratio"),
    "workforce.picture.heading.of_sums": _("Ratio of sums"),
    "workforce.picture.heading.of_ratios": _("Mean of ratios"),
    "workforce.picture.heading.minutes_needed": _("Minutes needed a day"),
}

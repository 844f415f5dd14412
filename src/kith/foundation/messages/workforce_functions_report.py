"""Sentences of the report on who does public health."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.functions.title": _("Who does public health"),
    "workforce.functions.subtitle": _("From {name}"),
    "workforce.functions.synthetic_title": _("The figures are invented"),
    "workforce.functions.synthetic": _(
        "A table says in its column Figures that it is made up. Nothing here is about a real country."
    ),
    "workforce.functions.found_few": _("So few people do public health here that their time is not shown."),
    "workforce.functions.found_total": _("{fte} full-time equivalents of work go into public health."),
    "workforce.functions.found_total_core": _(
        "{fte} full-time equivalents of work go into public health, {core} of them by public health specialists."
    ),
    "workforce.functions.found_all_led": _("Every function has somebody who leads it."),
    "workforce.functions.found_no_lead": _("Functions that nobody leads: {n}. They are: {functions}."),
    "workforce.functions.found_none_thin": _("No function that anybody does or leads rests on {most}."),
    "workforce.functions.found_thin": _(
        "Functions that are done or led by {most}: {n}. They are: {functions}."
    ),
    "workforce.functions.found_alike": _(
        "In none of the {n} functions that can be compared is there a clear difference from {there}."
    ),
    "workforce.functions.found_apart": _(
        "In {n} of {of} functions the countries disagree ({there} is the partner). First of them is “{function}”: {one}"
        " here and {other} there."
    ),
    "workforce.functions.compare_sure": _("The difference lies between {low} and {high}."),
    "workforce.functions.who_people": _("people with a part in a function"),
    "workforce.functions.who_functions": _("functions of the list"),
    "workforce.functions.who_compared": _("functions shown for both countries"),
    "workforce.functions.who_rows": _("rows of the table: a group of staff and a function"),
    "workforce.functions.who_listed": _("people on at least one of the two lists"),
    "workforce.functions.how_fte": _(
        "Headcount times working time times the expected share of a usual week, added up."
    ),
    "workforce.functions.how_leads": _("A function is led where a respondent says that somebody leads it."),
    "workforce.functions.how_thin": _("People are counted who may have a share above 0 in the function."),
    "workforce.functions.how_compared": _(
        "Here less there, with the draws of each country on their own. A function disagrees where the interval lies on"
        " one side of 0, or where it is led in one country only."
    ),
    "workforce.functions.how_chapman": _(
        "Chapman’s estimate: one more than each list, multiplied, over one more than those on both, less one."
    ),
    "workforce.functions.sure": _("With {level} certainty under the stated draws, between {low} and {high}."),
    "workforce.functions.limits": _("What this cannot say"),
    "workforce.functions.limit_told": _(
        "Shares are what people say of a usual week, not measured time. The range shows how unsure they are, not"
        " whether they are right."
    ),
    "workforce.functions.limit_self": _(
        "Somebody who answers for themself and is also in a team that another describes counts twice: the table cannot"
        " tell."
    ),
    "workforce.functions.limit_list": _(
        "Who was not asked is not in it. That is not the same as doing nothing."
    ),
    "workforce.functions.limit_public": _(
        "Figures of {most} people or fewer are kept back, with others that would give them away."
    ),
    "workforce.functions.limit_evaluator": _(
        "Every figure is shown, single people too. This version is for those who work it out: do not publish it."
    ),
    "workforce.functions.few": _("{most} or fewer people"),
    "workforce.functions.one_person": _("one person"),
    "workforce.functions.kept": _("kept back"),
    "workforce.functions.no_index": _("not shown"),
    "workforce.functions.range": _("{low} to {high}"),
    "workforce.functions.heading.function": _("Function"),
    "workforce.functions.heading.occupation": _("Occupation (ISCO-08)"),
    "workforce.functions.heading.fte": _("FTE"),
    "workforce.functions.heading.range": _("Range"),
    "workforce.functions.heading.likeliest": _("From likeliest shares"),
    "workforce.functions.heading.people": _("People"),
    "workforce.functions.heading.tier": _("Tier"),
    "workforce.functions.heading.part": _("Part of all FTE"),
    "workforce.functions.heading.stands": _("How it stands"),
    "workforce.functions.heading.leads": _("Lead"),
    "workforce.functions.heading.delivers": _("Deliver"),
    "workforce.functions.heading.supports": _("Support"),
    "workforce.functions.heading.by_occupation": _("Herfindahl, occupations"),
    "workforce.functions.heading.by_employer": _("Herfindahl, employers"),
    "workforce.functions.heading.coefficient": _("Coefficient"),
    "workforce.functions.heading.value": _("Value"),
    "workforce.functions.heading.n": _("Compared"),
    "workforce.functions.heading.verdict": _("What it shows"),
    "workforce.functions.heading.here": _("Here"),
    "workforce.functions.heading.there": _("Partner"),
    "workforce.functions.heading.difference": _("Difference"),
    "workforce.functions.heading.leads_here": _("Led here"),
    "workforce.functions.heading.leads_there": _("Led there"),
    "workforce.functions.matrix": _("Functions and occupations"),
    "workforce.functions.matrix_intro": _(
        "The picture has the {shown} occupations with most time, of {n}; the table below it has all."
    ),
    "workforce.functions.heat": _("Most time lies with {occupation} in “{function}”: {fte} FTE."),
    "workforce.functions.heat_none": _("No cell of the matrix can be shown."),
    "workforce.functions.heat_words": _(
        "A grid of {rows} functions by {columns} occupations, darker where there is more time. {found} Cells with"
        " nothing: {empty}. Cells kept back: {kept}."
    ),
    "workforce.functions.heat_data": _("FTE by function and occupation"),
    "workforce.functions.cells_details": _("Every cell with its range"),
    "workforce.functions.cells_table": _("FTE of every function and occupation"),
    "workforce.functions.functions": _("Each function"),
    "workforce.functions.functions_table": _("FTE and people of each function"),
    "workforce.functions.functions_figure": _("“{function}” takes most time: {fte} FTE."),
    "workforce.functions.functions_words": _("FTE of each function with its {level} range. {spans}."),
    "workforce.functions.span": _("{name}: {fte}, from {low} to {high}"),
    "workforce.functions.axis_fte": _("FTE, with the {level} range"),
    "workforce.functions.tiers": _("Specialists and others"),
    "workforce.functions.tiers_intro": _(
        "Specialists are staff whose post is for public health. Others are health workers with a part in it, and"
        " staff of other sectors."
    ),
    "workforce.functions.tiers_table": _("FTE by tier"),
    "workforce.functions.tiers_details": _("By function"),
    "workforce.functions.tier_cells_table": _("FTE of each function by tier"),
    "workforce.functions.tier_core": _("Public health specialists"),
    "workforce.functions.tier_health": _("Health workers with a part in it"),
    "workforce.functions.tier_allied": _("Staff of other sectors"),
    "workforce.functions.coverage": _("Who stands behind each function"),
    "workforce.functions.coverage_intro": _(
        "People by what they do in it. The Herfindahl index is near 0 where time is spread over many, and 1 where one"
        " occupation or employer has all of it."
    ),
    "workforce.functions.coverage_table": _("People by role, and concentration"),
    "workforce.functions.nobody": _("Nobody has a part in it"),
    "workforce.functions.no_lead": _("Nobody leads it"),
    "workforce.functions.covered": _("Somebody leads it"),
    "workforce.functions.thin": _("It is done or led by {most}"),
    "workforce.functions.agreement": _("Do respondents agree?"),
    "workforce.functions.no_agreement": _(
        "No group is described by two respondents, so how far they agree is not known."
    ),
    "workforce.functions.agreement_intro": _(
        "Groups that two respondents describe: {groups}. Pairs of a group and a function that at least one of the two"
        " named: {named}. A function that somebody did not name has share 0."
    ),
    "workforce.functions.agreement_table": _("Agreement of two respondents on the same groups"),
    "workforce.functions.kappa": _("Cohen’s kappa: has the group a part in the function?"),
    "workforce.functions.icc": _("ICC(A,1): how large is its share?"),
    "workforce.functions.not_told": _("not known"),
    "workforce.functions.why_too_few": _("too few pairs"),
    "workforce.functions.why_no_spread": _("all answers are alike"),
    "workforce.functions.hidden": _("People on no list"),
    "workforce.functions.hidden_found": _(
        "About {all} people are estimated in all, {met} of them on a list and {unseen} on none."
    ),
    "workforce.functions.hidden_sure": _("With {level} confidence between {low} and {high}."),
    "workforce.functions.hidden_counts": _(
        "On the first list: {first}. On the second: {second}. On both: {both}."
    ),
    "workforce.functions.hidden_assumes": _(
        "It holds if nobody came or left between the lists, everybody was matched rightly, and being on one list makes"
        " being on the other neither likelier nor less likely. Where the lists help each other the true number is"
        " higher."
    ),
    "workforce.functions.compare": _("Side by side with the partner country"),
    "workforce.functions.compare_rates": _(
        "FTE for each 100,000 people: {here} with {first} people, {there} with {second}. Disagreements stand first."
    ),
    "workforce.functions.compare_fte": _(
        "FTE of {here} and {there}. Populations were not given, so a larger country has more of everything."
        " Disagreements stand first."
    ),
    "workforce.functions.compare_table": _("{here} and {there}, function by function"),
    "workforce.functions.more_here": _("More here"),
    "workforce.functions.more_there": _("More in the partner country"),
    "workforce.functions.led_in_one": _("Led in one country only"),
    "workforce.functions.not_clear": _("No clear difference"),
    "workforce.functions.led": _("Yes"),
    "workforce.functions.not_led": _("No"),
    "workforce.functions.method": _("How it was worked out"),
    "workforce.functions.method_fte": _(
        "FTE is the sum of headcount, working time and share. Where several respondents describe one group, each"
        " counts for an equal part of it."
    ),
    "workforce.functions.method_pert": _(
        "Shares are drawn {draws} times from PERT distributions between lowest and highest, where the likeliest counts"
        " four times; the expected share is their mean. The range is the middle {level} of the draws (seed {seed})."
    ),
    "workforce.functions.method_triangular": _(
        "Shares are drawn {draws} times from triangular distributions between lowest and highest; the expected share is"
        " their mean. The range is the middle {level} of the draws (seed {seed})."
    ),
    "workforce.functions.method_errs_none": _(
        "Every share errs on its own, which gives the narrowest ranges of sums."
    ),
    "workforce.functions.method_errs_respondent": _(
        "All shares of one respondent err the same way; respondents err on their own. A habit of all respondents"
        " would make the ranges wider."
    ),
    "workforce.functions.method_errs_all": _(
        "All shares err the same way at once, which gives the widest ranges of sums."
    ),
    "workforce.functions.method_capped": _(
        "Where drawn shares of one person or group came to more than all of their time they were scaled to it: {share}"
        " of the draws."
    ),
    "workforce.functions.method_index": _(
        "The Herfindahl index of a function is the sum of squared parts of its FTE that each occupation, or employer,"
        " has. Where an employer is missing that index is not shown."
    ),
    "workforce.functions.method_counted": _(
        "The table has {rows} rows of {n} respondents. It was checked for double counting: no respondent gave away more"
        " than all of a working time, no row stands twice, and no whole stands beside its parts."
    ),
}

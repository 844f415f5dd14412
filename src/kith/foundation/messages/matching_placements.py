"""Sentences about placements: faults in rules, tables and problems, reasons, checks."""

from kith.foundation.messages import gettext_noop as _

_RULES = {
    "matching.placements.rules.not_table": _(
        "The settings are written as [placements], with each setting on a line below it."
    ),
    "matching.placements.rules.grade_not_name": _(
        'The grade is “{value}”. It must be the name of a column, as in grade = "band".'
    ),
    "matching.placements.rules.grade_unknown": _(
        "The limits of grade are about “{value}”, and no [attribute.{value}] gives its scale. Attributes here: {known}."
    ),
    "matching.placements.rules.grade_unknown_near": _(
        "The limits of grade are about “{value}”, and no [attribute.{value}] gives its scale. "
        "Did you mean “{nearest}”? Attributes here: {known}."
    ),
    "matching.placements.rules.grade_kind": _(
        'The limits of grade are about “{value}”, which is read as {kind}. Give it kind = "grade" and a scale.'
    ),
    "matching.placements.rules.days": _(
        "{key} is “{value}”. It must be a whole number of days from 1 to {most}."
    ),
    "matching.placements.rules.skills_weight_needed": _(
        "Skills in a team are preferred, so they need a weight. Add skills_weight = 1."
    ),
    "matching.placements.rules.skills_weight_alone": _(
        'skills_weight counts only where skills are preferred. Write team_skills = "prefer" or take it away.'
    ),
    "matching.placements.rules.hand_over": _(
        "A hand-over is written as hand_over = {{ least_days = 14, weight = 2 }}."
    ),
    "matching.placements.rules.hand_over_needs": _(
        "The hand-over lacks {key}. Write hand_over = {{ least_days = 14, weight = 2 }}."
    ),
}

_TABLES = {
    "matching.placements.people.misspelt_skill": _(
        "The team needs “{skill}”, and nobody in the people's table has that skill. Did you mean “{nearest}”?"
    ),
    "matching.placements.people.nobody_has": _(
        "“{project}” needs “{skill}”, and nobody in the people's table has that skill."
    ),
    "matching.placements.people.unknown_project": _(
        "This follows “{project}”, which is not a project of the table. Projects there: {known}. "
        "For a team that is there already, give outgoing until instead."
    ),
    "matching.placements.people.unknown_project_near": _(
        "This follows “{project}”, which is not a project of the table. Did you mean “{nearest}”? Projects there: {known}."
    ),
}

_PROBLEM = {
    "matching.placements.problem.grade_needed": _(
        "“{project}” limits the grade, and the rules do not say which column holds it. "
        'Add grade = "band" under [placements].'
    ),
    "matching.placements.problem.grade_not_grade": _(
        "The limits of grade are about “{attribute}”, which is not a grade with a scale in the rules. Declare it."
    ),
    "matching.placements.problem.least_days": _("{days} days is not a length of stay. Give 1 or more."),
    "matching.placements.problem.points": _("{points} points are out of range. Give 0 to {most}."),
    "matching.placements.problem.away_before_there": _(
        "“{id}” is available from {first} to {last}: the last day is before the first. Correct one of them."
    ),
    "matching.placements.problem.ends_before_start": _(
        "“{project}” starts on {starts} and ends on {ends}, before it starts. Correct one of them."
    ),
    "matching.placements.problem.fewest_negative": _(
        "“{project}” has a smallest team of {fewest}. Give 0 or more."
    ),
    "matching.placements.problem.fewest_above_places": _(
        "“{project}” needs at least {fewest} people and has places for {places}. Raise the places or lower the fewest."
    ),
    "matching.placements.problem.need_twice": _(
        "“{project}” names the skill “{skill}” twice. Write it once, with how many are needed."
    ),
    "matching.placements.problem.need_none": _(
        "“{project}” needs {count} people with “{skill}”. Give 1 or more, or take the skill away."
    ),
    "matching.placements.problem.need_above_places": _(
        "“{project}” needs {count} people with “{skill}” and has places for {places}. Raise the places or ask for fewer."
    ),
    "matching.placements.problem.misspelt_skill": _(
        "“{project}” needs “{skill}”, and nobody has that skill. Did you mean “{nearest}”?"
    ),
    "matching.placements.problem.not_on_scale": _(
        "“{project}” limits the grade by “{value}”, which is not a step. The steps are: {scale}."
    ),
    "matching.placements.problem.grades_turned": _(
        "“{project}” takes grades from {lowest} to {highest}, which is the wrong way round. Turn them."
    ),
    "matching.placements.problem.follows_unknown": _(
        "“{project}” follows “{follows}”, which is not there. Projects: {known}."
    ),
    "matching.placements.problem.follows_unknown_near": _(
        "“{project}” follows “{follows}”, which is not there. Did you mean “{nearest}”? Projects: {known}."
    ),
    "matching.placements.problem.follows_round": _(
        "These projects follow one another in a circle: {projects}. Take one of the links away."
    ),
    "matching.placements.problem.lock_nobody": _(
        "The lock of “{id}” to “{project}” is about a person who is not there. Take the lock away."
    ),
    "matching.placements.problem.lock_nowhere": _(
        "The lock of “{id}” to “{project}” is about a project that is not there. Take the lock away."
    ),
    "matching.placements.problem.forbid_nobody": _(
        "Keeping “{id}” from “{project}” is about a person who is not there. Take it away."
    ),
    "matching.placements.problem.forbid_nowhere": _(
        "Keeping “{id}” from “{project}” is about a project that is not there. Take it away."
    ),
    "matching.placements.problem.together_nobody": _(
        "“{one}” and “{other}” are to be together, and “{id}” is not there. Take it away."
    ),
    "matching.placements.problem.together_oneself": _(
        "“{id}” is to be together with themselves. Take it away."
    ),
    "matching.placements.problem.apart_nobody": _(
        "“{one}” and “{other}” are to be apart, and “{id}” is not there. Take it away."
    ),
    "matching.placements.problem.apart_oneself": _("“{id}” is to be apart from themselves. Take it away."),
    "matching.placements.problem.together_and_apart": _(
        "“{one}” and “{other}” are to be together and to be apart. Take one of the two away."
    ),
    "matching.placements.problem.locked_too_often": _(
        "“{id}” is locked to {times} projects and takes at most {most}. Take a lock away."
    ),
    "matching.placements.problem.locked_too_many": _(
        "{times} people are locked to “{project}”, which has places for {places}. Take a lock away."
    ),
    "matching.placements.problem.lock_refused": _(
        "“{id}” cannot be locked to “{project}”: something stands against it. It may be a rule, a date, people kept "
        "apart, or somebody's own wish; it is not said which. Take the lock away."
    ),
    "matching.placements.problem.locks_overlap": _(
        "“{id}” is locked to projects that run at the same time. Take a lock away."
    ),
    "matching.placements.problem.too_many": _(
        "{people} people by {projects} projects are more than the {most} placements that can be looked at. "
        "Match in parts, for example one intake after another."
    ),
    "matching.placements.problem.too_many_points": _(
        "The rules give up to {points} points a placement, and {most} is the most. Use smaller weights."
    ),
    "matching.placements.problem.no_answer": _(
        "No answer was found within the limit of work, and it is not known whether there is one. "
        "Take some locks or smallest teams away, or match in parts."
    ),
}

_CLASH = {
    "matching.placements.clash.these": _(
        "What was decided cannot all be kept. These clash; without any one of them the others can be kept."
    ),
    "matching.placements.clash.not_said": _(
        "What was decided cannot all be kept: something stands against it. It may be people or places kept apart, or "
        "somebody's own wish; it is not said which. Take a lock or a “together” away."
    ),
    "matching.placements.clash.lock": _("“{id}” is locked to “{project}”."),
    "matching.placements.clash.together": _("“{one}” and “{other}” are to be together."),
    "matching.placements.clash.team": _("“{project}” needs a team of at least {fewest}."),
    "matching.placements.clash.skills": _("“{project}” needs these skills in its team: {skills}."),
}

_REASONS = {
    "matching.placements.person.none_wanted": _("They take no placement."),
    "matching.placements.person.no_places": _("No project has a place."),
    "matching.placements.person.rules_allow_none": _("The rules allow none of the {projects} projects."),
    "matching.placements.person.rule_excludes": _("The rule {rule} rules out {count} of {whole} projects."),
    "matching.placements.person.possible": _(
        "Projects that the rules allow: {possible}. Of these {full} are full and {closed} did not open."
    ),
    "matching.placements.person.whole_plan": _(
        "On the others the plan as a whole stands against it. Another place may help."
    ),
    "matching.placements.project.no_places": _("It has no places."),
    "matching.placements.project.no_people": _("There is nobody to place."),
    "matching.placements.project.rules_allow_nobody": _("The rules allow none of the {people} people."),
    "matching.placements.project.rule_excludes": _("The rule {rule} rules out {count} of {whole} people."),
    "matching.placements.project.too_few": _(
        "The rules allow {possible} people and its smallest team is {fewest}: {more} more would be needed."
    ),
    "matching.placements.project.too_few_left": _(
        "Its smallest team is {fewest}, and of the people whom the rules allow {left} have no other placement: "
        "{more} more would be needed."
    ),
    "matching.placements.project.skill_missing": _(
        "Its team needs {count} with “{skill}”, and the rules allow {possible}: {more} more would be needed."
    ),
    "matching.placements.project.skill_left": _(
        "Its team needs {count} with “{skill}”, and of the people whom the rules allow {left} with it have no other "
        "placement: {more} more would be needed."
    ),
    "matching.placements.project.needed_elsewhere": _(
        "The rules allow {possible} people. All of them are of more use elsewhere, or the plan as a whole stands "
        "against it."
    ),
    "matching.placements.team.places": _(
        "{people} of {places} places are taken; the smallest team is {fewest}."
    ),
    "matching.placements.team.skill": _("“{skill}” (needed: {count}) comes from {people}."),
    "matching.placements.team.skill_short": _("“{skill}” is short: {here} of {count} ({people})."),
    "matching.placements.team.handed_over": _(
        "Hand-over from {before}: {giver} and {taker} are there together for {days} days ({wanted} wanted)."
    ),
    "matching.placements.team.handed_over_before": _(
        "Hand-over from the team that is there until {until}: {taker} is with them for {days} days ({wanted} wanted)."
    ),
    "matching.placements.team.not_handed_over_before": _(
        "No hand-over from the team that is there until {until}: the longest that anybody is with them is {days} days "
        "({wanted} wanted)."
    ),
    "matching.placements.team.not_handed_over": _(
        "No hand-over from {before}: the longest that two are there together is {days} days ({wanted} wanted)."
    ),
}

_RULE_WORDS = {
    "matching.placements.rule.dates": _("must be available for the whole project"),
    "matching.placements.rule.days": _("must be there for at least {days} days of the project"),
    "matching.placements.rule.country": _("must be able to enter the project's country"),
    "matching.placements.rule.grade": _("must be within the project's limits of grade"),
    "matching.placements.rule.fewest": _("a project opens only with its smallest team"),
    "matching.placements.rule.fewest_must": _("every project must have its smallest team"),
    "matching.placements.rule.skills": _("a team must have the skills that its project needs"),
    "matching.placements.rule.skills_preferred": _("the skills that a project needs preferred in its team"),
    "matching.placements.rule.hand_over": _("a hand-over of at least {days} days preferred"),
}

_CHECKS = {
    "matching.placements.check.too_often": _("“{id}” stands {times} times, and {most} is the most."),
    "matching.placements.check.not_once": _("“{id}” must be either placed or listed as left over, once."),
    "matching.placements.check.twice": _("“{id}” stands twice on “{project}”."),
    "matching.placements.check.excluded": _(
        "“{id}” is on “{project}”, and something that always holds stands against it."
    ),
    "matching.placements.check.points": _(
        "“{id}” on “{project}” scores {points} under the rules, not what the result says."
    ),
    "matching.placements.check.marks": _(
        "Whether “{id}” on “{project}” is locked or stayed is not as the problem has it."
    ),
    "matching.placements.check.lock_missing": _("“{id}” is locked to “{project}” and is not there."),
    "matching.placements.check.overlap": _("“{id}” is on two projects at the same time."),
    "matching.placements.check.team_small": _(
        "“{project}” has {people} people, and its smallest team is {fewest}."
    ),
    "matching.placements.check.team_skill": _("The team of “{project}” lacks “{skill}” ({count} needed)."),
    "matching.placements.check.team_points": _(
        "The points of the team of “{project}” are not what the rules give."
    ),
    "matching.placements.check.not_together": _("“{one}” and “{other}” must be together and are not."),
    "matching.placements.check.not_apart": _(
        "“{one}” and “{other}” are in one team, and something that always holds keeps them apart."
    ),
    "matching.placements.check.satisfaction": _("The satisfaction of “{id}” is not what the rules give."),
    "matching.placements.check.reasons": _("Who is left over, or why, is not as it should be."),
    "matching.placements.check.better": _(
        "The result says that {objective} cannot be better than {value}, and a better one was found."
    ),
}

MESSAGES = {**_RULES, **_TABLES, **_PROBLEM, **_CLASH, **_REASONS, **_RULE_WORDS, **_CHECKS}

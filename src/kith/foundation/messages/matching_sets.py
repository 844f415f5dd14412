"""Sentences about sets: faults in rules and people, clashes found by counting, reasons, hours, checks."""

from kith.foundation.messages import gettext_noop as _

_RULES = {
    "matching.sets.rules.shape_needed": _(
        "The file needs a table [sets] that says how many people a set has: most = 9."
    ),
    "matching.sets.rules.most_needed": _("[sets] needs most: the most people in a set, as in most = 9."),
    "matching.sets.rules.whole_number": _(
        "{key} is “{value}”. It must be a whole number from {low} to {most}."
    ),
    "matching.sets.rules.fewest_above_most": _(
        "A set has at least {fewest} people and at most {most}, which cannot both be. Make fewest smaller or most larger."
    ),
    "matching.sets.rules.no_word": _(
        "This rule begins with no word that Kith knows. For a whole set write one of: {known}. "
        "For any two people in a set write must or prefer."
    ),
    "matching.sets.rules.one_word": _(
        "A rule says one thing. Write only one of: {words}, or must, or prefer."
    ),
    "matching.sets.rules.column_needed": _(
        'The rule “{verb}” needs to know about which column, as in {verb} = "country".'
    ),
    "matching.sets.rules.avoid_what": _('“{value}” cannot be avoided. Write avoid = "met_before".'),
    "matching.sets.rules.text_needed": _("{key} must be text that is not blank. Write it in quotes."),
    "matching.sets.rules.texts_needed": _('{key} must be a list of texts, as in ["one", "two"].'),
    "matching.sets.rules.use_avoid": _(
        'In sets write avoid = "met_before" for people who were in a set together before.'
    ),
    "matching.sets.rules.one_list": _(
        "The rule {rule} compares two columns or names a side. People of a set stand on one list: name one column."
    ),
    "matching.sets.rules.window_not_table": _(
        'The window is written as window = {{ hours = 1.5, within = "09:00-17:00", zone = "time_zone", week_of = 2026-01-12 }}.'
    ),
    "matching.sets.rules.within": _(
        'within is “{value}”. Write when people\'s working day begins and ends, as in "09:00-17:00".'
    ),
    "matching.sets.rules.hours": _(
        "hours is “{value}”. Write how long a set meets, in quarters of an hour, as in 1.5."
    ),
    "matching.sets.rules.week": _(
        "week_of is “{value}”. Write a day of the week that counts, as in 2026-01-12: clocks change in spring and autumn."
    ),
    "matching.sets.rules.zone_needed": _(
        'The window needs zone: the column with time zones, as in zone = "time_zone".'
    ),
    "matching.sets.rules.window_too_long": _(
        "The meeting is longer than the working day. Make hours smaller."
    ),
}

_PEOPLE = {
    "matching.sets.people.themselves": _("“{value}” is this person themselves. Take it away."),
    "matching.sets.people.table_missing": _("There is no list of people. Name a file for it."),
}

_PROBLEM = {
    "matching.sets.problem.bonus": _("The points for staying are {value}. They must be from 0 to {most}."),
    "matching.sets.problem.too_many": _(
        "{people} people are more than the {most} that can be looked at at once. Make sets in parts, "
        "for example one region after another."
    ),
    "matching.sets.problem.topic_unwanted": _(
        "The rule {rule} has a set about “{value}”, and nobody wishes for it. Correct it or take it away."
    ),
    "matching.sets.problem.value_unknown": _(
        "The rule {rule} is about “{value}”, and nobody has that as “{attribute}”. The nearest is: {near}."
    ),
    "matching.sets.problem.zone": _(
        "“{value}” (“{id}”) is no time zone. Write one such as Europe/London or Africa/Kampala."
    ),
    "matching.sets.problem.oneself": _("“{id}” is named together with themselves. Take it away."),
    "matching.sets.problem.lock_too_many": _(
        "{people} people are locked together, “{id}” among them, and a set has at most {most}. Take a lock away."
    ),
    "matching.sets.problem.lock_refused": _(
        "“{left}” and “{right}” cannot be locked into one set: something stands against this. It may be a rule, "
        "people kept apart, or somebody's own wish; it is not said which. Take the lock away."
    ),
    "matching.sets.problem.locks_not_kept": _(
        "No sets were found that keep every lock: something stands against this. It may be a rule, people kept apart, "
        "or somebody's own wish; it is not said which. Take a lock away, or loosen a rule."
    ),
}

_CLASHES = {
    "matching.sets.clash.cap": _(
        "The rule {rule} lets {limit} of “{value}” into each of {sets} sets, which is room for {places} of {people}. "
        "Allow more in a set, or make more sets."
    ),
    "matching.sets.clash.alone": _(
        "The rule {rule} wants at least {limit} of “{value}” in a set, and there are only {people} in all."
    ),
    "matching.sets.clash.places": _(
        "{sets} sets have {places} places for {people} people. Allow larger sets, or make more."
    ),
    "matching.sets.left.value_missing": _(
        "Their “{attribute}” is blank, so the rule {rule} cannot be checked. Fill it in."
    ),
    "matching.sets.left.hour": _(
        "They have an hour in common with {shared} of {people} others, and every set must have one for all."
    ),
    "matching.sets.left.too_few": _("There are {people} people, and a set needs at least {fewest}."),
    "matching.sets.left.no_set": _(
        "No set could take them without leaving somebody else out. Allow more people in a set, or ask for less."
    ),
}

_RULE_WORDS = {
    "matching.sets.rule.spread.must": _("no more than {limit} with the same {on} in a set"),
    "matching.sets.rule.spread.must.value": _("no more than {limit} with {on} “{value}” in a set"),
    "matching.sets.rule.spread.prefer": _("no more than {limit} with the same {on} in a set, if it can be"),
    "matching.sets.rule.spread.prefer.value": _(
        "no more than {limit} with {on} “{value}” in a set, if it can be"
    ),
    "matching.sets.rule.gather.prefer": _("people with the same {on} together (their first {limit} count)"),
    "matching.sets.rule.never_alone.must": _(
        "nobody alone with their {on}: none in a set, or at least {limit}"
    ),
    "matching.sets.rule.never_alone.must.value": _(
        "nobody alone with {on} “{value}”: none in a set, or at least {limit}"
    ),
    "matching.sets.rule.never_alone.prefer": _(
        "nobody alone with their {on}, if it can be: none in a set, or at least {limit}"
    ),
    "matching.sets.rule.never_alone.prefer.value": _(
        "nobody alone with {on} “{value}”, if it can be: none in a set, or at least {limit}"
    ),
    "matching.sets.rule.balance.prefer": _("as many of each {on} in one set as in another"),
    "matching.sets.rule.avoid.must": _("nobody again with somebody from an earlier set"),
    "matching.sets.rule.avoid.prefer": _("as few as can be again with somebody from an earlier set"),
    "matching.sets.rule.window.must": _(
        "{hours} hours in which all of a set can meet between {begins} and {ends} by their own clocks "
        "(week of {week_of})"
    ),
    "matching.sets.rule.window.prefer": _(
        "{hours} hours in which all of a set can meet between {begins} and {ends} by their own clocks, if it can "
        "be (week of {week_of})"
    ),
    "matching.sets.rule.keep": _("people stay in the set they were in"),
}

_NOTES = {
    "matching.sets.note.topic": _("Topic: {topic}."),
    "matching.sets.note.window": _("All can meet {utc} UTC: {local}."),
    "matching.sets.note.no_window": _("There is no hour in everybody's working day. They are in: {zones}."),
    "matching.sets.gives.total_falls": _("all sets together would lose {points} points"),
    "matching.sets.gives.worst_falls": _("the weakest set would fall from {worst} to {after} points"),
    "matching.sets.gives.nothing": _(
        "by the rules alone nothing would be lost: the lottery decided, or something not said"
    ),
    "matching.sets.why_not.left_over": _("{id} is in no set."),
    "matching.sets.why_not.together": _("They are in the same set."),
    "matching.sets.why_not.rule": _("The rule {rule} keeps them apart."),
    "matching.sets.why_not.exchange": _(
        "{mover} would change with {other} of {set}: all sets together would lose {points} points."
    ),
    "matching.sets.why_not.move": _(
        "{mover} would move to {set}: all sets together would lose {points} points."
    ),
    "matching.sets.why_not.no_exchange": _(
        "No exchange of two people brings them together. The plan as a whole, a decision or somebody's own wish "
        "stands against it; it is not said which."
    ),
}

_CHECKS = {
    "matching.sets.check.unknown_set": _("The set {key} is not one of the {sets} sets, or stands twice."),
    "matching.sets.check.rule": _("The set {key} breaks something that always holds."),
    "matching.sets.check.size": _("The set {key} has {people} people. It may have {fewest} to {most}."),
    "matching.sets.check.lock": _("“{left}” and “{right}” are locked together and are not in one set."),
    "matching.sets.check.points": _("The points of the set {key} are not what the rules give."),
    "matching.sets.check.window": _("The set {key} cannot meet when the result says."),
    "matching.sets.check.topic": _("The topic of the set {key} is not the one that suits its people best."),
    "matching.sets.check.not_once": _("“{id}” must be either in one set or listed without one, once."),
    "matching.sets.check.more_people": _(
        "More than {value} people can be in a set, and the result says that no more can."
    ),
    "matching.sets.check.better_worst": _("The weakest set can be better than {value} points."),
    "matching.sets.check.better_total": _("Sets with a higher total than {value} can be made."),
    "matching.sets.check.bound": _("The result says that “{objective}” cannot pass {bound}, and it can."),
}

MESSAGES = _RULES | _PEOPLE | _PROBLEM | _CLASHES | _RULE_WORDS | _NOTES | _CHECKS

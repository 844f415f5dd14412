"""Rules for the synthetic people of :mod:`benchmarks.matching.people`: every kind of attribute, ten rules for pairs."""

from __future__ import annotations

_PAIRED = """\
# Everybody in the lists that go with these rules is invented.
format_version = 1
kind = "pairs"
best_for = "no_one_left_behind"
{more}
[attribute.grade]
kind = "grade"
scale = ["1", "2", "3", "4"]

[attribute.times]
kind = "slots"

[attribute.free_hours]
kind = "availability"
week_of = 2027-01-11

[attribute.home]
kind = "location"

[attribute.speaks]
kind = "languages"

[attribute.can_come]
kind = "dates"

[[rule]]
must = "share_times"

[[rule]]
must = "different_line"

[[rule]]
must = "share_speaks"

[[rule]]
prefer = "share"
on = "interests"
with = "offers"
enough = 2
weight = 6

[[rule]]
prefer = "wish"
first = 3
weight = 8

[[rule]]
prefer = "same_region"
weight = 2

[[rule]]
prefer = "close_grade"
weight = 2

[[rule]]
prefer = "share_free_hours"
enough = "2 hours"
weight = 2

[[rule]]
prefer = "close_home"
within = "30 km"
weight = 1

[[rule]]
prefer = "overlap_can_come"
enough = "20 weeks"
weight = 1
"""

_POSTS = """\
format_version = 1
kind = "posts"

[posts]
unlisted = "not_offered"
ties = "one_lottery"
linked = "same_value"
by = "region"

[[rule]]
must = "share"
on = "speaks"
with = "works_in"
"""

_PLACEMENTS = """\
format_version = 1
kind = "placements"
best_for = "most"

[placements]
grade = "band"
least_days = 90
smallest_teams = "close"
team_skills = "must"
hand_over = { least_days = 10, weight = 3 }

[attribute.band]
kind = "grade"
scale = ["6", "7", "8a", "8b"]

[attribute.languages]
kind = "languages"

[[rule]]
must = "share_languages"

[[rule]]
prefer = "share_skills"
enough = 2
weight = 4

[[rule]]
prefer = "wish"
first = 4
side = "person"
weight = 6
"""

_SETS = """\
format_version = 1
kind = "sets"

[sets]
most = 9
fewest = 6
window = { hours = 1, within = "07:00-20:00", zone = "time_zone", week_of = 2026-11-30 }

[[rule]]
spread = "country"
at_most = 3

[[rule]]
must = "different_employer"

[[rule]]
never_alone = "woman"
value = "yes"

[[rule]]
gather = "theme"
first = 3
weight = 4

[[rule]]
balance = "profession"
weight = 1

[[rule]]
avoid = "met_before"
weight = 6
"""

RULES = {
    "pairs": _PAIRED.format(more=""),
    "peers": _PAIRED.format(more="\n[pairs]\nthrees = true\n"),
    "posts": _POSTS,
    "placements": _PLACEMENTS,
    "sets": _SETS,
}

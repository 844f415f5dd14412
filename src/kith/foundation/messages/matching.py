"""Sentences about matching: faults in rules, people and problems, reasons, explanations, checks."""

from kith.foundation.messages import gettext_noop as _

_RULES = {
    "matching.rules.format_version": _(
        "The file says format version {value}. This Kith reads version {known}. "
        "Write format_version = {known}, or use a newer Kith."
    ),
    "matching.rules.rule_not_list": _("Rules are written as [[rule]], with two brackets, one for each rule."),
    "matching.rules.rule_not_table": _("A rule is written as [[rule]] with its words on the lines below it."),
    "matching.rules.attribute_not_table": _(
        "An attribute is written as [attribute.NAME] with its kind on the line below it."
    ),
    "matching.rules.unknown_key": _("“{key}” is not a word Kith knows here. It knows: {known}."),
    "matching.rules.unknown_key_near": _(
        "“{key}” is not a word Kith knows here. Did you mean “{nearest}”? It knows: {known}."
    ),
    "matching.rules.unknown_choice": _("“{value}” cannot stand for {key}. It may be: {known}."),
    "matching.rules.unknown_choice_near": _(
        "“{value}” cannot stand for {key}. Did you mean “{nearest}”? It may be: {known}."
    ),
    "matching.rules.unknown_word": _(
        "“{word}” is not a rule Kith knows. After {strength} may come: {known}, "
        "where it makes sense with a column behind it, as in same_site."
    ),
    "matching.rules.unknown_word_near": _(
        "“{word}” is not a rule Kith knows. Did you mean “{nearest}”? After {strength} may come: {known}, "
        "where it makes sense with a column behind it, as in same_site."
    ),
    "matching.rules.must_or_prefer": _(
        "A rule says either must or prefer, and only one of them. Write two rules if you mean both."
    ),
    "matching.rules.attribute_needed": _(
        'The rule “{verb}” needs to know about what. Name a column, as in on = "site".'
    ),
    "matching.rules.attribute_not_wanted": _("The rule “{verb}” is not about a column. Take this line away."),
    "matching.rules.attribute_twice": _(
        "The rule “{verb}” names “{attribute}” already. Take the line with on away."
    ),
    "matching.rules.wrong_kind": _(
        "“{attribute}” is read as {kind}, and “{verb}” compares only: {kinds}. "
        "Add [attribute.{attribute}] with the kind you mean, or use another rule."
    ),
    "matching.rules.two_kinds": _(
        "“{attribute}” and “{other}” are read in different ways, so they cannot be compared. "
        "Give both the same kind and scale."
    ),
    "matching.rules.scale_needed": _(
        "The grade “{attribute}” needs its scale, lowest first, with at least two steps: "
        'scale = ["low", "high"].'
    ),
    "matching.rules.scale_not_wanted": _(
        '“{attribute}” is of kind {kind}, which has no scale. Write kind = "grade" or take the scale away.'
    ),
    "matching.rules.scale_repeats": _("The scale of “{attribute}” names a step twice. Name each step once."),
    "matching.rules.limit_needed": _("This rule needs {limit}: the greatest distance, as in {limit} = 1."),
    "matching.rules.limit_not_whole": _("{limit} is “{value}”. It must be a whole number of at least 1."),
    "matching.rules.limit_not_number": _("{limit} is “{value}”. It must be a number of at least 0."),
    "matching.rules.must_has_weight": _(
        "A must has no weight: it holds always. Take the weight away, or say prefer."
    ),
    "matching.rules.weight_needed": _(
        "A prefer needs a weight: how much it counts beside the others. Try weight = 1."
    ),
    "matching.rules.weight_not_number": _("The weight is “{value}”. It must be a number, such as 2 or 0.5."),
    "matching.rules.weight_range": _(
        "The weight is {value}. It must be more than 0 and at most {most}. "
        "Leave out a rule that should not count."
    ),
    "matching.rules.side_not_wanted": _(
        "The rule “{verb}” looks at both sides. Take the line with side away."
    ),
    "matching.rules.unknown_side": _("There is no side “{value}”. The sides are: {known}."),
    "matching.rules.unknown_side_near": _(
        "There is no side “{value}”. Did you mean “{nearest}”? The sides are: {known}."
    ),
    "matching.rules.twice": _("The rule {rule} stands twice. Keep the one you mean."),
    "matching.rules.contradict": _(
        "One rule says that “{attribute}” must be the same and this one that it must be different. "
        "Nobody can satisfy both. Take one away."
    ),
    "matching.rules.never_gives": _(
        "This rule can never give a point: another rule says that the opposite of it must hold for "
        "“{attribute}”. Take one of them away."
    ),
    "matching.rules.always_gives": _(
        "This rule gives every pair the same: another rule already says that it must hold for "
        "“{attribute}”. Take one of them away."
    ),
}

_PEOPLE = {
    "matching.people.no_identity": _(
        "No column says who each person is. Add a column “id” or “email” "
        "with something different in each row."
    ),
    "matching.people.column_missing": _(
        "The rule {rule} reads “{attribute}”, and no column has that heading. "
        "Add it, or change the rule. Columns not used so far: {columns}."
    ),
    "matching.people.unknown_person": _(
        "“{value}” is nobody's id or e-mail on the side {side}. Correct it or take it away."
    ),
    "matching.people.private_unknown": _(
        "This cell names somebody who is not on the side {side}. Correct it or take it away."
    ),
}

_PROBLEM = {
    "matching.problem.kind": _("A match of kind “{kind}” cannot be made yet. This Kith makes pairs."),
    "matching.problem.two_sides": _(
        "Pairs are made of one list, or of two with different names. These are the sides: {sides}."
    ),
    "matching.problem.duplicate_id": _(
        "“{id}” stands {times} times on the side {side}. Each person stands once, with an id of their own."
    ),
    "matching.problem.unknown_side": _("“{id}” is on the side “{side}”. The sides are: {known}."),
    "matching.problem.empty_id": _("Somebody on the side {side} has no id. Give each person one."),
    "matching.problem.capacity": _("“{id}” has room for {capacity} partners. It must be 0 or more."),
    "matching.problem.unknown_wish": _(
        "“{id}” wishes for “{wished}”, who is not on the other side. Correct the wish or take it away."
    ),
    "matching.problem.wish_twice": _("“{id}” wishes for “{wished}” twice. Keep the first."),
    "matching.problem.value_kind": _(
        "The value of “{attribute}” for “{id}” is not of kind {kind}. "
        "Correct the value or the attribute's kind."
    ),
    "matching.problem.not_on_scale": _(
        "“{value}” is not a step of “{attribute}” (“{id}”). The steps are: {scale}."
    ),
    "matching.problem.rule_side": _("The rule {rule} is about the side “{side}”. The sides are: {known}."),
    "matching.problem.attribute_empty": _(
        "The rule {rule} reads “{attribute}”, and nobody on the side {side} has a value for it. "
        "Fill it in or take the rule away."
    ),
    "matching.problem.too_many_tags": _(
        "“{attribute}” has more than {most} different values that stand on both sides. "
        "Use fewer, broader words."
    ),
    "matching.problem.lock_unknown": _(
        "The lock of “{left}” with “{right}” names “{id}”, who is not on the side {side}. Take the lock away."
    ),
    "matching.problem.forbid_unknown": _(
        "The forbid of “{left}” with “{right}” names “{id}”, who is not on the side {side}. "
        "Take the forbid away."
    ),
    "matching.problem.locked_too_often": _(
        "“{id}” is locked to {times} partners and has room for {capacity}. Take a lock away."
    ),
    "matching.problem.lock_refused": _(
        "“{left}” and “{right}” cannot be locked together: something stands against this pair. It may be a "
        "rule, a pair kept apart, or somebody's own wish; it is not said which. Take the lock away."
    ),
    "matching.problem.standing_unknown": _(
        "The standing pair of “{left}” and “{right}” names “{id}”, who is not on the side {side}. Take the pair away."
    ),
    "matching.problem.standing_room": _(
        "“{id}” stands in a pair and has room for {capacity}. Standing pairs are for people with room for 1."
    ),
    "matching.problem.standing_oneself": _("“{id}” stands in a pair with themselves. Take the pair away."),
    "matching.problem.standing_twice": _(
        "“{id}” stands in one pair, and in another or a lock. Keep one of them."
    ),
    "matching.problem.most_changes": _(
        "The most pairs that may be changed is {value}. It must be a whole number of at least 0."
    ),
    "matching.problem.rule_shape": _(
        "The rule {rule} is not one that a rules file can hold. Make the problem anew from the rules file."
    ),
    "matching.problem.too_many_pairs": _(
        "{left} by {right} places are more than the {most} possible pairs that can be scored at once. "
        "Match in parts, for example one region after another."
    ),
    "matching.problem.too_large": _(
        "{places} places and up to {points} points a pair are more than whole numbers of {bits} bits can "
        "add up exactly. Use smaller weights, or match in parts."
    ),
}

_FILES = {
    "matching.file.not_json": _("This is not a JSON file. Choose the file that kith match wrote."),
    "matching.file.not_this_format": _(
        "This file is not of the kind that is needed here ({expected}). "
        "Choose the file that kith match wrote."
    ),
    "matching.file.version": _(
        "The file is of format version {value}. This Kith reads version {known}. Make the file again."
    ),
    "matching.file.wrong_value": _("Here must be {wanted}. The file was changed or cut: make it again."),
    "matching.file.same_file": _(
        "This file stands for two things, or is read as well as written. Give each file a name of its own."
    ),
    "matching.file.cannot_write": _("The file cannot be written here: {problem}. Choose another place."),
}

_REASONS = {
    "matching.unmatched.no_room": _("They have no room for a partner."),
    "matching.unmatched.other_side_empty": _("There is nobody with room on the side {other}."),
    "matching.unmatched.rules_allow_nobody": _("The rules allow none of the {people} on the side {other}."),
    "matching.unmatched.value_missing": _(
        "Their “{attribute}” is blank, so the rule {rule} cannot be checked. Fill it in."
    ),
    "matching.unmatched.frees": _("Without the rule {rule}, up to {partners} more would be possible."),
    "matching.unmatched.rule_excludes": _("The rule {rule} rules out {count} of {people}."),
    "matching.unmatched.other_side_full": _(
        "There are {places} places on the side {side} and {room} on the side {other}, and all of these are "
        "taken. One more on the side {other} would make room."
    ),
    "matching.unmatched.nobody_left": _(
        "Everybody on the side {other} is either not possible for them or needed by somebody else. "
        "One more on the side {other} may help."
    ),
    "matching.why_not.rule": _("The rule {rule} keeps them apart."),
    "matching.why_not.no_exchange": _(
        "Pairing them is not possible by changing at most two pairs. The plan as a whole stands against it."
    ),
    "matching.gives.worst_falls": _("the weakest pair would fall from {worst} to {after} points"),
    "matching.gives.total_falls": _("all pairs together would lose {points} points"),
    "matching.gives.staying": _(
        "fewer people would stay with their partner, and that counts as much or more"
    ),
    "matching.gives.lottery": _("nothing is lost: the lottery decided between equally good answers"),
}

_CHECKS = {
    "matching.check.other_rules": _("The result was made with other rules than the problem's."),
    "matching.check.other_problem": _(
        "The result was made from another problem: the people or locks differ."
    ),
    "matching.check.heading": _("The result's kind, sides, seed or choice of aims are not the problem's."),
    "matching.check.unknown_person": _("The result names “{id}”, who is not on the side {side}."),
    "matching.check.over_capacity": _("“{id}” has {times} partners and room for {capacity}."),
    "matching.check.not_once": _("“{id}” must be either paired or listed without a partner, once."),
    "matching.check.pair_twice": _("“{left}” and “{right}” are paired twice."),
    "matching.check.excluded": _(
        "“{left}” and “{right}” are paired, and something that always holds keeps them apart."
    ),
    "matching.check.points": _(
        "“{left}” and “{right}” score {points} under the rules, not what the result says."
    ),
    "matching.check.locks": _("The lock of “{left}” with “{right}” is not the same in problem and result."),
    "matching.check.objective": _("The result misstates its own aim “{objective}”: it is {value}."),
    "matching.check.not_reproved": _(
        "That “{objective}” cannot be better than {value} was not shown again by other means within the check's limit: it "
        "rests on the solver's own proof."
    ),
    "matching.check.bound_not_reproved": _(
        "That “{objective}” cannot pass {value} was not shown again by other means within the check's limit: it rests on "
        "the solver's own bound."
    ),
    "matching.check.satisfaction": _(
        "The satisfaction of “{left}” and “{right}” is not what the rules give."
    ),
    "matching.check.reasons": _("The reasons why people have no partner are not the true ones."),
    "matching.check.more_pairs": _("More than {value} pairs can be made."),
    "matching.check.more_kept": _("More than {value} of the standing pairs can be kept."),
    "matching.check.too_many_changes": _("{value} standing pairs are changed, and {most} is the most."),
    "matching.check.better_worst": _("The weakest pair can be better than {value} points."),
    "matching.check.better_total": _(
        "Pairs with a higher total than {value}, or with the same total and a luckier lottery, can be made."
    ),
}

_RULE_WORDS = {
    "matching.rule.must.same": _("must have the same {on}"),
    "matching.rule.must.same.with": _("the first one's {on} must be the second one's {facing}"),
    "matching.rule.must.different": _("must have a different {on}"),
    "matching.rule.must.different.with": _("the first one's {on} must not be the second one's {facing}"),
    "matching.rule.must.share": _("must share {on} (at least {limit})"),
    "matching.rule.must.share.with": _("{on} must meet {facing} (at least {limit})"),
    "matching.rule.must.within": _("{on} must be at most {limit} apart"),
    "matching.rule.must.within.with": _("{on} and {facing} must be at most {limit} apart"),
    "matching.rule.must.not_paired_before": _("must not have been paired before"),
    "matching.rule.prefer.same": _("same {on} preferred"),
    "matching.rule.prefer.same.with": _("{on} the same as {facing} preferred"),
    "matching.rule.prefer.different": _("different {on} preferred"),
    "matching.rule.prefer.different.with": _("{on} other than {facing} preferred"),
    "matching.rule.prefer.share": _("shared {on} preferred ({limit} are enough)"),
    "matching.rule.prefer.share.with": _("{on} that meet {facing} preferred ({limit} are enough)"),
    "matching.rule.prefer.close": _("close {on} preferred"),
    "matching.rule.prefer.close.with": _("{on} close to {facing} preferred"),
    "matching.rule.prefer.wish": _("wishes of both sides preferred (the first {limit} count)"),
    "matching.rule.prefer.wish.side": _("wishes of the side {side} preferred (the first {limit} count)"),
    "matching.rule.prefer.not_paired_before": _("new partners preferred"),
}

MESSAGES = {**_RULES, **_PEOPLE, **_PROBLEM, **_FILES, **_REASONS, **_CHECKS, **_RULE_WORDS}

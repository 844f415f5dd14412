"""Sentences about matching: faults in rules and problems, reasons, explanations, proofs."""

from kith.foundation.messages import gettext_noop as _

_RULES = {
    "matching.rules.not_toml": _(
        "This is not a rules file that can be read: {problem}. Compare it with the example in the guide."
    ),
    "matching.rules.format_version": _(
        "The file says format version {value}. This Kith reads version {known}. "
        "Write format_version = {known}, or use a newer Kith."
    ),
    "matching.rules.rule_not_list": _("Rules are written as [[rule]], with two brackets, one for each rule."),
    "matching.rules.rule_not_table": _("A rule is written as [[rule]] with its words on the lines below it."),
    "matching.rules.attribute_not_table": _(
        "An attribute is written as [attribute.NAME] with its kind on the line below it."
    ),
    "matching.rules.unknown_key": _(
        "“{key}” is not a word Kith knows here. Did you mean “{nearest}”? Known: {known}."
    ),
    "matching.rules.unknown_choice": _(
        "“{value}” cannot stand for {key}. Did you mean “{nearest}”? It may be: {known}."
    ),
    "matching.rules.unknown_word": _(
        "“{word}” is not a rule Kith knows. Did you mean “{nearest}”? After {strength} may come: {known}."
    ),
    "matching.rules.must_or_prefer": _(
        "A rule says either must or prefer, and only one of them. Write two rules if you mean both."
    ),
    "matching.rules.attribute_needed": _(
        'The rule “{verb}” needs to know about what. Add on = "name of the column".'
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
    "matching.rules.scale_repeats": _(
        "The scale of “{attribute}” names a step twice. Each step stands once."
    ),
    "matching.rules.limit_needed": _(
        "This rule needs {limit}: the greatest distance, for example {limit} = 1."
    ),
    "matching.rules.limit_not_whole": _("{limit} is “{value}”. It must be a whole number of at least 1."),
    "matching.rules.limit_not_number": _("{limit} is “{value}”. It must be a number of at least 0."),
    "matching.rules.must_has_weight": _(
        "A must has no weight: it holds always. Take the weight away, or say prefer."
    ),
    "matching.rules.weight_needed": _(
        "A prefer needs a weight: how much it counts beside the others. Try weight = 1."
    ),
    "matching.rules.weight_not_number": _("The weight is “{value}”. It must be a number."),
    "matching.rules.weight_range": _(
        "The weight is {value}. It must be more than 0 and at most {most}. Leave out a rule that should not count."
    ),
    "matching.rules.side_not_wanted": _(
        "The rule “{verb}” looks at both sides. Take the line with side away."
    ),
    "matching.rules.unknown_side": _(
        "There is no side “{value}”. Did you mean “{nearest}”? The sides are: {known}."
    ),
    "matching.rules.twice": _("The rule {rule} stands twice. Keep the one you mean."),
    "matching.rules.contradict": _(
        "One rule says “{attribute}” must be the same and this one that it must be different. Nobody can satisfy both."
    ),
    "matching.rules.never_gives": _(
        "This rule can never give a point, because another rule says the opposite of “{attribute}” must hold. "
        "Take one of them away."
    ),
    "matching.rules.always_gives": _(
        "This rule gives every pair the same, because another rule already says that it must hold for “{attribute}”. "
        "Take one of them away."
    ),
}

MESSAGES = {**_RULES}

"""Sentences about the rules of a cohort: changed in a form or in a file, for this cohort alone."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "programmes.rules.attribute_not_here": _(
        "What is known about people, and how it compares, stands in the programme. Take the lines with attribute away."
    ),
    "programmes.rules.best_for_not_here": _(
        "What comes first is chosen when the matching is run. Take the line with best_for away."
    ),
    "programmes.rules.too_long": _(
        "The file has more than {most} characters. Write the rules and leave everything else out."
    ),
    "matches.rule_word.spread": _("spread people of the same {on} over the sets (at most {limit} in one)"),
    "matches.rule_word.gather": _("gather people who want the same {on}"),
    "matches.rule_word.never_alone": _("never alone of their {on} in a set (at least {limit} together)"),
    "matches.rule_word.balance": _("balance {on} between the sets"),
    "matches.rule_word.avoid": _("avoid bringing people together again ({on})"),
    "matches.rules_unchanged": _("These are the rules that hold already, so nothing was changed."),
    "matches.rules_are_own": _("The programme's own rules hold already, so nothing was changed."),
    "matches.rules_none": _(
        "Keep at least one rule. Without any, every pair would be as good as every other."
    ),
    "matches.rules_since": _(
        "The rules have changed since this draft was made. Run the matching again, then publish the new draft."
    ),
    "matches.rules.attribute_needed": _("choose what the rule looks at."),
    "matches.rules.limit_needed": _("say how far apart is near enough, as a number such as 1."),
    "matches.rules.limit_not_number": _("“{value}” must be a number of at least 0, such as 30."),
    "matches.rules.limit_not_whole": _("“{value}” must be a whole number of at least 1, such as 2."),
    "matches.rules.must_or_prefer": _("choose what the rule says."),
    "matches.rules.twice": _("this rule stands twice. Remove one of the two."),
    "matches.rules.weight_needed": _("say how much it counts beside the others, such as 1."),
    "matches.rules.wrong_kind": _(
        "this cannot be compared in that way. Choose another rule, or something else to look at."
    ),
    "matches.rules.other_side": _(
        "this is not known about one of the sides. Choose something else to look at, or what the other side has instead."
    ),
}

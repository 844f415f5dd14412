"""Sentences about rules that cannot all be kept, for ``kith match check`` and the pages of rules."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matching.clash.and": _("{first} and {second}"),
    "matching.clash.alone.one": _("{id} ({side}): the rule {rules} rules out all {people}."),
    "matching.clash.alone.some": _(
        "{id} ({side}): the rules {rules} together rule out all {people}; without any one of these rules the "
        "others would leave somebody."
    ),
    "matching.clash.too_few.one": _(
        "{id} ({side}) needs {needed}. The rule {rules} leaves fewer, of {people} in all."
    ),
    "matching.clash.too_few.some": _(
        "{id} ({side}) needs {needed}. The rules {rules} together leave fewer, of {people} in all; without any "
        "one of these rules the others would leave enough."
    ),
    "matching.clash.freed": _("Without the rule {rule} there would be {left}."),
    "matching.clash.not_freed": _("Letting go of one rule alone does not help: others stand in the way too."),
    "matching.clash.more": _("{more} more have too few as well. Change these rules first, then check again."),
    "matching.clash.nobody.one": _("Not one pair can be made: the rule {rules} rules out every one."),
    "matching.clash.nobody.some": _(
        "Not one pair can be made: the rules {rules} together rule out every one; without any one of these "
        "rules the others would allow some."
    ),
    "matching.clash.together.one": _(
        "Not everyone who needs a fewest can have it at once: the rule {rules} leaves too few people for all."
    ),
    "matching.clash.together.some": _(
        "Not everyone who needs a fewest can have it at once: the rules {rules} together leave too few people "
        "for all; without any one of these rules the others would leave enough."
    ),
    "matching.clash.locks": _("whoever is locked is nobody else's"),
    "matching.clash.none": _("The rules leave everybody somebody."),
}

"""What is wrong with levers that are pulled."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.levers.unknown": _(
        'There is no lever "{lever}" in this scenario. Its levers are: {known}. Pull one of them.'
    ),
    "workforce.levers.amount": _(
        'The lever "{lever}" is pulled by {amount}. It can be pulled by 0 or more, not by less than nothing.'
    ),
    "workforce.levers.cap": _(
        'The lever "{lever}" is pulled by {amount}, more than the {cap} that its scenario allows. Pull it by {cap} '
        "or less, or change its cap with a source."
    ),
    "workforce.levers.cap_together": _(
        'The pulls of the lever "{lever}" come to {amount} in {year}, more than the {cap} that its scenario allows. '
        "Pull it less hard, or end one pull before the next begins."
    ),
    "workforce.levers.below_nothing": _(
        'A change of {acts_on} takes away {short} more than begin in "{source}" in some year or region. Nobody can be '
        "fewer than none: make the change smaller, or begin it where more begin."
    ),
    "workforce.levers.heads": _(
        'The lever "{lever}" adds heads but acts on {acts_on}. Heads can be added to those who begin a training or '
        "are recruited; give it an odds ratio or a factor instead."
    ),
}

"""Why somebody is placed where they are and not elsewhere: sentences about what would have to give."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matching.placements.why_not.rule": _("The rule {rule} stands against it."),
    "matching.placements.why_not.not_open": _("“{project}” did not open."),
    "matching.placements.why_not.no_exchange": _(
        "It is not possible by moving one person or by two changing places. The plan as a whole stands against it."
    ),
    "matching.placements.gives.worst_falls": _(
        "the worst-placed person's satisfaction would fall from {worst}% to {after}%"
    ),
    "matching.placements.gives.total_falls": _("all together would lose {points} points"),
    "matching.placements.gives.nothing": _(
        "nothing is lost: the lottery decided between equally good answers"
    ),
    "matching.placements.gives.not_found": _(
        "nothing is lost that is known of: the best answer is not proven, and this may be better"
    ),
    "matching.placements.gives_instead.worst_falls": _(
        "instead of {with}, the worst-placed person's satisfaction would fall from {worst}% to {after}%"
    ),
    "matching.placements.gives_instead.total_falls": _(
        "instead of {with}, all together would lose {points} points"
    ),
    "matching.placements.gives_instead.nothing": _(
        "instead of {with}, nothing is lost: the lottery decided between equally good answers"
    ),
    "matching.placements.gives_instead.not_found": _(
        "instead of {with}, nothing is lost that is known of: the best answer is not proven, and this may be better"
    ),
    "matching.placements.gives_swap.worst_falls": _(
        "changing places with {with}, the worst-placed person's satisfaction would fall from {worst}% to {after}%"
    ),
    "matching.placements.gives_swap.total_falls": _(
        "changing places with {with}, all together would lose {points} points"
    ),
    "matching.placements.gives_swap.nothing": _(
        "changing places with {with}, nothing is lost: the lottery decided between equally good answers"
    ),
    "matching.placements.gives_swap.not_found": _(
        "changing places with {with}, nothing is lost that is known of: the best answer is not proven, and this may "
        "be better"
    ),
}

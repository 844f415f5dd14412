"""Sentences about living with pairs: staying near an earlier result, prices, one side, scores given."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matching.problem.bonus": _(
        "{value} points for staying together cannot be. Give a whole number from 0 to {most}."
    ),
    "matching.problem.earlier_too_large": _(
        "{places} places, up to {points} points a pair and an earlier result to stay near are more than whole"
        " numbers of {bits} bits can add up exactly. Give a bonus for staying, of 1 point for example."
    ),
}

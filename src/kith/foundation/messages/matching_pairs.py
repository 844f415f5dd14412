"""Sentences about living with pairs: staying near an earlier result, prices, one side, scores given."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matching.problem.standing_fewest": _(
        "Pairs that stand cannot be kept together with several places on both sides or a least number of partners."
    ),
    "matching.problem.fewest_room": _(
        "“{id}” needs at least {fewest} partners and has room for {capacity}. The least is 0 to that room."
    ),
    "matching.problem.fewest_possible": _(
        "“{id}” needs at least {fewest} partners, and the rules allow {possible}. Lower the least number, or the rules."
    ),
    "matching.problem.fewest_together": _(
        "On the side {side} at least {needed} partners are needed, and only {possible} of these can be had at once."
        " Lower somebody's least number, or find more people."
    ),
    "matching.problem.fewest_refused": _(
        "Not everybody can get their least number of partners at once. Lower somebody's, or find more people."
    ),
    "matching.check.fewest": _("“{id}” needs at least {fewest} partners and has {value}."),
    "matching.rule.must.given": _("must have a score that was given"),
    "matching.rule.prefer.given": _("a high score that was given"),
    "matching.problem.scores": _(
        "The scores that were given do not fit: each pair has one, from 0 to the most. Make the problem anew."
    ),
    "matching.scores.not_npz": _(
        "This is not an NPZ file of plain numbers and texts. Write it with numpy.savez: left, right, points."
    ),
    "matching.scores.npz_shape": _(
        "The file holds: {keys}. It needs left and right, two lists of ids, and points: one row for each id of left"
        " and one column for each of right; or three lists of the same length."
    ),
    "matching.scores.columns": _(
        "Scores are a list (an id, another id, points) or a matrix (ids in the first row and the first column)."
    ),
    "matching.scores.too_many": _(
        "{cells} scores are more than the {most} that are read one by one. Write rules over columns instead."
    ),
    "matching.scores.no_id": _("An id is missing here. Write the id of the person."),
    "matching.scores.twice": _("“{left}” with “{right}” has two scores. Keep one."),
    "matching.scores.not_number": _(
        "“{value}” is not a number. Write whole points, or leave the cell blank if they cannot be paired."
    ),
    "matching.scores.not_whole": _(
        "“{value}” is not a whole number. Multiply all scores by 100, for example, and round them."
    ),
    "matching.scores.negative": _(
        "“{value}” is below 0. Add the same to all scores; leave the cell blank if the two cannot be paired."
    ),
    "matching.scores.too_high": _(
        "“{value}” is above {most}. Divide all scores by the same number and round them."
    ),
    "matching.scores.unknown": _(
        "“{id}” has scores but is not on the side {side}. Add them, or take the scores out."
    ),
    "matching.people.lists": _("Give two lists of people, left and right, or one list, people."),
    "matching.rules.pairs_not_table": _("Write [pairs] in a line of its own, and threes = true below it."),
    "matching.rules.threes": _("threes is “{value}”. It must be true or false."),
    "matching.problem.threes_two_sides": _(
        "threes = true is for pairs of one list. With two lists, give somebody room for 2 partners instead."
    ),
    "matching.problem.one_side_capacity": _(
        "“{id}” has room for {capacity} partners. In one list everybody has room for 1, or 0 to be left out."
    ),
    "matching.problem.one_side_standing": _(
        "Pairs that stand are for two lists. To stay near earlier pairs of one list, give the earlier result."
    ),
    "matching.problem.one_side_people": _(
        "{people} people in one list are more than the {most} that can be paired at once. Match in parts."
    ),
    "matching.problem.wish_oneself": _("“{id}” wishes for themselves. Take that wish away."),
    "matching.why_not.uses": _(
        "Together they would score {points}. The best other uses of their two places are worth {uses}, so pairing"
        " them would cost the whole {whole}."
    ),
    "matching.pairs.joined": _("{id} joined this pair, so that nobody is left over."),
    "matching.unmatched.odd": _(
        "The number of people, {people}, is odd, so one is left over. One more person would make a pair."
    ),
    "matching.unmatched.nobody_else": _("There is nobody else in the list."),
    "matching.unmatched.no_three": _(
        "No pair could take them as a third: the two must both be possible for them."
    ),
    "matching.check.threes": _(
        "The people who joined a pair are not those, or not with the pair, where it is best. Make the match anew."
    ),
    "matching.problem.bonus": _(
        "{value} points for staying together cannot be. Give a whole number from 0 to {most}."
    ),
    "matching.problem.earlier_too_large": _(
        "{places} places, up to {points} points a pair and an earlier result to stay near are more than whole"
        " numbers of {bits} bits can add up exactly. Give a bonus for staying, of 1 point for example."
    ),
}

"""Sentences about applicants and posts: faults, reasons, explanations, checks."""

from kith.foundation.messages import gettext_noop as _

_RULES = {
    "matching.posts.rules.best_for": _(
        "best_for has no meaning for posts: what comes first is that no two would rather have each other. Take it away."
    ),
    "matching.posts.rules.posts_not_table": _(
        "The settings are written as [posts] with their words on the lines below it."
    ),
    "matching.posts.rules.text_needed": _("{key} must be a text in quotes."),
}

_PEOPLE = {
    "matching.posts.people.unknown": _(
        "“{value}” is nobody's id in the list ({side}). Correct it or take it away."
    ),
    "matching.posts.people.choice_twice": _("“{post}” stands twice among the preferences. Keep the first."),
    "matching.posts.people.ranked_twice": _("“{applicant}” is ranked twice. Keep the first."),
    "matching.posts.people.mark_twice": _("“{applicant}” has two marks for the same. Keep one."),
}

_PROBLEM = {
    "matching.posts.problem.unknown_choice": _(
        "“{id}” lists the post “{post}”, which is not there. Correct it or take it away."
    ),
    "matching.posts.problem.choice_twice": _("“{id}” lists the post “{post}” twice. Keep the first."),
    "matching.posts.problem.mark": _("The mark of “{id}” is “{value}”. It must be a number, or be left out."),
    "matching.posts.problem.mark_at_post": _(
        "The mark of “{id}” for the post “{post}” is “{value}”. It must be a number, or be left out."
    ),
    "matching.posts.problem.unknown_pre_allocation": _(
        "“{id}” is pre-allocated to “{post}”, which is not there. Correct it or take it away."
    ),
    "matching.posts.problem.reason_without_post": _(
        "“{id}” has a reason for a pre-allocation (“{reason}”) and no post. Name the post or take the reason away."
    ),
    "matching.posts.problem.places": _("The post “{post}” has {places} places. It must be 0 or more."),
    "matching.posts.problem.fewest": _(
        "The post “{post}” needs at least {fewest} people and has {places} places. "
        "The fewest must be between 0 and its places."
    ),
    "matching.posts.problem.ranks_and_marks": _(
        "The post “{post}” has both ranks and marks, and they may disagree. Keep one of them."
    ),
    "matching.posts.problem.ranks_stranger": _(
        "The post “{post}” ranks “{id}”, who is not an applicant. Correct it or take it away."
    ),
    "matching.posts.problem.ranked_twice": _("The post “{post}” ranks “{id}” twice. Keep the first."),
    "matching.posts.problem.marks_stranger": _(
        "The post “{post}” has a mark for “{id}”, who is not an applicant. Correct it or take it away."
    ),
    "matching.posts.problem.linked_by": _(
        'Linked applicants with linked = "{linked}": by = "..." goes with "same_value" and only with it, '
        'as in by = "region".'
    ),
    "matching.posts.problem.linked_by_kind": _(
        "The “{attribute}” of the post “{post}” must be one text, because linked applicants go by it."
    ),
    "matching.posts.problem.linked_by_empty": _(
        "No post has a “{attribute}”, and linked applicants go by it. Fill it in."
    ),
    "matching.posts.problem.commitment": _(
        "The published hash “{value}” is not one: it has 64 small hexadecimal digits. Copy it again."
    ),
    "matching.posts.problem.salt": _(
        "The salt is too short: with fewer than {shortest} characters the seed could be found by trying."
    ),
    "matching.posts.problem.salt_alone": _(
        "There is a salt and no published hash (commitment). Add the hash, or take the salt away."
    ),
    "matching.posts.problem.salt_needed": _(
        "A hash of the seed was published. Add the salt that was kept with the seed, so that all can check it."
    ),
    "matching.posts.problem.other_seed": _(
        "This seed and salt do not give the hash that was published. Use the ones that were kept."
    ),
    "matching.posts.problem.wish_rule": _(
        "The rule {rule} is about wishes. Posts use preferences and ranks themselves: take the rule away."
    ),
    "matching.posts.problem.prefer_unused": _(
        "The rule {rule} would have no effect: prefer rules put applicants in order only at posts without ranks and "
        "marks, and there is none. Take it away."
    ),
    "matching.posts.problem.link_unknown": _(
        "“{id}” is linked with “{other}”, who is not an applicant. Correct it or take the link away."
    ),
    "matching.posts.problem.link_oneself": _("“{id}” is linked with themselves. Take the link away."),
    "matching.posts.problem.link_one_sided": _(
        "“{id}” is linked with “{other}”, and “{other}” with nobody. Both must ask: add the link there, or take it away."
    ),
    "matching.posts.problem.link_chain": _(
        "“{id}” is linked with “{other}”, and “{other}” with “{third}”. Two people may be linked, no more."
    ),
    "matching.posts.problem.link_fixed": _(
        "“{id}” and “{other}” are linked, and the post of one of them is decided. Decide for both, or take the link away."
    ),
    "matching.posts.problem.link_lines": _(
        "“{id}” and “{other}” are linked line by line and list {first} and {second} posts. "
        "Make the lists equally long; “-” stands for no post."
    ),
    "matching.posts.problem.lock_no_applicant": _(
        "“{id}” is locked to the post “{post}” and is not an applicant. Take the lock away."
    ),
    "matching.posts.problem.lock_no_post": _(
        "“{id}” is locked to “{post}”, which is not a post. Take the lock away."
    ),
    "matching.posts.problem.forbid_no_applicant": _(
        "“{id}” is kept from the post “{post}” and is not an applicant. Take that away."
    ),
    "matching.posts.problem.forbid_no_post": _(
        "“{id}” is kept from “{post}”, which is not a post. Take that away."
    ),
    "matching.posts.problem.decided_twice": _(
        "{times} posts are decided for “{id}”, by pre-allocation or lock. Keep one."
    ),
    "matching.posts.problem.over_full": _(
        "{times} applicants are decided for the post “{post}”, and it has {places} places. Take a decision back."
    ),
    "matching.posts.problem.needs_decision": _(
        "“{id}” cannot be decided for the post “{post}”: something stands against it. It may be a rule, a pair kept "
        "apart, or somebody's own wish; it is not said which. This needs a decision: take it back, or change what stands."
    ),
    "matching.posts.problem.fewest_alone": _(
        "The post “{post}” needs {fewest} people, and only {possible} chose it and can have it. Lower the number it needs."
    ),
    "matching.posts.problem.fewest_together": _(
        "The posts need {fewest} people together, and only {possible} of these places can be filled at once by people who "
        "chose them. Lower the numbers they need."
    ),
    "matching.posts.problem.fewest_refused": _(
        "The numbers that the posts need cannot all be met with the rules, links and decisions as they are. "
        "Lower the numbers they need."
    ),
    "matching.posts.problem.too_large": _(
        "Links or numbers that posts need make a search necessary, and {choices} choices are more than can be searched "
        "({most}). Match in parts, or without these."
    ),
}

_REASONS = {
    "matching.posts.unplaced.no_choices": _("They listed no post."),
    "matching.posts.unplaced.filled": _(
        "Every place of {filled} of the {choices} posts they listed went to people who stand before them there."
    ),
    "matching.posts.unplaced.rule": _(
        "The rule {rule} rules out {count} of the {choices} posts they listed."
    ),
    "matching.posts.unplaced.not_offered": _(
        "{count} of the {choices} posts they listed could not be offered: the post did not rank or mark them, or the two "
        "are kept apart; it is not said which."
    ),
    "matching.posts.unplaced.linked": _(
        "At {count} of the {choices} posts they listed there was no way to place both linked applicants."
    ),
    "matching.posts.unplaced.open_elsewhere": _(
        "Posts with an empty place that they did not list and could have: {posts}."
    ),
    "matching.posts.unfilled.no_places": _("It has no places."),
    "matching.posts.unfilled.empty": _("{empty} of its {places} places are empty."),
    "matching.posts.unfilled.nobody_chose": _("Nobody listed it."),
    "matching.posts.unfilled.elsewhere": _(
        "Of the {choosers} who listed it, {count} have a post they want more."
    ),
    "matching.posts.unfilled.rules": _("Of the {choosers} who listed it, the rules keep {count} out."),
    "matching.posts.unfilled.linked": _(
        "Of the {choosers} who listed it, {count} are linked and could not be placed together."
    ),
    "matching.posts.unfilled.not_taken": _(
        "Of the {choosers} who listed it, {count} could not be offered a place: the post did not rank or mark them, or "
        "the two are kept apart; it is not said which."
    ),
}

_SUMMARY = {
    "matching.posts.summary.proposed": _(
        "Every applicant has the best post that any stable answer gives them. Nobody could have gained by listing "
        "posts otherwise than as they want them."
    ),
    "matching.posts.summary.settled": _(
        "Linked applicants were placed together and the others round them. There may be other stable answers."
    ),
    "matching.posts.summary.searched": _(
        "No simple way leads to a stable answer here, because of linked applicants or of numbers that posts need. This is "
        "the answer in which the fewest would rather have each other, as far as was found."
    ),
    "matching.posts.summary.choices": _(
        "First choice: {first} of {placed} ({share}%). One of the first three: {three}. Mean place in the list: {mean}. "
        "Posts that were decided for somebody are not counted."
    ),
    "matching.posts.summary.lottery_only": _(
        "{posts} of {of} posts have neither ranks nor marks: there the lottery alone decided who comes first."
    ),
    "matching.posts.summary.commitment": _(
        "The seed and salt give the hash that was published before preferences closed: {hash}."
    ),
}

_WHY = {
    "matching.posts.why.stands": _(
        "“{id}”: their choice {choice} of {choices}. They stand {place} of the {askers} who asked for this post."
    ),
    "matching.posts.why.decided": _("“{id}”: decided for them."),
    "matching.posts.why.is_there": _("They have this post."),
    "matching.posts.why.decided_elsewhere": _("Another post was decided for them."),
    "matching.posts.why.not_chosen": _("They did not list this post."),
    "matching.posts.why.rule": _("The rule {rule} keeps them apart."),
    "matching.posts.why.has_better": _("They have a post that they want more."),
    "matching.posts.why.filled": _(
        "Every place there ({places}) went to people before them. They stand {place} of the {askers} who asked for it."
    ),
    "matching.posts.why.lottery": _(
        "Every place there ({places}) went to people before them. They stand {place} of the {askers} who asked for it. "
        "The post holds them equal to {equal} of those who got in; the lottery decided between them."
    ),
    "matching.posts.why.linked": _("There was no way to place both linked applicants."),
    "matching.posts.why.not_offered": _(
        "The post could not be offered to them: it did not rank or mark them, or the two are kept apart; it is not said "
        "which."
    ),
    "matching.posts.why.two_of_a_kind": _(
        "“{one}” and “{other}” are not an applicant and a post. Name one of each."
    ),
}

_CHECKS = {
    "matching.posts.check.other_problem": _(
        "The result was made from another problem: applicants, posts, marks or decisions differ."
    ),
    "matching.posts.check.heading": _("The result does not say with which seed it was made."),
    "matching.posts.check.lottery": _("The result's published hash or salt is not the problem's."),
    "matching.posts.check.commitment": _(
        "The result's seed and salt do not give the hash that was published."
    ),
    "matching.posts.check.not_once": _("“{id}” is not an applicant, or has two posts."),
    "matching.posts.check.unknown_post": _("“{post}” is not a post of the problem."),
    "matching.posts.check.places": _(
        "The post “{post}” has {held} people. It needs {fewest} at least and has {places} places."
    ),
    "matching.posts.check.decided": _("“{id}” should have the post “{post}”, as was decided."),
    "matching.posts.check.excluded": _(
        "“{id}” has the post “{post}” and did not list it, or something that always holds keeps them apart."
    ),
    "matching.posts.check.linked": _(
        "“{id}” and “{other}” are linked, and what they have is not what they asked for together."
    ),
    "matching.posts.check.placements": _("What the result says of choices or decisions is not true."),
    "matching.posts.check.reasons": _(
        "The reasons why somebody or some place is left over are not the true ones."
    ),
    "matching.posts.check.blocks": _("“{id}” and the post “{post}” would both rather have each other."),
    "matching.posts.check.does_not_block": _(
        "The result says that “{id}” and the post “{post}” would rather have each other, and they would not."
    ),
    "matching.posts.check.objective": _("The result misstates its own aim “{objective}”: it is {value}."),
    "matching.posts.check.way": _("The result says that proposals found it, which cannot be."),
    "matching.posts.check.better": _(
        "Some applicants could have a post they want more, and still no two would rather have each other."
    ),
}

MESSAGES = {**_RULES, **_PEOPLE, **_PROBLEM, **_REASONS, **_SUMMARY, **_WHY, **_CHECKS}

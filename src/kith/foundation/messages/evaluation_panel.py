"""Sentences about reviewers' scores and the ranking they make."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    # Faults
    "evaluation.panel.no_criteria": _("There is nothing to score. Give at least one criterion."),
    "evaluation.panel.same_criterion": _("Criterion “{criterion}” stands twice. Give each a key of its own."),
    "evaluation.panel.bad_range": _(
        "Criterion “{criterion}” goes from {minimum} to {maximum}. The most must be more than the least."
    ),
    "evaluation.panel.bad_weight": _(
        "Criterion “{criterion}” has the weight {weight}. Give a whole number of 1 or more."
    ),
    "evaluation.panel.unknown_criterion": _("There is a score for “{criterion}”, which is no criterion."),
    "evaluation.panel.out_of_range": _(
        "A score of {score} for “{criterion}” is out of range. It goes from {minimum} to {maximum}."
    ),
    "evaluation.panel.scored_twice": _(
        "One reviewer scored the same applicant twice on “{criterion}”. Keep one of the scores."
    ),
    # What a lead should know
    "evaluation.panel.nothing": _("No review is finished yet, so there is no ranking."),
    "evaluation.panel.unfinished": _(
        "Reviews that are not finished: {n}. They stay out of the totals; nothing is counted as 0."
    ),
    "evaluation.panel.one_review": _(
        "Applicants with one review only: {n}. One person's view says little; ask for a second."
    ),
    "evaluation.panel.disconnected": _(
        "Some reviewers have no applicant in common, not even through others, so how strict they are cannot"
        " be compared. Totals are plain averages. Give a few applications to reviewers of both groups."
    ),
    "evaluation.panel.too_few_to_adjust": _(
        "There are too few reviews to tell strict reviewers from weak applicants. Totals are plain averages."
    ),
    "evaluation.panel.no_error": _(
        "Nobody was reviewed twice, so how far chance could move this ranking is not known."
    ),
    # How it was worked out
    "evaluation.panel.method.severity": _(
        "Each total is adjusted for how strict the applicant's reviewers are, by least squares over all"
        " reviews; the spread that is left is taken together over all applicants. Nothing is drawn towards"
        " the average."
    ),
    "evaluation.panel.method.plain": _(
        "Each total is the plain average of the reviews; the spread of reviews of one applicant is taken"
        " together over all applicants."
    ),
}

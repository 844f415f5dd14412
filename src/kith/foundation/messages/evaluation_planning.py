"""Sentences about the plan in a report: when it was frozen, and what differs from it."""

from kith.foundation.messages import gettext_noop as _

DEVIATIONS = {
    "evaluation.deviation.late": _(
        "The plan was frozen on {frozen}, after the first answers could be given on {opened}."
    ),
    "evaluation.deviation.outcome_dropped": _("“{outcome}” was planned and is not analysed."),
    "evaluation.deviation.outcome_added": _("“{outcome}” is analysed and was not planned."),
    "evaluation.deviation.outcome_family": _(
        "“{outcome}” was to be corrected in the family {was}, and is in {now}."
    ),
    "evaluation.deviation.outcome_smallest_change": _(
        "The smallest change of “{outcome}” that matters was {was}, and is {now}."
    ),
    "evaluation.deviation.outcome_reliability": _(
        "The reliability of “{outcome}” was taken as {was}, and is taken as {now}."
    ),
    "evaluation.deviation.outcome_low": _("The low end of “{outcome}” was {was}, and is {now}."),
    "evaluation.deviation.outcome_high": _("The high end of “{outcome}” was {was}, and is {now}."),
    "evaluation.deviation.outcome_better": _("For “{outcome}” the better way was {was}, and is {now}."),
    "evaluation.deviation.outcome_step": _("The step of “{outcome}” was {was}, and is {now}."),
    "evaluation.deviation.wave_dropped": _("The time “{wave}” was planned and is not used."),
    "evaluation.deviation.wave_added": _("The time “{wave}” is used and was not planned."),
    "evaluation.deviation.wave_role": _("The time “{wave}” was planned as {was}, and is used as {now}."),
    "evaluation.deviation.comparison_dropped": _("“{earlier}” to “{later}” was to be compared, and is not."),
    "evaluation.deviation.comparison_added": _("“{earlier}” to “{later}” is compared and was not planned."),
    "evaluation.deviation.main_comparison": _(
        "The main comparison is “{earlier}” to “{later}”, and another was planned."
    ),
    "evaluation.deviation.side_dropped": _("The side “{side}” was planned and is not analysed."),
    "evaluation.deviation.side_added": _("The side “{side}” is analysed and was not planned."),
    "evaluation.deviation.primary": _("The main outcome was {was}, and is {now}."),
    "evaluation.deviation.confidence": _("The confidence of ranges was {was}, and is {now}."),
    "evaluation.deviation.least_matched": _(
        "Results were to be shown from {was} matched answers on, and are shown from {now} on."
    ),
    "evaluation.deviation.centre": _("The middle told first was to be {was}, and is {now}."),
    "evaluation.deviation.analysis": _("The plan chose another analysis: {analysis}"),
    "evaluation.deviation.question": _("“{question}” was planned and is not answered here."),
    "evaluation.deviation.question_added": _("“{question}” is answered and was not planned."),
    "evaluation.deviation.asked_more": _(
        "The questionnaire “{wave}” was added after the plan was frozen, and was not planned."
    ),
    "evaluation.deviation.asked_instead": _(
        "At the time “{wave}” another questionnaire is asked than when the plan was frozen."
    ),
    "evaluation.deviation.recorded": _("{what}"),
}

SAID = {
    "evaluation.planning.frozen_before": _(
        "Frozen on {frozen}, before the first answers could be given on {opened}. Hash of the plan: {hash}."
    ),
    "evaluation.planning.frozen_late": _(
        "Frozen on {frozen}, after the first answers could be given on {opened}. Read every result as a first"
        " look. Hash of the plan: {hash}."
    ),
    "evaluation.planning.frozen_waiting": _(
        "Frozen on {frozen}, while no answers could be given yet. Hash of the plan: {hash}."
    ),
    "evaluation.planning.frozen_unknown": _(
        "Frozen on {frozen}. When the first answers could be given is not recorded. Hash of the plan: {hash}."
    ),
    "evaluation.planning.kind": _("Kind of evaluation"),
    "evaluation.planning.kind.research": _("Research"),
    "evaluation.planning.kind.service_evaluation": _("Service evaluation, not research"),
    "evaluation.planning.kind.not_stated": _("Not stated"),
    "evaluation.planning.purpose": _("Purpose"),
    "evaluation.planning.hypotheses": _("Expected beforehand"),
    "evaluation.planning.subgroups": _("Groups looked at by themselves, shown and never tested"),
    "evaluation.planning.analyses": _("Planned analyses"),
    "evaluation.planning.analysis": _("{question}: {analysis}"),
    "evaluation.planning.missing_data": _("People who did not answer again"),
    "evaluation.planning.exclusions": _("Answers left out"),
    "evaluation.planning.stopping": _("When asking would have stopped"),
    "evaluation.planning.approvals": _("Approvals"),
    "evaluation.planning.no_approval": _("None is recorded."),
    "evaluation.planning.no_approval_research": _(
        "None is recorded, though research needs an ethics review."
    ),
    "evaluation.planning.evaluators": _("Who evaluates, and their interest"),
    "evaluation.planning.interest": _("{name}: {interest}"),
    "evaluation.planning.no_interest": _("{name}: interest not stated."),
    "evaluation.planning.deviations": _("Deviations from the plan"),
    "evaluation.planning.deviations_said": _("{count}, listed below."),
    "evaluation.planning.deviations_lead": _("What differs from the plan"),
    "evaluation.planning.none": _("None: the analysis is as planned."),
    "evaluation.planning.with_reason": _("{said} Reason: {reason}"),
    "evaluation.planning.with_reason_on": _("{said} Reason, written on {day}: {reason}"),
}

MESSAGES = {**DEVIATIONS, **SAID}

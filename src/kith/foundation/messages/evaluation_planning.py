"""Sentences about the plan: what it leaves open, when it was frozen, and what differs from it."""

from kith.foundation.messages import gettext_noop as _

GAPS = {
    "evaluation.gap.kind": _('Say whether it is research or a service evaluation: kind = "research".'),
    "evaluation.gap.purpose": _("Say what the evaluation is for, and who will decide what by it: purpose."),
    "evaluation.gap.primary": _(
        "{outcomes} outcomes and none is the main one. Name it: primary. Its test then stands by itself."
    ),
    "evaluation.gap.smallest_change": _(
        "Say the smallest change of “{outcome}” that would matter to people: smallest_change."
    ),
    "evaluation.gap.hypotheses": _("Say what you expect to see, before you see it: hypotheses."),
    "evaluation.gap.evaluator": _("Say who evaluates: an [[evaluator]] with a name and an interest."),
    "evaluation.gap.interest": _("Say what each evaluator would gain or lose by the result: interest."),
    "evaluation.gap.approval": _(
        "Say who agreed that it needs no ethics review, or who allowed it: an [[approval]]."
    ),
    "evaluation.gap.approval_research": _(
        "Research needs an ethics review. Say who gave it, and its reference: an [[approval]]."
    ),
    "evaluation.gap.missing_data": _("Say what is done about people who do not answer again: missing_data."),
    "evaluation.gap.exclusions": _("Say whose answers will be left out, and why: exclusions."),
    "evaluation.gap.expected": _(
        "Say how many people you expect: expected in each [[side]], or people in [expected]."
        " Then advice can be given."
    ),
    "evaluation.gap.opens": _(
        "Say on which day answers open: opens in each [[wave]]. Then the report can say that the plan came first."
    ),
}

FROZEN = {
    "evaluation.frozen.not_json": _(
        "This is not a frozen plan: it is not JSON. Freeze a plan with “kith evaluate plan freeze”."
    ),
    "evaluation.frozen.not_a_plan": _(
        "This is not a frozen plan. Freeze a plan with “kith evaluate plan freeze”."
    ),
    "evaluation.frozen.version": _(
        "This plan was frozen in a form of version {value}, which this Kith does not read. Use a newer Kith."
    ),
    "evaluation.frozen.hash_differs": _(
        "The plan was changed after it was frozen. Its hash should be {stated} and is {found}."
        " Use the file as it was frozen, and write down what you do differently as a [[deviation]]."
    ),
    "evaluation.frozen.is_frozen": _("This plan is frozen already. It cannot be frozen again."),
    "evaluation.frozen.not_frozen": _(
        "--frozen takes a frozen plan, and this is not one. Give a plan that is not frozen with --plan."
    ),
    "evaluation.plan.outcome_twice": _(
        "The outcome “{key}” stands in the plan twice. Give each its own key."
    ),
    "evaluation.plan.wave_twice": _("The time “{key}” stands in the plan twice. Give each its own key."),
    "evaluation.plan.side_twice": _("The side “{key}” stands in the plan twice. Give each its own key."),
}

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
    "evaluation.planning.open_title": _("What a reader will ask for"),
    "evaluation.planning.can_be_frozen": _("The plan can be frozen."),
}

MESSAGES = {**GAPS, **FROZEN, **DEVIATIONS, **SAID}

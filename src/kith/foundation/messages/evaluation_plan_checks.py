"""Sentences to whoever writes a plan: what it leaves open, and what is wrong with a frozen one."""

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

SAID = {
    "evaluation.planning.open_title": _("What a reader will ask for"),
    "evaluation.planning.can_be_frozen": _("The plan can be frozen."),
}

MESSAGES = {**GAPS, **FROZEN, **SAID}

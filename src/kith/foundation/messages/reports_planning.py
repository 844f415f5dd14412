"""Sentences about a cohort's evaluation plan in the service."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "reports.planning.nothing_asked_twice": _(
        "This cohort asks nobody the same questions twice, so there is no change to plan for. A plan needs one"
        " questionnaire before and one after."
    ),
    "reports.planning.changed_meanwhile": _(
        "Somebody else saved the plan while you wrote. Look at theirs on the page of the plan. If you save again,"
        " yours takes its place."
    ),
    "reports.planning.no_draft": _("There is no plan to freeze. Write it and save it first."),
    "reports.planning.not_frozen": _(
        "No plan is frozen, so nothing can differ from it. Freeze the plan first."
    ),
    "reports.planning.answers_open": _(
        "Answers can be given already, so the plan does not change any more. Record what you do differently,"
        " and why."
    ),
    "reports.planning.no_what": _("Say what is done differently from the plan."),
    "reports.planning.no_reason": _("Say why. A reader judges a change by its reason."),
    "reports.planning.too_long": _("This is too long. Write at most {most} characters."),
    "reports.planning.smallest": _("Smallest change that matters: {outcome}"),
    "reports.planning.compared": _("Compared"),
    "reports.planning.family": _("Corrected together: {family}"),
    "reports.planning.group_unread": _(
        "We cannot read the line “{line}”. Write what the group is called, a comma, and how many people, such as: Nurses, 6."
    ),
    "reports.planning.group_twice": _("The group “{line}” stands there twice. Keep one line of it."),
    "reports.planning.family_taken": _(
        "“{family}” is what Kith itself calls such a group of scores. Choose another name."
    ),
    "reports.planning.gap.kind": _("Is it research or a service evaluation?"),
    "reports.planning.gap.purpose": _("What is the evaluation for, and who will decide what by it?"),
    "reports.planning.gap.primary": _("Which score counts most?"),
    "reports.planning.gap.smallest_change": _("How small a change would still matter to people?"),
    "reports.planning.gap.hypotheses": _("What do you expect to see?"),
    "reports.planning.gap.evaluator": _("Who evaluates?"),
    "reports.planning.gap.interest": _("What would they gain or lose by the result?"),
    "reports.planning.gap.approval": _("Who agreed that it needs no ethics review, or who allowed it?"),
    "reports.planning.gap.approval_research": _("Who gave the ethics review that research needs?"),
    "reports.planning.gap.missing_data": _("What is done about people who do not answer again?"),
    "reports.planning.gap.exclusions": _("Whose answers will be left out, and why?"),
    "reports.planning.gap.expected": _("How many people do you expect?"),
}

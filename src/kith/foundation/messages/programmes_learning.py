"""Sentences about learning together: what is wrong with that part of a definition, and what it means."""

from kith.foundation.messages import gettext_noop as _

FAULTS = {
    "programmes.shadowing_needs_activity": _(
        "There is [shadowing] but nobody shadows, so nobody would ever read it. Add an [[activity]] of kind "
        "“shadowing”, or take this away."
    ),
    "programmes.framework_without_dimensions": _(
        "The framework has nothing that evidence could be mapped to. Add a [[framework.dimension]]."
    ),
    "programmes.framework_is_shipped": _(
        "“{value}” is a framework that comes with Kith. Give yours another key, or take it away and name "
        "“{value}” in [portfolio]."
    ),
    "programmes.framework_not_used": _(
        "The framework “{value}” is written but not used. Add it to frameworks in [portfolio]."
    ),
    "programmes.mapped_twice": _(
        "The dimension “{value}” of this framework has a [[mapping]] already. Write both into one."
    ),
    "programmes.crosswalk_to_itself": _("A crosswalk leads from one framework to another, not to itself."),
    "declared.no_such_dimension": _("There is no dimension “{value}” in it. Its dimensions are: {known}."),
    "declared.no_such_dimension_nearest": _("There is no dimension “{value}”. Did you mean “{nearest}”?"),
    "declared.no_such_scale": _("No wave asks for a score “{value}”. There are: {known}."),
    "declared.no_such_scale_nearest": _("No wave asks for a score “{value}”. Did you mean “{nearest}”?"),
    "declared.no_such_prompt": _("There is no prompt “{value}”. The prompts are: {known}."),
    "declared.no_such_prompt_nearest": _("There is no prompt “{value}”. Did you mean “{nearest}”?"),
    "programmes.review_when_it_is_over": _(
        "The agreement would be looked at again when the programme is over. Make review_after shorter than "
        "the stage “running”."
    ),
    "programmes.follow_up_needs_before": _(
        "“{questionnaire}” is not asked before, so there is nothing to compare these answers with. Ask it in "
        'a wave that measures “before”, or write measures = "once" here.'
    ),
    "programmes.follow_up_needs_after": _(
        "People are asked again when the programme is over, but there is no stage “after”. Add it."
    ),
    "programmes.follow_up_too_early": _(
        "The wave opens before the stage “after” begins or “running” has ended. Open it later, or write "
        'measures = "after".'
    ),
    "programmes.follow_up_too_late": _(
        "The wave closes after the stage “after” has ended. Close it earlier, or let the stage last longer."
    ),
    "declared.no_such_activity": _("There is no activity “{value}”. The activities are: {known}."),
    "declared.no_such_activity_nearest": _("There is no activity “{value}”. Did you mean “{nearest}”?"),
    "declared.no_such_framework": _(
        "There is no framework “{value}”. There are: {known}. Or write your own as [[framework]]."
    ),
    "declared.no_such_framework_nearest": _("There is no framework “{value}”. Did you mean “{nearest}”?"),
}

ADVICE = {
    "programmes.advice.line": _("You might add: {advice}"),
    "programmes.advice.shadowing_without_rule": _(
        "People shadow each other, but nothing says what may be watched, nor how patients' privacy is kept. "
        "Add [shadowing]."
    ),
    "programmes.advice.reflection_without_prompts": _(
        "People reflect, but nothing is asked of them. Add a [[prompt]] or two."
    ),
    "programmes.advice.review_without_length": _(
        "The agreement has a day of review, but nobody would be reminded if a pair names none. Add "
        "review_after to [agreement]."
    ),
    "programmes.advice.change_without_follow_up": _(
        "Change is measured, but not whether it lasts. Add a wave that measures “follow_up” and a stage “after”."
    ),
}

DESCRIPTION = {
    "programmes.describe.heading.shadow": _("What may be watched"),
    "programmes.describe.heading.reflect": _("What they are asked to think about"),
    "programmes.describe.heading.mentors": _("Who mentors them"),
    "programmes.describe.heading.portfolio": _("What evidence can be mapped to"),
    "programmes.describe.review": _("They are asked to look at it again {after} after they begin."),
    "programmes.describe.may": _("They may watch: {what}"),
    "programmes.describe.may_not": _("They may not watch: {what}"),
    "programmes.describe.patients": _("Patients: {what}"),
    "programmes.describe.prompt_after": _("{words} (after: {activities})"),
    "programmes.describe.mentor": _("{name}, for {roles}."),
    "programmes.describe.framework": _("{name} ({owner}, {version}): {dimensions}."),
}

MESSAGES = {**FAULTS, **ADVICE, **DESCRIPTION}

"""Sentences about programme definitions: what is wrong with a file, and what each capability is."""

from kith.foundation.messages import gettext_noop as _

FAULTS = {
    "programmes.not_shipped": _("There is no programme “{key}”. Those that come with Kith: {known}."),
    "programmes.not_shipped_nearest": _("There is no programme “{key}”. Did you mean “{nearest}”?"),
    "programmes.no_instrument": _("There is no questionnaire “{key}”. Those that come with Kith: {known}."),
    "programmes.no_instrument_nearest": _("There is no questionnaire “{key}”. Did you mean “{nearest}”?"),
    "programmes.no_such_variant": _("“{programme}” has no variant “{variant}”. Its variants are: {known}."),
    "programmes.not_a_duration": _(
        "“{value}” is not a length of time. Write it like P14D (14 days), P2W (2 weeks), P9M (9 months) "
        "or PT4H (4 hours)."
    ),
    "programmes.negative_duration": _("“{value}” is less than nothing. Take the minus away."),
    "programmes.no_roles": _("The programme is for nobody yet. Add a [[role]] for each side."),
    "programmes.pair_has_two_sides": _("A pair has two sides, but {count} are named. Name two roles."),
    "programmes.one_side_is_matched": _(
        "With kind “{kind}” the people are one list, but {count} sides are named. Name one role."
    ),
    "programmes.wishes_are_of_pairs": _(
        "How many people each may name is for pairs. With kind “{kind}” take wishes away."
    ),
    "programmes.settings_of_other_kind": _(
        "“{key}” is for another kind of match; this one makes {kind}. Take it away, or change the kind."
    ),
    "programmes.attribute_not_of_side": _(
        "The match reads “{attribute}”, but “{side}” does not have it. Add “{side}” to the roles of the attribute."
    ),
    "programmes.too_many_wishes": _("{value} wishes are too many to rank. Write at most {most}."),
    "programmes.text_cannot_match": _(
        "“{attribute}” is free text, which cannot be compared. Give it another kind, or use another."
    ),
    "programmes.attribute_of_other_side": _(
        "The rule reads “{attribute}” from the side “{side}”, but that side does not have it. "
        'Add “{side}” to the roles of the attribute, or write with = "…" for that side\'s own.'
    ),
    "programmes.grade_needs_scale": _(
        '“{attribute}” is a grade, so its steps are needed. Write scale = ["lowest", …, "highest"].'
    ),
    "programmes.scale_without_grade": _(
        '“{attribute}” has a scale but is not a grade. Write kind = "grade", or take the scale away.'
    ),
    "programmes.item_without_questionnaire": _(
        'An item is named but no questionnaire. Write asked_in = "…", or take the item away.'
    ),
    "programmes.answer_cannot_be_required": _(
        "“{attribute}” comes from a questionnaire, so a people file cannot be made to hold it. "
        "Take required away, and make the question required instead."
    ),
    "programmes.answer_of_other_kind": _(
        "The question “{item}” is of kind “{kind}”, whose answers do not fit. Change the attribute's kind."
    ),
    "programmes.slot_is_shipped": _("“{value}” is a questionnaire of Kith's own. Give the slot another key."),
    "programmes.stages_out_of_order": _(
        "The stage “{stage}” cannot come after “{earlier}”. "
        "The order is: call, selection, people, preferences, matching, running, measuring, report, after; "
        "each at most once."
    ),
    "programmes.stage_starts_early": _(
        "The stage starts before the one above it, “{earlier}”. Start it later."
    ),
    "programmes.stage_lasts_nothing": _("The stage lasts no time at all. Give it at least P1D."),
    "programmes.no_running_stage": _("There is no stage “running”. Add it: it is what the others lead to."),
    "programmes.wave_closes_early": _("The wave closes before it has opened. Close it later."),
    "programmes.reminder_after_close": _(
        "A reminder would go out when the wave has closed. Bring it forward, or close the wave later."
    ),
    "programmes.then_needs_intro": _(
        'People are asked to think back, so they must be told to. Write intro = "Think back to …".'
    ),
    "programmes.one_side_not_asked": _(
        "What is asked of one side is asked of the other, but “{missing}” is left out. Add it to the roles."
    ),
    "programmes.change_needs_two_waves": _(
        "The report cannot show change: no questionnaire with a scale is asked both before and after. "
        "Add both waves, or take “change” away."
    ),
    "programmes.response_needs_wave": _(
        "There is no wave to count answers of. Add one, or take “response” away."
    ),
    "programmes.pairs_need_match": _("There are no pairs to report on. Add [match], or take “pairs” away."),
    "programmes.both_sides_need_two": _(
        "No questionnaire is asked of two sides, so there is nothing to lay side by side. Ask both in one [[wave]], "
        "or take “both_sides” away."
    ),
    "programmes.equality_needs_call": _(
        "Equality questions are asked when people apply, and there is no [call]. Add it, or take “equality” away."
    ),
    "programmes.frameworks_need_portfolio": _(
        "The portfolio uses no framework. Write [portfolio] with frameworks, or take “frameworks” away."
    ),
    "programmes.dose_needs_activity": _(
        "No activity or mentor says how many times is expected. Write expected = {{ times = … }}, or drop “dose”."
    ),
}

_REFERENCES = {
    "role": _("There is no role “{value}”. The roles are: {known}."),
    "attribute": _("There is no attribute “{value}”. The attributes are: {known}."),
    "questionnaire": _("There is no questionnaire “{value}”. There are: {known}."),
    "slot": _("There is no slot “{value}”. The slots are: {known}."),
    "stage": _("The programme has no stage “{value}”. Its stages are: {known}."),
    "variant": _("There is no [[variant]] “{value}”. There are: {known}."),
    "entry": _("The programme has no “{value}” to leave out. It has: {known}."),
}
_REFERENCES_NEAREST = {
    "role": _("There is no role “{value}”. Did you mean “{nearest}”?"),
    "attribute": _("There is no attribute “{value}”. Did you mean “{nearest}”?"),
    "questionnaire": _("There is no questionnaire “{value}”. Did you mean “{nearest}”?"),
    "slot": _("There is no slot “{value}”. Did you mean “{nearest}”?"),
    "stage": _("The programme has no stage “{value}”. Did you mean “{nearest}”?"),
    "variant": _("There is no [[variant]] “{value}”. Did you mean “{nearest}”?"),
    "entry": _("The programme has no “{value}” to leave out. Did you mean “{nearest}”?"),
}

CAPABILITIES = {
    "programmes.requirement.manager_permission": _(
        "The person's line manager has agreed to the time it takes."
    ),
    "programmes.requirement.supervisor_permission": _(
        "The person's supervising consultant or tutor has agreed."
    ),
    "programmes.attribute.text": _("Free words. Shown to people, never compared."),
    "programmes.attribute.category": _("One of several names, such as a site. Alike or not alike."),
    "programmes.attribute.grade": _("One of several names in an order, such as a pay band."),
    "programmes.attribute.number": _("A number, such as minutes of travel."),
    "programmes.attribute.tags": _("Any number of names, such as interests. Counted by how many are shared."),
    "programmes.attribute.slots": _("Times when a person is free. Counted by how many are shared."),
    "programmes.match.pairs": _("One person of each of two sides."),
    "programmes.match.posts": _(
        "Each person gets a post; marks and wishes decide, and nobody has cause to swap."
    ),
    "programmes.match.placements": _("Teams for projects, each with its dates and the skills it needs."),
    "programmes.match.sets": _("Groups of a few people who meet again and again."),
    "programmes.clause.purpose_and_goals": _("What each of the two wants from it."),
    "programmes.clause.frequency": _("How often they meet, and for how long."),
    "programmes.clause.venue": _("Where they meet, and whether by video."),
    "programmes.clause.confidentiality": _("What stays between them, and what cannot."),
    "programmes.clause.patient_confidentiality": _(
        "How patients' privacy is kept when one watches the other's work."
    ),
    "programmes.clause.shadowing_limits": _("What may be watched, and what may not."),
    "programmes.clause.communication_and_cancellation": _(
        "How they write to each other, and how to cancel in time."
    ),
    "programmes.clause.if_it_is_not_working": _("What each does, and whom they tell, if it is not working."),
    "programmes.clause.review_date": _("The day on which they look at the agreement again."),
    "programmes.activity.conversation": _("The partners meet and talk."),
    "programmes.activity.shadowing": _("One partner watches the other at work."),
    "programmes.activity.reflection": _("A person writes down what they learned. It belongs to the writer."),
    "programmes.activity.group_meeting": _("Everybody in the cohort meets."),
    "programmes.activity.workshop": _("The cohort is taught something together."),
    "programmes.activity.improvement_project": _("The partners improve something together and measure it."),
    "programmes.activity.presentation": _("The partners show what they did to others."),
    "programmes.together.person": _("Each person alone."),
    "programmes.together.pair": _("The two partners."),
    "programmes.together.cohort": _("The whole cohort."),
    "programmes.stage.call": _("The call is open, and people apply."),
    "programmes.stage.selection": _("Applications are reviewed, people are chosen, and places are offered."),
    "programmes.stage.people": _("People are invited and confirm that they take part."),
    "programmes.stage.preferences": _("People say what they hope for and when they are free."),
    "programmes.stage.matching": _("Pairs are proposed, decided and made known."),
    "programmes.stage.running": _(
        "People meet and learn. The cohort's first day is the first day of this stage."
    ),
    "programmes.stage.measuring": _("The last answers are gathered."),
    "programmes.stage.report": _("The report is written, checked and shared."),
    "programmes.stage.after": _("The programme is over; people are asked again, and see what has lasted."),
    "programmes.moment.start": _("Counted from the first day of the stage."),
    "programmes.moment.end": _("Counted from the day after the last day of the stage."),
    "programmes.wave.before": _("The first half of a comparison: asked before, or as it begins."),
    "programmes.wave.then": _(
        "Asked at the end about the time before it began. "
        "Shown beside the first answers, never in their place."
    ),
    "programmes.wave.once": _("Asked once, and not compared."),
    "programmes.wave.after": _("The second half of a comparison: asked at the end or later."),
    "programmes.wave.follow_up": _("Asked again when the programme is over, to see what has lasted."),
    "programmes.section.flow": _("Who was invited, confirmed, was matched, finished or left."),
    "programmes.section.dose": _("What was done, against what was expected."),
    "programmes.section.response": _("Who answered: numbers for each wave and side."),
    "programmes.section.change": _("What changed on each side, with how sure we can be."),
    "programmes.section.pairs": _(
        "What became of the pairs: how many lasted, why others ended, how often they met."
    ),
    "programmes.section.both_sides": _(
        "What each side said, beside the other, where they differ most first. It needs two sides that are asked "
        "the same."
    ),
    "programmes.section.equality": _(
        "Who applied and who took part by equality group, or why it cannot be shown. It needs a call."
    ),
    "programmes.section.reliability": _(
        "Whether the questions of each score hold together in these answers."
    ),
    "programmes.section.frameworks": _(
        "Which dimensions of the portfolio's frameworks were worked on, and what changed in the scores mapped to them."
    ),
    "programmes.section.implementation": _(
        "How it was run: sessions, who kept the log, reminders, pauses; what was changed on the way and why, and "
        "what stood in the way."
    ),
    "programmes.section.harms_costs": _(
        "What went wrong or had a price: unwanted effects, hours of staff, costs. Not recorded is said."
    ),
    "programmes.section.spin_offs": _("What came of it that nobody had planned."),
    "programmes.section.limits": _("What these numbers cannot show. Always there, behind the findings."),
    "programmes.section.method": _("How the numbers were worked out. Always there, behind the limits."),
    "programmes.section.cards": _(
        "What SQUIRE 2.0 and GRAMMS ask of such a report, and where each stands in this one. Always last."
    ),
}

DESCRIPTION = {
    "programmes.describe.heading.who": _("Who takes part"),
    "programmes.describe.heading.known": _("What is known about them"),
    "programmes.describe.heading.match": _("How they are paired"),
    "programmes.describe.heading.grouping": _("How they are put together"),
    "programmes.describe.heading.agree": _("What they agree on"),
    "programmes.describe.heading.do": _("What they do"),
    "programmes.describe.heading.when": _("When"),
    "programmes.describe.heading.asked": _("What they are asked"),
    "programmes.describe.heading.slots": _("What your organisation can add"),
    "programmes.describe.heading.report": _("What the report shows"),
    "programmes.describe.heading.variants": _("Variants"),
    "programmes.describe.role": _("{plural}: {min} to {max} places."),
    "programmes.describe.attribute": _("{label} ({source}). {purpose}"),
    "programmes.describe.needed": _("from the people file, needed"),
    "programmes.describe.from_file": _("from the people file, if it is there"),
    "programmes.describe.from_questionnaire": _("from their answers"),
    "programmes.describe.pairs": _("{first} are paired with {second}, one with one."),
    "programmes.describe.sets": _("{people} are put into sets of a few who meet again and again."),
    "programmes.describe.posts": _("{people} are given posts; each cohort brings its own list of posts."),
    "programmes.describe.placements": _(
        "{people} become teams of projects; each cohort brings its own list of projects."
    ),
    "programmes.describe.group_rule": _("{rule}."),
    "programmes.describe.wishes": _("Each may name up to {count} people they would like, best first."),
    "programmes.describe.best_for.no_one_left_behind": _(
        "As many pairs as can be made; then the weakest pair is made as good as it can be; then all together."
    ),
    "programmes.describe.best_for.most": _("As many pairs as can be made; then the best sum of all pairs."),
    "programmes.describe.rule": _("Partners {rule}."),
    "programmes.describe.weighed_rule": _("Weight {weight}: {rule}."),
    "programmes.describe.dose": _("Expected: {times} times."),
    "programmes.describe.dose_once": _("Expected: once."),
    "programmes.describe.dose_each": _("Expected: {times} times, {each} each."),
    "programmes.describe.nudge": _("They are reminded after {after} without one."),
    "programmes.describe.stage": _("{stage}: starts {starts}, lasts {lasts}."),
    "programmes.describe.on_first_day": _("on the cohort's first day"),
    "programmes.describe.before_first_day": _("{length} before the cohort's first day"),
    "programmes.describe.after_first_day": _("{length} after the cohort's first day"),
    "programmes.describe.at_start": _("when “{stage}” starts"),
    "programmes.describe.at_end": _("when “{stage}” ends"),
    "programmes.describe.before_start": _("{length} before “{stage}” starts"),
    "programmes.describe.after_start": _("{length} after “{stage}” starts"),
    "programmes.describe.before_end": _("{length} before “{stage}” ends"),
    "programmes.describe.after_end": _("{length} after “{stage}” ends"),
    "programmes.describe.wave": _(
        "{wave}: the questionnaire “{questionnaire}” opens {opens} and closes {closes}, "
        "with up to {reminders} reminders."
    ),
    "programmes.length.month": _("{count} month"),
    "programmes.length.months": _("{count} months"),
    "programmes.length.week": _("{count} week"),
    "programmes.length.weeks": _("{count} weeks"),
    "programmes.length.day": _("{count} day"),
    "programmes.length.days": _("{count} days"),
    "programmes.length.hour": _("{count} hour"),
    "programmes.length.hours": _("{count} hours"),
    "programmes.length.minute": _("{count} minute"),
    "programmes.length.minutes": _("{count} minutes"),
}

STAGE_NAMES = {
    "programmes.stage_name.call": _("Call"),
    "programmes.stage_name.selection": _("Selection"),
    "programmes.stage_name.people": _("People"),
    "programmes.stage_name.preferences": _("Preferences"),
    "programmes.stage_name.matching": _("Matching"),
    "programmes.stage_name.running": _("Running"),
    "programmes.stage_name.measuring": _("Measuring"),
    "programmes.stage_name.report": _("Report"),
    "programmes.stage_name.after": _("Afterwards"),
}

MESSAGES = {
    **FAULTS,
    **CAPABILITIES,
    **DESCRIPTION,
    **STAGE_NAMES,
    **{f"declared.no_such_{what}": said for what, said in _REFERENCES.items()},
    **{f"declared.no_such_{what}_nearest": said for what, said in _REFERENCES_NEAREST.items()},
}

"""Sentences of a report on change. No sentence may say or hint that a programme caused anything,
but for those under ``evaluation.never``, which say that it cannot be said; a test reads them all.
"""

from kith.foundation.messages import gettext_noop as _

SUMMARY = {
    "evaluation.report.everybody": _("Everybody"),
    "evaluation.report.synthetic_title": _("Invented people"),
    "evaluation.report.synthetic": _(
        "The people and answers in this report are made up, to show what a report looks like."
    ),
    "evaluation.report.what_was_done": _("What was done"),
    "evaluation.report.for_whom": _("For whom"),
    "evaluation.report.cost": _("What it cost"),
    "evaluation.report.when": _("When"),
    "evaluation.report.period": _("{start} to {end}"),
    "evaluation.report.not_recorded": _("Not recorded"),
    "evaluation.report.side_count": _("{side}: {n}"),
    "evaluation.report.matched_label": _("{side}: answered at “{earlier}” and at “{later}”"),
    "evaluation.report.n_of": _("{n} of {whole}"),
    "evaluation.report.matched_who": _("people who answered at both times: {side}"),
    "evaluation.report.matched_who.everybody": _("people who answered at both times"),
    "evaluation.report.lines_who": _("people who answered at both times and whose line may be read: {side}"),
    "evaluation.report.lines_who.everybody": _(
        "people who answered at both times and whose line may be read"
    ),
    "evaluation.report.asked_who": _("people who were asked: {side}"),
    "evaluation.report.asked_who.everybody": _("people who were asked"),
    "evaluation.report.matched_how": _(
        "People with a score at both times, out of those who were asked. Missing answers are left out."
    ),
    "evaluation.report.matched_plain": _("Matched by their code, person by person."),
    "evaluation.report.changed_caption": _("What changed from “{earlier}” to “{later}”, side by side"),
    "evaluation.report.sides_differ.typical": _(
        "The sides differ most on “{outcome}”: a typical change of {first_change} ({first}) beside"
        " {second_change} ({second})."
    ),
    "evaluation.report.sides_differ.mean": _(
        "The sides differ most on “{outcome}”: an average change of {first_change} ({first}) beside"
        " {second_change} ({second})."
    ),
    "evaluation.report.sides_differ_how.typical": _(
        "Each person's later score minus their earlier score; the typical change of each side; the"
        " difference between the two."
    ),
    "evaluation.report.sides_differ_how.mean": _(
        "Each person's later score minus their earlier score; the average change of each side; the"
        " difference between the two."
    ),
    "evaluation.report.both_sides_who": _("people of these two sides who answered at both times"),
    "evaluation.report.sides_differ_range": _(
        "No test was made of this difference: it was picked out as the largest."
    ),
    "evaluation.report.no_range": _("too few people for a range"),
    "evaluation.report.no_range_sentence": _("there are too few people to give a plausible range."),
    "evaluation.report.holds_zero": _("the plausible range holds a rise, a fall and no change."),
    "evaluation.report.ends_at_zero": _("no change is at the very end of the plausible range."),
    "evaluation.report.headline": _(
        "{outcome}, {side}: {up} of {n} scored higher at “{later}” than at “{earlier}”, {same} the same and"
        " {down} lower."
    ),
    "evaluation.report.headline_how": _(
        "Each person's later score minus their earlier score, counted by sign."
    ),
    "evaluation.report.intervals_how.mean": _(
        "Each person's later score minus their earlier score, and the average of these changes with its plausible range."
    ),
    "evaluation.report.intervals_how.typical": _(
        "Each person's later score minus their earlier score, and the middle of these changes with its plausible range."
    ),
    "evaluation.report.headline_range.typical": _(
        "The typical change is {change}. The plausible range: {range}."
    ),
    "evaluation.report.headline_range.mean": _(
        "The average change is {change}. The plausible range: {range}."
    ),
    "evaluation.report.how_sure": _("How sure we are"),
    "evaluation.report.range_meaning.typical": _(
        "The plausible range is where the typical change probably lies. Of ranges worked out in this way,"
        " about {percent} hold the true value."
    ),
    "evaluation.report.range_meaning.mean": _(
        "The plausible range is where the average change probably lies. Of ranges worked out in this way,"
        " about {percent} hold the true value."
    ),
    "evaluation.report.above_zero": _("the whole plausible range is above no change."),
    "evaluation.report.below_zero": _("the whole plausible range is below no change."),
    "evaluation.report.about_all": _("Every score of every side: {sentence}"),
    "evaluation.report.subject": _("{outcome} ({side})"),
    "evaluation.report.about_score": _("{outcome}: {sentence}"),
    "evaluation.report.about_short": _("{outcome}, {side}: {sentence}"),
    "evaluation.report.cannot_say": _("What we cannot say"),
    "evaluation.report.next": _("What next"),
    "evaluation.report.others_below": _("The other scores stand in the section on change."),
    "evaluation.next.ask_again": _("Ask those who did not answer the second time, if they are willing."),
    "evaluation.next.pool": _(
        "Put these answers together with those of other cohorts: with more people the range becomes narrower."
    ),
    "evaluation.next.declare": _("Next time, write the plan down before the answers are opened."),
    "evaluation.next.follow_up": _("Ask again some months later, to see what lasts."),
}

NEVER = {
    "evaluation.never.cause": _(
        "We cannot say that the programme caused any change. People are compared with themselves, earlier"
        " and later, and other things happened in the same time."
    ),
    "evaluation.never.missing": _(
        "We do not know what changed for at least {n} of {whole} who did not answer at both times ({side})."
        " They are not counted as “no change”."
    ),
    "evaluation.never.regression": _(
        "People who score very low or very high at first tend to be nearer the middle next time"
        " by chance alone."
    ),
    "evaluation.never.then": _(
        "Scores given afterwards about the time before are often lower than those given at the time."
        " They are not proof of change."
    ),
}

SECTIONS = {
    "evaluation.report.flow": _("Who took part"),
    "evaluation.report.flow_caption": _("People at each stage, by side"),
    "evaluation.report.not_recorded_section": _("This was not recorded."),
    "evaluation.report.figure_who": _("people with a score at both times, in the fullest row"),
    "evaluation.report.all_caption": _("{outcome}: counts, change and plausible range"),
    "evaluation.report.stage": _("Stage"),
    "evaluation.report.invited": _("Invited"),
    "evaluation.report.joined": _("Joined"),
    "evaluation.report.paired": _("Matched with a partner"),
    "evaluation.report.finished": _("Finished"),
    "evaluation.report.withdrew": _("Withdrew"),
    "evaluation.report.dose": _("What they received"),
    "evaluation.report.dose_caption": _("What was planned and what took place, by side"),
    "evaluation.report.activity": _("Activity"),
    "evaluation.report.side": _("Side"),
    "evaluation.report.planned": _("Number planned"),
    "evaluation.report.comma": _(", "),
    "evaluation.report.semicolon": _("; "),
    "evaluation.report.held": _("Took place"),
    "evaluation.report.hours": _("Hours in all"),
    "evaluation.report.response": _("Who answered"),
    "evaluation.report.response_caption": _("Answers at each time, by side"),
    "evaluation.report.time": _("Time"),
    "evaluation.report.open_dates": _("Open"),
    "evaluation.report.asked": _("Asked"),
    "evaluation.report.answered": _("Answered"),
    "evaluation.report.share": _("Share"),
    "evaluation.report.score": _("Score"),
    "evaluation.report.compared": _("Compared"),
    "evaluation.report.completers_caption": _(
        "First scores of those who answered both times and of those who did not answer again"
    ),
    "evaluation.report.n_both": _("Both times"),
    "evaluation.report.n_earlier_only": _("Only the first time"),
    "evaluation.report.n_later_only": _("Only the second time"),
    "evaluation.report.middle_both": _("Middle first score, both times"),
    "evaluation.report.middle_earlier_only": _("Middle first score, only the first time"),
    "evaluation.report.not_shown_few": _("fewer than {least}"),
    "evaluation.report.completers_note": _(
        "If the two middle scores differ much, those who stayed are not like those who left."
    ),
    "evaluation.report.change": _("What changed"),
    "evaluation.report.went_up": _("Went up"),
    "evaluation.report.same": _("Stayed the same"),
    "evaluation.report.went_down": _("Went down"),
    "evaluation.report.n": _("People"),
    "evaluation.report.typical": _("Typical change"),
    "evaluation.report.mean": _("Average change"),
    "evaluation.report.range": _("Plausible range"),
    "evaluation.report.low_to_high": _("{low} to {high}"),
    "evaluation.report.from_to": _("“{earlier}” to “{later}”"),
    "evaluation.report.side_from_to": _("{side}, “{earlier}” to “{later}”"),
    "evaluation.report.better.higher": _("A higher score is the hoped-for direction."),
    "evaluation.report.better.lower": _("A lower score is the hoped-for direction."),
    "evaluation.report.better.neither": _("Neither direction is better in itself."),
    "evaluation.report.nothing_shown": _("There is nothing to show for this score."),
    "evaluation.report.counts_alternative": _(
        "{side}: {up} went up, {same} stayed the same, {down} went down."
    ),
    "evaluation.report.counts_caption": _("How many went up, stayed the same and went down: {outcome}"),
    "evaluation.report.people_title": _("Number of people"),
    "evaluation.report.counts_finding": _("{outcome}. {said}"),
    "evaluation.report.counts_of": _("{label}: {up} of {n} went up, {down} went down."),
    "evaluation.report.intervals_finding.typical": _("{outcome}, typical change. {said}"),
    "evaluation.report.intervals_finding.mean": _("{outcome}, average change. {said}"),
    "evaluation.report.intervals_caption.typical": _(
        "{outcome}: the typical change on each side, with its plausible range"
    ),
    "evaluation.report.intervals_caption.mean": _(
        "{outcome}: the average change on each side, with its plausible range"
    ),
    "evaluation.report.intervals_title": _("Change in score"),
    "evaluation.report.no_change": _("No change"),
    "evaluation.report.interval_alternative": _("{label}: {change}, plausible range {low} to {high}."),
    "evaluation.report.people_finding": _("{outcome}, {side}: each person, from “{earlier}” to “{later}”"),
    "evaluation.report.people_alternative": _(
        "One line a person, under made-up codes: {up} of {n} lines go up, {same} are level, {down} go down."
    ),
    "evaluation.report.people_caption": _("Each person's two scores: {outcome}, {side}"),
    "evaluation.report.code": _("Code"),
    "evaluation.report.sizes_finding": _("{outcome}, {side}: how far each person moved"),
    "evaluation.report.sizes_alternative": _(
        "The commonest change is {commonest} ({n} of {whole} people). Changes run from {lowest} to {highest}."
    ),
    "evaluation.report.sizes_caption": _("Number of people by size of change: {outcome}, {side}"),
    "evaluation.report.size": _("Change"),
    "evaluation.report.beyond.reliable_change": _(
        "{side}: beyond {threshold}, which noise in the score alone would seldom pass: {up} up, {down} down,"
        " {within} within."
    ),
    "evaluation.report.beyond.smallest_change": _(
        "{side}: by at least {threshold}, the smallest change agreed to matter: {up} up, {down} down,"
        " {within} less."
    ),
    "evaluation.report.limits": _("What this cannot show"),
    "evaluation.report.method": _("How it was worked out"),
}

MESSAGES = {**SUMMARY, **NEVER, **SECTIONS}

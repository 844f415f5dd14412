"""The service's words in a report on learning together: what people received, the pairs, how it was run."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "reports.learned.in_brief": _(
        "{summary} {made} pairs were made, and {lasted} of them lasted. Times that a pair met: {met}, the middle with "
        "the fewest and the most."
    ),
    "reports.learned.dose": _("What they received"),
    "reports.learned.pairs": _("The pairs"),
    "reports.learned.implementation": _("How it was run"),
    "reports.learned.spin_offs": _("What came of it"),
    "reports.learned.not_recorded": _("This was not recorded."),
    "reports.learned.unrecorded": _("Not recorded"),
    "reports.learned.dose_caption": _("What people took part in, against what was expected, by side"),
    "reports.learned.lengths_caption": _("How often and how long, by side"),
    "reports.learned.activity": _("Activity"),
    "reports.learned.side": _("Side"),
    "reports.learned.people": _("People"),
    "reports.learned.expected": _("Expected"),
    "reports.learned.reached": _("Reached it"),
    "reports.learned.times": _("Times each"),
    "reports.learned.hours": _("Hours each"),
    "reports.learned.unknown": _("Times without a length"),
    "reports.learned.no_activity": _("Other meetings"),
    "reports.learned.no_expectation": _("No number"),
    "reports.learned.nobody": _("Nobody had one"),
    "reports.learned.few": _("fewer than {least} people"),
    "reports.learned.few_pairs": _("fewer than {least} pairs"),
    "reports.learned.few_lengths": _("fewer than {least} people whose every length is known"),
    "reports.learned.spread": _("{middle} ({least} to {most})"),
    "reports.learned.hours_of": _("{hours}, of {count} people"),
    "reports.learned.dose_note": _(
        "People are those who hold their place, or were brought together with somebody and have left since. Of a "
        "mentor, they are those who had one. What nobody noted is not counted, so these are the least that took place. "
        "Of shadowing, the times that somebody watched are counted. Hours are of those whose every length was noted."
    ),
    "reports.learned.spread_note": _("The middle, and in brackets the fewest and the most."),
    "reports.learned.uncounted": _("Not counted, because what people write belongs to them: {activities}."),
    "reports.learned.pairs_caption": _("What became of the pairs"),
    "reports.learned.what": _("What"),
    "reports.learned.how_many": _("How many"),
    "reports.learned.made": _("Pairs that were made"),
    "reports.learned.lasted": _("Together, or together to the end"),
    "reports.learned.ended": _("Ended before that"),
    "reports.learned.never_met": _("Never met, as far as anybody noted"),
    "reports.learned.new_partner": _("People who were given a new partner"),
    "reports.learned.met": _("Times that a pair met"),
    "reports.learned.pairs_note": _(
        "That people met and how often; what was said is nobody's to count. A pair that ended is counted with what it "
        "did."
    ),
    "reports.learned.endings_few": _("Why pairs ended is not told, because too few did."),
    "reports.learned.sessions_caption": _("Sessions for everybody"),
    "reports.learned.took_place": _("Took place"),
    "reports.learned.to_come": _("Planned, not noted as held"),
    "reports.learned.called_off": _("Called off"),
    "reports.learned.running_caption": _("Meetings, and what it took to keep them going"),
    "reports.learned.held": _("Meetings that were held"),
    "reports.learned.by_members": _("of these, noted by those who met"),
    "reports.learned.logged_for_them": _("of these, noted for them by the people who run the programme"),
    "reports.learned.missed": _("Meetings that did not happen"),
    "reports.learned.cancelled": _("Meetings that were called off"),
    "reports.learned.nudges_by_itself": _("Reminders that Kith sent by itself"),
    "reports.learned.nudges_by_lead": _("Reminders that the people who run the programme sent"),
    "reports.learned.nudged": _("Pairs, or mentors and those they mentor, that were reminded"),
    "reports.learned.paused": _("Pairs, or mentors and those they mentor, that paused at some time"),
    "reports.learned.running_note": _(
        "Of all who learn together: pairs, and mentors with those they mentor."
    ),
    "reports.learned.spin_offs_caption": _("What came out of the programme and goes on without it"),
    "reports.learned.name": _("Name"),
    "reports.learned.kind": _("What it is"),
    "reports.learned.since": _("Since"),
    "reports.learned.still": _("Still running?"),
    "reports.learned.ended_on": _("Ended on {day}"),
    "reports.learned.seen_on": _("Yes, last seen on {day}"),
    "reports.learned.not_seen": _("Nobody has said since"),
    "reports.learned.spin_offs_note": _(
        "As told to the people who run the programme. That it came of it is their judgement."
    ),
}

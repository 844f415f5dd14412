"""What a cohort took: what may be written down of it, and how a report tells it."""

from kith.foundation.messages import gettext_noop as _

_REFUSALS = {
    "reports.notes.no_what": _("Write what it was, in a sentence or two."),
    "reports.notes.no_reason": _(
        "Write why. A change without its reason helps nobody who wants to do the same."
    ),
    "reports.notes.no_role": _("Write whose it was, as a role such as “programme lead”. No names."),
    "reports.notes.no_hours": _("Write how many hours, such as 12.5."),
    "reports.notes.no_spent_on": _("Choose what the money was spent on."),
    "reports.notes.no_amount": _("Write the amount in numbers, such as 450."),
    "reports.notes.no_currency": _("Write the currency in three letters, such as GBP."),
    "reports.notes.hours_range": _("{value} hours cannot be. Write a number from 0 to {most}."),
    "reports.notes.amount_range": _("An amount of {value} cannot be. Write a number from 0 to {most}."),
    "reports.notes.currency": _("“{value}” is not a currency. Write three letters, such as GBP, EUR or CNY."),
    "reports.notes.completers_of": _("Write how many took part as well, so that it is clear of how many."),
    "reports.notes.more_finished": _(
        "{completers} people cannot finish when {participants} took part. Correct one of the two."
    ),
}

_TOLD = {
    "reports.notes.section": _("Harms and costs"),
    "reports.notes.adaptations": _("What was done differently from the programme as written"),
    "reports.notes.changed": _("What was changed"),
    "reports.notes.why": _("Why"),
    "reports.notes.who_decided": _("Who decided"),
    "reports.notes.when": _("When"),
    "reports.notes.no_adaptations": _("Changes on the way: not recorded."),
    "reports.notes.barriers": _("What stood in the way"),
    "reports.notes.no_barriers": _("What stood in the way: not recorded."),
    "reports.notes.helps": _("What helped"),
    "reports.notes.no_helps": _("What helped: not recorded."),
    "reports.notes.done_about": _("{what} What was done: {done}"),
    "reports.notes.looked_unknown": _(
        "Whether anybody looked for unwanted effects was not recorded. That nothing is told does not mean that there "
        "was nothing."
    ),
    "reports.notes.looked_no": _(
        "Nobody looked for unwanted effects. That nothing is told does not mean that there was nothing."
    ),
    "reports.notes.looked_yes": _("Unwanted effects were looked for."),
    "reports.notes.how_looked": _("How: {how}"),
    "reports.notes.effects": _("Unwanted effects that were recorded"),
    "reports.notes.none_found": _("None was found."),
    "reports.notes.no_hours": _("Hours of staff: not recorded."),
    "reports.notes.hours_caption": _("Hours that staff gave, by role"),
    "reports.notes.role": _("Role"),
    "reports.notes.hours": _("Hours"),
    "reports.notes.hours_note": _(
        "As written down by those who run it. Hours of participants are not in it."
    ),
    "reports.notes.in_all": _("In all"),
    "reports.notes.no_costs": _("Costs: not recorded. That is not to say that there were none."),
    "reports.notes.costs_caption": _("What it cost, and who paid"),
    "reports.notes.spent_on": _("Spent on"),
    "reports.notes.amount": _("Amount"),
    "reports.notes.paid_by": _("Paid by"),
    "reports.notes.currencies": _("Amounts of different currencies are not added: no rate is known."),
    "reports.notes.each_caption": _("The recorded cost, shared by the people it was for"),
    "reports.notes.for_each": _("For each"),
    "reports.notes.each_participants": _("Person who took part"),
    "reports.notes.each_completers": _("Person who finished"),
    "reports.notes.cost_each": _("Cost for each"),
    "reports.notes.cannot_share": _("Cannot be worked out"),
    "reports.notes.each_note": _(
        "All recorded costs divided by the number of people, to the whole unit. Hours that nobody was paid for are "
        "not in it."
    ),
    "reports.notes.brief": _("{whole} recorded. What is not counted stands under harms and costs."),
    "reports.notes.brief_each": _(
        "{whole} recorded: {each} for each of the {people} who took part. What is not counted stands under harms and "
        "costs."
    ),
    "reports.notes.not_counted": _("What is not counted: {what}"),
    "reports.notes.not_counted_unknown": _("What is not counted in the costs was not recorded."),
}

MESSAGES = {**_REFUSALS, **_TOLD}

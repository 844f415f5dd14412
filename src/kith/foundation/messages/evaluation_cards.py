"""What reporting guidelines ask for, in Kith's own words; their own text stands where each card says."""

from kith.foundation.messages import gettext_noop as _

_FRAME = {
    "evaluation.cards.section": _("Reporting cards"),
    "evaluation.cards.intro": _(
        "What two guidelines ask of a report that is to be published, in our own words, and where it stands here. "
        "What nobody recorded is said, with what to write. Read the guideline itself before you submit."
    ),
    "evaluation.cards.front": _("The title"),
    "evaluation.cards.summary": _("The first page"),
    "evaluation.cards.count": _("This report answers {count} of {whole} items at least in part."),
    "evaluation.cards.caption": _("{name}, item by item"),
    "evaluation.cards.only_numbers": _(
        "It is for reports that have interviews beside the numbers. This one has none yet."
    ),
    "evaluation.cards.item": _("Item"),
    "evaluation.cards.asks": _("What it asks about"),
    "evaluation.cards.where": _("Where it is, or what to write"),
    "evaluation.cards.and_written": _("{where}. {words}"),
    "evaluation.cards.open": _("Not recorded. Write: {write}"),
    "evaluation.cards.note": _("The guideline’s own text: {reference}."),
}

_FACTS = {
    "evaluation.facts.unknown_key": _(
        "A file of facts does not know “{name}” here. Correct the name, or take it out; the reference names them all."
    ),
    "evaluation.facts.below_zero": _("“{name}” is below 0. Give a number of 0 or more, or leave it out."),
    "evaluation.facts.no_side": _(
        "There is no side “{side}”. The sides are: {known}. Name one, or leave it out."
    ),
    "evaluation.facts.no_wave": _("There is no time “{wave}”. The times are: {known}. Name one of them."),
    "evaluation.facts.closed_first": _("“{wave}” closed before it opened. Correct one of the two days."),
    "evaluation.facts.no_item": _("{card} has no item “{item}”. Its items are: {known}."),
    "evaluation.facts.implementation": _("How it was carried out"),
    "evaluation.facts.harms_costs": _("Harms and costs"),
    "evaluation.facts.adaptations": _("What was changed on the way"),
    "evaluation.facts.barriers": _("What helped or stood in the way"),
    "evaluation.facts.effects": _("What nobody intended, good or bad"),
    "evaluation.facts.costs": _("What it cost, and who paid"),
}

_SQUIRE = {
    "1": (
        _("A title that says what the work was about"),
        _("a title that names the work and for whom it was."),
    ),
    "2": (_("A summary of it all"), _("a summary of why, what, how, and what was found.")),
    "3": (
        _("What the trouble was, and how big"),
        _("what was wrong here before, with the numbers you have."),
    ),
    "4": (_("What is known already"), _("what others have found, with references.")),
    "5": (_("Why it was expected to help"), _("why you thought that this would change it.")),
    "6": (_("What it was meant to achieve"), _("the aim, in the evaluation plan’s purpose.")),
    "7": (
        _("Where it happened and to whom it mattered"),
        _("what about this place and these people mattered."),
    ),
    "8": (
        _("What was done, so that others could do it"),
        _("what was done, by whom, how often and how long."),
    ),
    "9": (_("How it was found out whether it worked"), _("how you chose to judge it.")),
    "10": (
        _("What was measured, and whether it can be trusted"),
        _("each measure and why it can be trusted."),
    ),
    "11": (_("How the numbers were worked out"), _("the methods, and how chance was taken into account.")),
    "12": (
        _("Ethics: who looked at it, and what they said"),
        _("approvals and references, in the evaluation plan."),
    ),
    "13a": (
        _("How it began and what changed on the way"),
        _("what was changed and why, under “What it took”."),
    ),
    "13b": (_("What was done and what came of it, in numbers"), _("how much was done, and the outcomes.")),
    "13c": (_("What around it helped or stood in the way"), _("barriers and helps, under “What it took”.")),
    "13d": (_("How results go together with what was done and where"), _("what goes together with what.")),
    "13e": (
        _("What nobody intended: good and bad, failures, costs"),
        _("what was unwanted, or that nobody looked for it, under “What it took”."),
    ),
    "13f": (_("What is missing"), _("how many did not answer, and why.")),
    "14": (_("The main findings"), _("what was found, in a few sentences.")),
    "15": (
        _("What the findings mean beside those of others"),
        _("why it came out so, and how that fits with others."),
    ),
    "16": (_("What limits the findings"), _("what could have misled you.")),
    "17": (
        _("What follows, and whether it can last and spread"),
        _("what is worth keeping, and what comes next."),
    ),
    "18": (_("Who paid, and what they had to say"), _("costs and who paid them, under “What it took”.")),
}

_GRAMMS = {
    "1": (_("Why numbers and words were both needed"), _("which question needed both.")),
    "2": (
        _("How the two were put together: what for, which came first, which weighed more"),
        _("the order of the two, and which you leaned on."),
    ),
    "3": (
        _("Each method by itself: whom, how asked, how worked out"),
        _("how people were chosen, asked and understood, for each method."),
    ),
    "4": (
        _("Where the two met, how, and who did it"),
        _("at which point you brought them together, and who did."),
    ),
    "5": (_("What one method could not do because of the other"), _("how one got in the way of the other.")),
    "6": (_("What was learned only from having both"), _("what neither would have shown alone.")),
}

MESSAGES = {**_FRAME, **_FACTS}
for _card, _lines in (("squire", _SQUIRE), ("gramms", _GRAMMS)):
    for _number, (_subject, _write) in _lines.items():
        MESSAGES[f"evaluation.cards.{_card}.{_number}"] = _subject
        MESSAGES[f"evaluation.cards.{_card}.{_number}.write"] = _write

"""Sentences about a cohort that was running before it came here: its pairs, its past answers."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matches.no_pairs_to_record": _("There are no pairs to record. Name the partner of at least one person."),
    "matches.partner_needs_yes": _(
        "The file names partners, and its people are still to be invited. "
        "Upload it again and choose “These people have already said yes”, or leave this column out."
    ),
    "matches.partner_published": _(
        "The pairs of this cohort are published already, so a file cannot bring others. Leave this column out."
    ),
    "matches.partner_oneself": _(
        "The partner’s address is the person’s own. Write the partner’s address, or leave it blank."
    ),
    "matches.partner_not_in": _(
        "The partner is neither in this file nor in the cohort. Check the address, or add the partner as a row of their own."
    ),
    "matches.partner_same_side": _(
        "Both people are on the same side. A pair has one person from each. Check the partner’s address and both sides."
    ),
    "matches.partner_has_left": _("One of the two declined or has left the cohort. Leave the partner blank."),
    "matches.partner_not_confirmed": _(
        "The partner has not confirmed their place yet. Add them to this file, or note their yes on their own page first."
    ),
    "matches.partner_twice": _(
        "One of the two stands in another pair as well. A person can have one partner here. Keep one of the pairs."
    ),
}

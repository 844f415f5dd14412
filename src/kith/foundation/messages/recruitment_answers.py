"""Sentences that applicants read when they answer an offer or book an interview."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "recruitment.no_offer": _(
        "There is no offer open for this application. Look at the application’s page to see where it stands."
    ),
    "recruitment.offer_ran_out": _(
        "The offer ran out before this answer came, and the place may have gone to somebody else. "
        "Write to the people who run the programme: they may have another place."
    ),
    "recruitment.slot_taken": _("Somebody has just booked this time. Choose another one."),
    "recruitment.slot_past": _("This time has passed. Choose a later one."),
    "recruitment.slot_not_yours": _("This time is not open to you. Choose one from the list."),
    "recruitment.not_invited_to_interview": _("Only people on the shortlist can book an interview."),
}

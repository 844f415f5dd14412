"""Sentences about a cohort's matching in the service (the wing's own stand in ``matching.py``)."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matches.reason.same": _("same {on}"),
    "matches.reason.different": _("different {on}"),
    "matches.reason.share": _("shared {on}"),
    "matches.reason.close": _("close in {on}"),
    "matches.reason.wish": _("wished for each other"),
    "matches.reason.overlap": _("{on} that overlap"),
    "matches.reason.not_paired_before": _("new to each other"),
    "matches.no_match": _("{programme} brings nobody together, so there is nothing to match."),
    "matches.no_preferences": _("This programme does not ask for preferences."),
    "matches.place_not_confirmed": _("Confirm your place first. Then you can say what you hope for."),
    "matches.never_with_oneself": _("One of the addresses is your own. Take it out."),
    "matches.never_with_many": _(
        "You named {count} people, and {most} is the most. If there are more, please talk to the people who run the programme."
    ),
    "matches.reason_missing": _(
        "Say in a few words why. The reason is kept, so that others can understand the decision later."
    ),
    "matches.not_two_sides": _("A pair needs one person from each side of this cohort. Choose again."),
    "matches.locked_elsewhere": _(
        "One of the two is kept together with somebody else. Undo that decision first, then make this one."
    ),
    "matches.not_finished": _("This run has no draft yet. Wait until it has finished, then publish."),
    "matches.already_published": _(
        "The pairs of this cohort have been published already. Nothing was sent again."
    ),
    "matches.nobody_paired": _("This draft has no pairs, so there is nothing to publish."),
    "matches.people_left": _(
        "{count} of the people in this draft no longer take part. Run the matching again, then publish the new draft."
    ),
    "matches.out_of_date": _(
        "Something has changed since this draft was made. Run the matching again, then publish the new draft."
    ),
    "matches.not_published_yet": _(
        "This cohort's pairs are not published yet, so there is nothing to re-match. Open the matching instead."
    ),
    "matches.not_together": _(
        "{count} of the pairs you chose are together no more. Open the re-match again and choose from those who are."
    ),
    "matches.too_many_changes": _(
        "You let {value} other pairs change. Write a whole number from 0 to {most}."
    ),
    "matches.nobody_waits": _(
        "Nobody waits for a partner. Choose a pair to give up, or come back when somebody waits."
    ),
    "matches.decided_since": _(
        "You have kept people together or apart since this draft was made. Run the matching again, so that the draft follows."
    ),
}

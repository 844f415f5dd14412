"""Sentences about reflections, goals, portfolios and certificates."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "learning.nothing_written": _("Write something first, or go back without saving."),
    "learning.too_long": _(
        "This is {length} characters long, and {limit} fit. Move part of it into another entry, "
        "or keep it as a document of your own. Nothing of it is lost: it still stands below."
    ),
    "learning.changed_elsewhere": _(
        "This entry was saved from another window since you opened it here. Both texts stand below: "
        "put together what you want to keep, or save yours as an entry of its own."
    ),
    "learning.deleted_elsewhere": _(
        "This entry was deleted in another window. What you wrote still stands below: save it to keep it as a new entry."
    ),
    "learning.form_too_old": _(
        "This page had been open for so long that we could not be sure it was you. "
        "What you wrote still stands below: save it once more."
    ),
    "learning.nobody_to_share_with": _(
        "Nobody would read it: you are not together any more, or have no partner or mentor yet."
    ),
    "learning.send_again": _(
        "This was sent a moment ago. Look whether it is there, and send it again if not."
    ),
    "learning.goals_ended": _("You are not together any more, so goals stay as they are."),
    "learning.goal_without_words": _("Say in a sentence what you want to get to."),
    "learning.goal_too_long": _("The goal has {length} characters. Shorten it to {limit} or fewer."),
    "learning.too_many_goals": _(
        "You have {most} open goals. Finish one or let one go before you add another."
    ),
    "learning.no_such_progress": _("Say how far you have come: choose one from the list."),
    "learning.note_too_long": _("The note has {length} characters. Shorten it to {limit} or fewer."),
    "learning.evidence_without_title": _("Give it a title, such as “What I learned on the ward round”."),
    "learning.evidence_too_long": _("This has {length} characters. Shorten it to {limit} or fewer."),
    "learning.evidence_from_nothing": _("Choose what it is: something you wrote or did, or a file of yours."),
    "learning.no_such_source": _("That cannot be chosen. Choose one of yours from the list."),
    "learning.no_such_dimension": _(
        "“{dimension}” is not in your programme’s framework. Choose from the list."
    ),
    "learning.too_much_evidence": _(
        "Your portfolio has {most} pieces. Take one away before you add another."
    ),
    "learning.too_many_files": _("Your portfolio has {most} files. Take one away before you add another."),
    "learning.certificate_too_early": _("The programme is not over yet. To give a certificate now, say why."),
    "learning.certificate_not_theirs": _(
        "Only somebody who took part can have a certificate. {name} has not said yes, or has left: say why they "
        "should have one."
    ),
    "learning.certificate_reason_missing": _("Say why. The person reads it."),
    "learning.certificate_reason_too_long": _(
        "The reason has {length} characters. Shorten it to {limit} or fewer."
    ),
    "learning.nobody_for_certificate": _(
        "Nobody here can be given a certificate now. Choose people from the list."
    ),
    "learning.certificate_withdrawn": _("This certificate has been withdrawn already."),
}

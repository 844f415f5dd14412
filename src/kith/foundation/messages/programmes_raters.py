"""Sentences about others who are asked about a person: what is wrong in a definition, and what it means."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "programmes.too_many_raters": _(
        "A person would name up to {value} people of one kind. At most {most} can be asked for: make max smaller."
    ),
    "programmes.raters_of_no_kind": _(
        "[wave.raters] has no kind, so nobody could be named. Add a [[wave.raters.kind]], or take it away."
    ),
    "programmes.rater_kind_twice": _("The kind “{kind}” stands here twice. Write both into one."),
    "programmes.raters_look_back": _(
        "In a wave that measures “then” people think back to how they were. Others cannot do that for them: take "
        "[wave.raters] away."
    ),
    "programmes.raters_share_no_score": _(
        "“{asked}” has no score in common with “{own}”, so what others say could not be laid beside what the person "
        "says. Name a questionnaire with a score of the same key and range."
    ),
    "programmes.rater.line_manager": _("Line manager"),
    "programmes.rater.supervisor": _("Supervisor or educator"),
    "programmes.rater.colleague": _("Colleague"),
    "programmes.rater.managed": _("Somebody they manage"),
    "programmes.rater.partner": _("Their partner in the programme"),
    "programmes.rater.patient": _("Patient or service user"),
    "programmes.rater.other": _("Somebody else who sees their work"),
    "programmes.describe.raters": _("People are also asked to name others who see their work: {kinds}."),
    "programmes.describe.raters_of_kind": _("{kind} ({min} to {max})"),
}

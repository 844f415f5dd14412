"""The small forms in which a lead writes down what a cohort took."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.reports.domain.running_notes.actions import MOST_WORDS, NEEDED, Note, Whole
from kith.service.reports.models import RunningFacts, RunningNote
from kith.service.ui.web.fields import DayField

MOST_PEOPLE = 100_000
Kind = RunningNote.Kind
NO_NAMES = _("It stands in the report. Name nobody.")
SHORT, LONG = 2, 4
USUAL_CURRENCY = "GBP"


def _words(label: Any, hint: Any = "", rows: int = SHORT) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _role(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=200)


def _fields(kind: str) -> dict[str, forms.Field]:
    """What is asked of one kind of note, in this order."""
    role = _("A role, such as: programme lead, steering group. No name.")
    match kind:
        case Kind.ADAPTATION:
            return {
                "what": _words(_("What was changed?"), NO_NAMES),
                "reason": _words(_("Why?")),
                "role": _role(_("Who decided it?"), role),
                "on": DayField(label=_("From which day? (optional)"), required=False),
            }
        case Kind.BARRIER:
            return {
                "what": _words(_("What stood in the way?"), NO_NAMES),
                "reason": _words(_("What was done about it? (optional)")),
            }
        case Kind.HELP:
            return {"what": _words(_("What helped?"), NO_NAMES)}
        case Kind.EFFECT:
            hint = _(
                "Also what was small, or touched only a few: time lost, strain, trust broken. Name nobody."
            )
            return {
                "what": _words(_("What happened that nobody wanted?"), hint, LONG),
                "reason": _words(_("What was done about it? (optional)")),
            }
        case Kind.HOURS:
            return {
                "role": _role(_("Whose hours?"), role),
                "hours": forms.DecimalField(label=_("How many hours?"), required=False, decimal_places=2),
                "what": _words(_("For what? (optional)")),
            }
    return {
        "spent_on": forms.ChoiceField(
            label=_("What was it spent on?"),
            choices=RunningNote.Spent.choices,
            widget=forms.RadioSelect,
            required=False,
        ),
        "amount": forms.DecimalField(label=_("How much?"), required=False, decimal_places=2),
        "currency": forms.CharField(
            label=_("In which currency?"),
            help_text=_("Three letters, such as GBP, EUR or CNY."),
            initial=USUAL_CURRENCY,
            required=False,
            max_length=40,
        ),
        "role": _role(
            _("Who paid? (optional)"), _("Such as: the trust, a grant, the participants’ departments.")
        ),
        "what": _words(_("For what exactly? (optional)"), NO_NAMES),
    }


class NoteForm(forms.Form):
    """One note of one kind. What a note needs is checked where it is kept."""

    sent_once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields.update(_fields(kind))
        assert set(NEEDED[kind]) <= set(self.fields)

    def note(self) -> Note:
        given = {key: value for key, value in self.cleaned_data.items() if key != "sent_once"}
        return Note(self.kind, **given)


class WholeForm(forms.Form):
    looked = forms.ChoiceField(
        label=_("Did anybody look for unwanted effects?"),
        help_text=_("“No” is an honest answer, and better than none."),
        choices=[*RunningFacts.Looked.choices, ("", _("Not said yet"))],
        widget=forms.RadioSelect,
        required=False,
    )
    how_looked = _words(_("How were they looked for? (optional)"), NO_NAMES)
    participants = forms.IntegerField(
        label=_("How many took part, whom the costs were for?"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
    )
    completers = forms.IntegerField(
        label=_("How many of them finished?"), min_value=0, max_value=MOST_PEOPLE, required=False
    )
    not_counted = _words(
        _("What is not counted in hours and costs?"),
        _("Such as: time of the participants, rooms that are there anyway."),
    )

    def whole(self) -> Whole:
        return Whole(**self.cleaned_data)

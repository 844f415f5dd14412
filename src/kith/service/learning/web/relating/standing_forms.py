"""The forms about how it stands: until when, and what comes nearest as a reason."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.service.learning.models import Member, Relationship
from kith.service.ui.web.fields import DayField

Reason = Relationship.EndReason


def _reasons() -> list[tuple[str, str | Promise]]:
    """The short list; the last one needs no reason."""
    said = [(value, label) for value, label in Reason.choices if value != Reason.NOT_SAID]
    return [*said, (Reason.NOT_SAID.value, _("I would rather not say"))]


class PauseForm(forms.Form):
    until = DayField(
        label=_("Until when?"),
        help_text=_("The last day of the pause. It goes on by itself the day after. For example, 31 3 2027."),
    )


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What comes nearest?"),
        help_text=_(
            "Nobody sees this beside a name. The people who run the programme see how many said what."
        ),
        choices=_reasons,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes nearest. It is only ever shown as counts.")},
    )


class LeavingForm(forms.Form):
    because = forms.ChoiceField(
        label=_("Why does the place end?"),
        help_text=_(
            "Only the people who run the programme read this, and the person themselves if they ask for their data."
        ),
        choices=Member.Leaving.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the place ends.")},
    )

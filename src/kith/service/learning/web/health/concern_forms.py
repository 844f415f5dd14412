from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.service.learning.domain.health.concerns import LONGEST
from kith.service.learning.models import Concern
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.people.models import Person


class ConcernForm(SentOnceForm):
    """What is not right. ``ways``: to whom it can go, and who that is by name."""

    to = forms.ChoiceField(label=gettext_lazy("Who should read it?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("What is not right?"),
        help_text=gettext_lazy("A sentence is enough. Please leave patients’ names out."),
        widget=forms.Textarea,
        max_length=LONGEST,
    )
    wants_new_partner = forms.ChoiceField(
        label=gettext_lazy("Would you like another partner?"),
        help_text=gettext_lazy(
            "They will try. It cannot be promised, and nothing is done before they have asked you."
        ),
        widget=forms.RadioSelect,
        choices=[("", gettext_lazy("No, or I do not know yet")), ("yes", gettext_lazy("Yes"))],
        required=False,
    )
    reach_by = forms.CharField(
        label=gettext_lazy("How may they reach you?"),
        help_text=gettext_lazy(
            "For example a telephone number and when to ring. Leave it empty for an answer here."
        ),
        max_length=300,
        required=False,
    )

    def __init__(
        self, *args: Any, ways: Mapping[str, Sequence[Person]], has_partner: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [(way, Concern.To(way).label) for way in ways]
        self.way_hints = {
            way: _("Read by %(names)s, and by nobody else.")
            % {"names": ", ".join(one.name for one in people)}
            for way, people in ways.items()
        }
        if len(ways) == 1:
            to.initial = next(iter(ways))
        if not has_partner:
            del self.fields["wants_new_partner"]

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        said = self.cleaned_data
        return {
            "to": said["to"],
            "text": said["text"],
            "wants_new_partner": said.get("wants_new_partner") == "yes",
            "reach_by": said["reach_by"],
            "sent_once": said["sent_once"],
        }


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Only they can read it. What you wrote before is replaced."),
        widget=forms.Textarea,
        max_length=LONGEST,
    )

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.programmes.learning import Framework
from kith.service.cohorts.models import Place
from kith.service.learning.domain.reflecting.evidence import (
    NOTE,
    TITLE,
    Sources,
    frameworks_of,
)
from kith.service.learning.web.reflecting.source_words import choices
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.ui.web.fields import choice_field
from kith.service.ui.web.wording import in_language

OF = "dimensions-"


class PieceForm(forms.Form):
    """A title, a note, and the dimensions of each of the programme's frameworks."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("As you would say it to somebody who does not know the programme."),
        required=False,
    )
    note = forms.CharField(
        label=_("What does it show? (optional)"), widget=forms.Textarea(attrs={"rows": 5}), required=False
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        self.frameworks = frameworks_of(place.cohort)
        for framework in self.frameworks:
            self.fields[OF + framework.key] = _dimensions(framework, self.initial.get("dimensions", []))

    @property
    def dimensions(self) -> list[str]:
        return [key for one in self.frameworks for key in self.cleaned_data.get(OF + one.key, [])]

    def clean_title(self) -> str:
        return str(self.cleaned_data["title"])[: TITLE * 4]

    def clean_note(self) -> str:
        return str(self.cleaned_data["note"])[: NOTE * 4]


class AddForm(SentOnceForm, PieceForm):
    source = forms.ChoiceField(label=_("What is it?"), required=False, widget=forms.Select)
    file = forms.FileField(
        label=_("Or a file of yours"),
        help_text=_(
            "Up to 10 MB. Leave out anything about patients, and anything that is not yours to keep."
        ),
        widget=forms.FileInput,
        required=False,
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, place: Place, sources: Sources, **kwargs: Any) -> None:
        super().__init__(*args, place=place, **kwargs)
        known = [
            (key, _("%(kind)s: %(words)s") % {"kind": kind, "words": words})
            for kind, rows in choices(place.cohort, sources)
            for key, words in rows
        ]
        choice_field(self, "source").choices = [("", _("Choose something")), *known]
        order = ["source", "file", "title", "note", *(OF + one.key for one in self.frameworks), "sent_once"]
        self.order_fields(order)


def _dimensions(framework: Framework, chosen: list[str]) -> forms.MultipleChoiceField:
    keys = [(f"{framework.key}:{one.key}", in_language(one.name)) for one in framework.dimensions]
    known = {key for key, _name in keys}
    return forms.MultipleChoiceField(
        label=in_language(framework.name),
        help_text=_("Which of these does it speak to? Tick as many as you like, or none."),
        choices=keys,
        initial=[key for key in chosen if key in known],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), help_text=_("The person reads it."), required=False)


class IssueForm(forms.Form):
    """For whom; the reason is needed before the programme's end, and for somebody who left."""

    places = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Why now? (only before the end of the programme, or for somebody who left)"),
        help_text=_("It is printed on the certificate."),
        required=False,
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code on the certificate"),
        help_text=_("For example, 7K2M-P9QX-4TRA"),
        max_length=60,
        error_messages={"required": _("Write the code that stands on the certificate.")},
    )

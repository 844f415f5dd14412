from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.foundation.faults import Fault, Faults, Where
from kith.service.core.models import Organisation
from kith.service.planning.domain.actions import MOST_DRAWS
from kith.service.ui.web.fields import choice_field

OWN = "own"


class NewForm(forms.Form):
    begin = forms.ChoiceField(label=_("What do you begin with?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Your files"),
        help_text=_(
            "Only for a scenario of your own: one zip with the scenario file (.toml) and the tables that it names, "
            "as “kith workforce template” writes them. At most 50 MB."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".zip,.toml"}),
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("So that you find it again, such as “Nurses and doctors to 2045”."),
        max_length=120,
    )
    of = forms.ChoiceField(label=_("Whose scenario is it?"), widget=forms.Select)

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[Organisation],
        templates: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._organisations = {str(one.pk): one for one in organisations}
        choice_field(self, "begin").choices = [*templates, (OWN, _("Files of your own"))]
        choice_field(self, "of").choices = [(key, one.name) for key, one in self._organisations.items()]
        self.fields["begin"].initial = templates[0][0]
        self.fields["of"].initial = next(iter(self._organisations))

    @property
    def organisation(self) -> Organisation:
        return self._organisations[self.cleaned_data["of"]]

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if said and said.get("begin") == OWN and not said.get("file"):
            self.add_error("file", _("Choose the zip with your files."))
        return said


class ChangeForm(forms.Form):
    text = forms.CharField(
        label=_("The scenario file"),
        help_text=_("TOML, the same as the command line reads."),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label=_("A table in the place of one of the same name, or a zip of several files"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.parquet,.toml,.zip"}),
    )
    reason = forms.CharField(
        label=_("Why you change it"),
        help_text=_("One sentence. It is kept with the change, under your name."),
        max_length=300,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class RunForm(forms.Form):
    draws = forms.IntegerField(
        label=_("Draws"),
        help_text=_("How often the uncertain numbers are drawn. 1,000 are enough for most decisions."),
        min_value=1,
        max_value=MOST_DRAWS,
        initial=1_000,
    )


class SaveForm(forms.Form):
    name = forms.CharField(label=_("Name of the new scenario"), max_length=120)


class CompareForm(forms.Form):
    other = forms.ChoiceField(label=_("With"), widget=forms.Select, required=False)

    def __init__(self, *args: Any, others: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "other").choices = list(others.items())


PREFIX = "lever-"


def pulls_in(said: Mapping[str, str], levers: Sequence[str]) -> dict[str, float] | None:
    """How far each lever is pulled by what was sent; ``None`` if nothing was sent of any.

    Raises KithError for whatever is not a number, all at once.
    """
    if not any(f"{PREFIX}{lever}" in said for lever in levers):
        return None
    faults, found = Faults(), {}
    for lever in levers:
        text = said.get(f"{PREFIX}{lever}", "").strip().replace(",", ".")
        try:
            found[lever] = float(text or 0)
        except ValueError:
            faults.extend([Fault("planning.not_a_number", Where(key=lever), {"value": text[:20]})])
    faults.raise_if_any()
    return found

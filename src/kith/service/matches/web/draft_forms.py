"""What a lead asks of a draft, and the rules as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.programmes.changed_rules import LONGEST
from kith.service.matches.domain.keeping import Keep
from kith.service.matches.web.forms import ReasonForm


class AgainForm(forms.Form):
    """Run again from a draft, near to it or afresh."""

    keep = forms.ChoiceField(
        label=_("Should people keep whom they have in this draft?"),
        choices=[
            ("", _("No, match everybody afresh")),
            (Keep.FREE, _("Where that costs nothing")),
            (Keep.SMALL, _("Where that costs little")),
            (Keep.MEDIUM, _("Where that costs something")),
            (Keep.STRONG, _("Wherever it is not dear")),
        ],
        required=False,
    )


class WhyNotForm(forms.Form):
    """Two people, one of each side."""

    def __init__(self, *args: Any, sides: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, (name, people) in zip(("left", "right"), sides, strict=True):
            self.fields[field] = forms.ChoiceField(label=name, choices=[("", _("Choose")), *people])


class CompareForm(forms.Form):
    def __init__(self, *args: Any, drafts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, label in (("first", _("One draft")), ("second", _("The other"))):
            self.fields[field] = forms.ChoiceField(label=label, choices=drafts)


class RulesFileForm(ReasonForm):
    rules = forms.CharField(
        label=_("Rules"),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        strip=False,
        max_length=LONGEST,
    )
    field_order = ("rules", "reason")

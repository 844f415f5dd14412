"""The forms about an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.programmes.capabilities import Clause
from kith.programmes.types import Definition
from kith.service.learning.domain.relating.writing import Draft, Own, Words, shared_clauses
from kith.service.learning.web.relating import clause_words
from kith.service.ui.web.fields import DayField

ROWS = 4


def _area(**given: Any) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": ROWS}), **given)


class OwnForm(forms.Form):
    goals = _area(
        label=_("Your goals"), help_text=_("What do you want from this? What do you want to be able to do?")
    )
    brings = _area(
        label=_("What you bring"), help_text=_("What can your partner learn from you, or see with you?")
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    @classmethod
    def of(cls, own: Own) -> OwnForm:
        return cls(initial={"goals": own.goals, "brings": own.brings, "seen": own.fingerprint})

    @property
    def own(self) -> Own:
        return Own(_plain(self.cleaned_data["goals"]), _plain(self.cleaned_data["brings"]))


class WordsForm(forms.Form):
    """A box for each clause that the programme asks for, the rules between the two, and the day."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, definition: Definition, data: Mapping[str, Any] | None = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.clauses = [clause.value for clause in shared_clauses(definition)]
        titles = clause_words.titles()
        for clause in shared_clauses(definition):
            hint = clause_words.guidance(clause, definition)
            self.fields[clause.value] = _area(label=titles[clause.value], help_text=hint)
        self.fields["ground_rules"] = _area(
            label=_("Your ground rules"), help_text=_("Anything else that you want to hold to.")
        )
        if Clause.REVIEW_DATE in definition.clauses:
            self.fields["review_on"] = DayField(
                label=_("When you look at it again"),
                required=False,
                help_text=_("You are both reminded on this day. For example, 31 3 2027."),
            )

    @classmethod
    def of(cls, definition: Definition, draft: Draft, usual: date | None) -> WordsForm:
        """``usual``: the day that the programme suggests, where they have chosen none."""
        fields = as_fields(draft)
        return cls(definition, initial=fields | {"review_on": fields["review_on"] or usual})

    @property
    def words(self) -> Words:
        given = self.cleaned_data
        return Words(
            {key: _plain(given[key]) for key in self.clauses},
            _plain(given["ground_rules"]),
            given.get("review_on"),
        )


def as_fields(draft: Draft) -> dict[str, Any]:
    """What the boxes of :class:`WordsForm` hold for a draft."""
    return {
        **draft.words.clauses,
        "ground_rules": draft.words.ground_rules,
        "review_on": draft.words.review_on,
        "number": draft.number,
        "seen": draft.revision,
    }


class ProposeForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SignForm(forms.Form):
    typed_name = forms.CharField(
        label=_("Type your name to sign"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def _plain(text: str) -> str:
    """As it was typed, with one kind of line ending; no database takes a NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kith.programmes.learning import MentorKind
from kith.service.cohorts.models import Place
from kith.service.learning.models import MentorRequestFor
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.ui.web.fields import choice_field


class AskForm(SentOnceForm):
    """Who is asked, as what, and for whom."""

    kind = forms.ChoiceField(label=_("As what?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("The mentor’s name"), max_length=150)
    email = forms.EmailField(label=_("The mentor’s e-mail address"))
    mentees = forms.MultipleChoiceField(
        label=_("For whom?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    is_sure = forms.BooleanField(
        label=_("I have spoken with them, and they have time for so many people"), required=False
    )

    def __init__(
        self, *args: Any, kinds: Sequence[MentorKind], places: Sequence[Place], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.places = {str(place.pk): place for place in places}
        choice_field(self, "kind").choices = [(one.key, one.name.in_language(language)) for one in kinds]
        choice_field(self, "mentees").choices = [
            (key, place.person.name) for key, place in self.places.items()
        ]

    @property
    def chosen(self) -> list[Place]:
        return [self.places[key] for key in self.cleaned_data["mentees"]]


class AnswerForm(forms.Form):
    """A mentor's answer. Of several people they may take some."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=(("yes", _("Yes, I will")), ("no", _("No, I cannot this time"))),
        widget=forms.RadioSelect,
    )
    mentees = forms.MultipleChoiceField(
        label=_("Whom will you mentor?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, asked_for: Sequence[MentorRequestFor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place_ids = {str(row.place_id): row.place_id for row in asked_for}
        if len(asked_for) > 1:
            field = choice_field(self, "mentees")
            field.choices = [(str(row.place_id), row.place.person.name) for row in asked_for]
            field.initial = list(self.place_ids)
        else:
            del self.fields["mentees"]

    @property
    def chosen(self) -> list[Any]:
        if "mentees" not in self.fields:
            return list(self.place_ids.values())
        return [self.place_ids[key] for key in self.cleaned_data["mentees"]]

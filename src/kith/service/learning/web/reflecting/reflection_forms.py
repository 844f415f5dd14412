from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Place
from kith.service.learning.domain.reflecting.reading import prompts_for
from kith.service.learning.domain.reflecting.sharing import Choice
from kith.service.learning.models import Goal, ReflectionShare
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.ui.web.fields import DayField, choice_field
from kith.service.ui.web.wording import in_language

With = ReflectionShare.With


class WriteForm(SentOnceForm):
    """One entry. Whose it is, what it answers and which version was seen go with it, unseen."""

    prompt = forms.ChoiceField(
        label=_("What do you want to write about?"), required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What you write"),
        help_text=_("Only you can read it. You can share it with somebody after you have saved it."),
        widget=forms.Textarea(attrs={"rows": 14}),
        required=False,
        strip=False,
    )
    writer = forms.CharField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    place = forms.UUIDField(widget=forms.HiddenInput, required=False)
    meeting = forms.UUIDField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    """The question that was not for choosing, so that it still is not when the form comes back."""

    def __init__(self, *args: Any, place: Place, fixed: str | None = None, **kwargs: Any) -> None:
        """``fixed``: the question that is answered (``""`` for none), when it is not for choosing."""
        kwargs["initial"] = {"place": place.pk} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        prompts = prompts_for(place)
        self.fixed = fixed
        choices = [(one.key, in_language(one.words)) for one in prompts]
        choice_field(self, "prompt").choices = [*choices, ("", _("Something else"))]
        if fixed is not None or not prompts:
            known = {key for key, _words in choices}
            extra = [] if fixed in known or not fixed else [(fixed, fixed)]
            choice_field(self, "prompt").choices = [*choices, *extra, ("", "")]
            self.fields["prompt"].widget = forms.HiddenInput()
            self.fields["prompt"].initial = self.initial["prompt"] = fixed or ""
            self.initial["asked"] = fixed or ""


class ShareForm(forms.Form):
    """Each choice says by name who will read it."""

    who = forms.ChoiceField(
        label=_("Who do you want to let read this entry?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it, or go back without sharing.")},
    )

    def __init__(self, *args: Any, choices: list[Choice], words: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "who").choices = [(one.key, words[one.key]) for one in choices]


class GoalForm(SentOnceForm):
    words = forms.CharField(
        label=_("What do you want to get to?"),
        help_text=_("One sentence, such as “I can explain how a budget is made”. All of you see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    by_when = DayField(label=_("By when? (optional)"), help_text=_("For example, 31 3 2027"), required=False)


class StepForm(SentOnceForm):
    progress = forms.ChoiceField(
        label=_("How far have you come?"),
        choices=Goal.Progress.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how far you have come: choose one from the list.")},
    )
    note = forms.CharField(
        label=_("A short note (optional)"),
        help_text=_("All of you see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

"""The three questions about what may be done with one's answers, as a form. Nothing is chosen beforehand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.people.domain.consents import current_wording
from kith.service.people.models import Consent
from kith.service.surveys.domain.uses import Use

YES, NO = "yes", "no"


class UsesForm(forms.Form):
    """What somebody said before stands in it only where they come back to change it."""

    def __init__(self, *args: Any, said: dict[Use, Consent] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for use in Use:
            wording = current_wording(use)
            known = (said or {}).get(use)
            self.fields[use.field] = forms.ChoiceField(
                label=wording.title.in_language(language),
                help_text=wording.words.in_language(language),
                widget=forms.RadioSelect,
                choices=[(YES, _("Yes")), (NO, _("No"))],
                initial=None if known is None else YES if known.is_given else NO,
                required=False,  # the action says what is missing: after a first no, nothing else is
            )

    @property
    def said(self) -> dict[Use, bool]:
        """Each use that was answered."""
        answers = {use: self.cleaned_data[use.field] for use in Use}
        return {use: answer == YES for use, answer in answers.items() if answer}

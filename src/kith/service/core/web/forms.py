from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class HistoryForm(forms.Form):
    """What to look for in the history. Nothing is required."""

    action = forms.ChoiceField(label=_("What was done"), required=False)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("To"), required=False)

    def __init__(self, *args: Any, actions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [("", _("Anything")), *((action, action) for action in actions)]
        self.fields["action"] = forms.ChoiceField(label=_("What was done"), required=False, choices=known)

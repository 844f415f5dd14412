from __future__ import annotations

from uuid import uuid4

from django import forms


class SentOnceForm(forms.Form):
    """A form with a key of its own, so that sent twice it is done once."""

    sent_once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

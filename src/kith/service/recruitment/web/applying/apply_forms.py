from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.recruitment.domain.applying.starting import NAME_LIMIT
from kith.service.recruitment.models import ManagerPermission


class StartForm(forms.Form):
    name = forms.CharField(
        label=_("Your full name"),
        error_messages={"required": _("Enter your full name.")},
        max_length=NAME_LIMIT,
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link with which you fill in the application. You need no account."),
        error_messages={"required": _("Enter your e-mail address.")},
        widget=forms.EmailInput,
        max_length=254,
    )


class GiverForm(forms.Form):
    """Who can give a permission."""

    name = forms.CharField(
        label=_("Their full name"), error_messages={"required": _("Enter their full name.")}, max_length=150
    )
    email = forms.CharField(
        label=_("Their work e-mail address"),
        error_messages={"required": _("Enter their e-mail address.")},
        widget=forms.EmailInput,
        max_length=254,
    )
    position = forms.CharField(
        label=_("Their position"),
        help_text=_("For example “ward manager” or “clinical director, surgery”."),
        error_messages={"required": _("Enter their position.")},
        max_length=150,
    )

    def __init__(self, *args: Any, row: ManagerPermission | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row is not None:
            for field in ("name", "email", "position"):
                self.fields[field].initial = getattr(row, field)

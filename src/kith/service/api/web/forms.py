"""What a person says of a token they want."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.api.domain.scopes import SCOPES
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import Organisation
from kith.service.ui.web.fields import choice_field

ANYWHERE = ""


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Which program will use it?"),
        max_length=80,
        error_messages={"required": _("Say which program will use it.")},
        help_text=_("So that you know it again. For example, “monthly figures for the board”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may the program read?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that the program may read.")},
        help_text=_("Choose as little as it needs. It never sees more than you do on that day."),
    )
    organisation = forms.ChoiceField(
        label=_("Of which organisation?"), widget=forms.RadioSelect, required=False
    )
    days = forms.ChoiceField(
        label=_("How long should it work?"),
        widget=forms.RadioSelect,
        choices=[
            ("30", _("30 days")),
            ("90", _("90 days")),
            ("180", _("180 days")),
            ("365", _("One year")),
        ],
        initial="90",
        error_messages={"required": _("Choose how long it should work.")},
        help_text=_("After that it opens nothing, and you make a new one."),
    )

    def __init__(
        self, *args: Any, scopes: Sequence[Permission], organisations: Iterable[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._organisations = {str(one.pk): one for one in organisations}
        choice_field(self, "scopes").choices = [(str(scope), SCOPES[scope]) for scope in scopes]
        choice_field(self, "organisation").choices = [
            (ANYWHERE, _("Every organisation in which I have a role")),
            *((key, one.name) for key, one in self._organisations.items()),
        ]

    @property
    def wanted_scopes(self) -> tuple[Permission, ...]:
        return tuple(Permission(scope) for scope in self.cleaned_data["scopes"])

    @property
    def wanted_organisation(self) -> Organisation | None:
        return self._organisations.get(self.cleaned_data["organisation"])

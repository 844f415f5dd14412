"""What people type about themselves and about roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.permissions import ROLE_TABLE, Role
from kith.service.people.models import Membership
from kith.service.people.web.own_presenters import LANGUAGE_NAMES
from kith.service.ui.web.fields import DayField, ZoneField, choice_field

BAD_ADDRESS = _("Enter an e-mail address in the right form, like name@example.org.")


class DetailsForm(forms.Form):
    name = forms.CharField(
        label=_("Full name"), max_length=150, error_messages={"required": _("Enter your full name.")}
    )
    preferred_name = forms.CharField(
        label=_("What people call you (optional)"),
        max_length=80,
        required=False,
        help_text=_("We use it when we write to you."),
    )
    language = forms.ChoiceField(label=_("Language of pages and e-mails"), choices=settings.LANGUAGES)
    time_zone = ZoneField(help_text=_("Times are shown as they are in this place."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].widget = forms.RadioSelect(choices=list(LANGUAGE_NAMES.items()))


class RoleForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": _("Enter the person’s e-mail address."), "invalid": BAD_ADDRESS},
    )
    name = forms.CharField(
        label=_("Full name"),
        max_length=150,
        error_messages={"required": _("Enter the person’s full name.")},
        help_text=_("If they have an account already, they keep the name they use there."),
    )
    role = forms.ChoiceField(
        label=_("Role"), widget=forms.RadioSelect, error_messages={"required": _("Choose a role.")}
    )
    starts_on = DayField(
        label=_("First day (optional)"), required=False, help_text=_("Empty means from now on.")
    )
    ends_on = DayField(
        label=_("Last day (optional)"), required=False, help_text=_("Empty means until you end it.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "role").choices = [
            (value, ROLE_TABLE[Role(value)].name) for value in Membership.OrganisationRole.values
        ]


class EndRoleForm(forms.Form):
    last_day = DayField(
        label=_("Last day (optional)"), required=False, help_text=_("Empty means it ends at once.")
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why must the organisation keep it?"),
        max_length=400,
        widget=forms.Textarea,
        error_messages={"required": _("Say why the organisation must keep it.")},
        help_text=_("The person reads these words."),
    )

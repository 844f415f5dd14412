"""allauth's sign-in forms, with our way of finding a person by address."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, LoginForm, RequestLoginCodeForm, ResetPasswordForm
from allauth.core import context, ratelimit
from django.utils.translation import gettext_lazy as _

from kith.service.people.domain.addresses import ensure_main_address
from kith.service.people.domain.queries import person_by_address


class SignInForm(LoginForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["password"].label = _("Password")


class AskForCodeForm(RequestLoginCodeForm):
    """An address that nobody has proved is nobody's here; the answer is the same for known and unknown."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("too_many_login_attempts")
        person = person_by_address(email)
        self._user = person if person is not None and person.is_active else None
        if self._user is not None:
            ensure_main_address(self._user)
        return email


class AddAddressForm(AddEmailForm):
    """The label stands in the error summary too, so it is the page's own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")


class AskForPasswordForm(ResetPasswordForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")

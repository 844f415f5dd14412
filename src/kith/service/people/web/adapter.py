"""What allauth asks us: nobody signs up, mails leave their history in the outbox, secrets are encrypted."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation
from django.utils.crypto import salted_hmac

from kith.service.core.models import Link
from kith.service.people.domain import account_mail_words as words
from kith.service.people.domain.account_mail import AccountMail, send_account_mail
from kith.service.people.domain.addresses import adopt_unused_account
from kith.service.people.domain.queries import person_by_address
from kith.service.people.models import Person
from kith.service.people.web.sign_in_link import link_address

UNSAID = frozenset({"account/messages/logged_in.txt", "account/messages/login_code_sent.txt"})
"""What the page shows anyway, and in words that do not claim that an account exists."""


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        is_by_the_way = (
            message_template == "account/messages/email_confirmed.txt" and not request.user.is_authenticated
        )
        if message_template not in UNSAID and not is_by_the_way:
            super().add_message(request, level, message_template, *args, **kwargs)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Only where the account is signed in that the address was added to: else somebody could add
        another's address and wait for them to press the button."""
        if request.user.pk != email_address.user_id:
            raise ImmediateHttpResponse(redirect_to_login(request.get_full_path()))
        with transaction.atomic():
            adopt_unused_account(email_address)
            return bool(super().confirm_email(request, email_address))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = self._receiver(email, context)
        language = person.language if person else translation.get_language()
        with translation.override(language):
            mail, link = self._words(template_prefix, email, context, person)
        send_account_mail(mail, person=person, address=email, language=language, link=link)

    def _receiver(self, email: str, context: dict[str, Any]) -> Person | None:
        user = context.get("user")
        if isinstance(user, Person):
            return user
        claimed = EmailAddress.objects.filter(email=email.lower()).select_related("user").first()
        return person_by_address(email) or (claimed.user if claimed else None)

    def _words(
        self, template_prefix: str, email: str, context: dict[str, Any], person: Person | None
    ) -> tuple[AccountMail, Link | None]:
        called = person.called if person else email
        if template_prefix == "account/email/login_code" and person is not None:
            minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
            link, address = link_address(self.request, person)
            return words.sign_in(name=called, code=context["code"], link=address, minutes=minutes), link
        if template_prefix.startswith("account/email/email_confirmation"):
            return words.prove_address(name=called, link=context["activate_url"]), None
        if template_prefix == "account/email/password_reset_key":
            return words.new_password(name=called, link=context["password_reset_url"]), None
        if template_prefix == "account/email/account_already_exists":
            return words.has_own_account(), None
        # Notices (a password was changed, a key was added): allauth's words, which hold no secret.
        notice = self.render_mail(
            template_prefix, email, {"request": self.request, "email": email, **context}
        )
        purpose = "people.notice." + template_prefix.rpartition("/")[2]
        return AccountMail(purpose[:60], str(notice.subject), str(notice.body), str(notice.body)), None


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP secrets stand encrypted, so a stolen database alone does not give the second factor away."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    secret = salted_hmac("kith.people.second_factor", "", secret=settings.SECRET_KEY, algorithm="sha256")
    return Fernet(base64.urlsafe_b64encode(secret.digest()))

"""What the mails about an account say."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kith.service.people.domain.account_mail import AccountMail

HIDDEN = "••••••"


def sign_in(*, name: str, code: str, link: str, minutes: int) -> AccountMail:
    """The code and the link stand in one mail: whichever is easier."""

    def text(code: str, link: str) -> str:
        return _(
            "Hello %(name)s,\n\n"
            "Somebody, we hope you, asked to sign in to Kith.\n\n"
            "Open this address and choose Continue:\n%(link)s\n\n"
            "Or type this code on the page where you asked:\n%(code)s\n\n"
            "Both work once, and stop working after %(minutes)d minutes. "
            "If you did not ask, you need do nothing. Never give the code to anybody."
        ) % {"name": name, "link": link, "code": code, "minutes": minutes}

    return AccountMail("people.sign_in", _("Sign in to Kith"), text(code, link), text(HIDDEN, HIDDEN))


def prove_address(*, name: str, link: str) -> AccountMail:
    def text(link: str) -> str:
        return _(
            "Hello %(name)s,\n\n"
            "This address was added to your Kith account. To show that it is yours, open:\n%(link)s\n\n"
            "The link works for 3 days. If you did not add it, you need do nothing: it will not be used."
        ) % {"name": name, "link": link}

    return AccountMail("people.prove_address", _("Is this your e-mail address?"), text(link), text(HIDDEN))


def has_own_account() -> AccountMail:
    """To an address that somebody tried to add to another account."""
    text = _(
        "Hello,\n\n"
        "Somebody tried to add this address to their Kith account. It has a Kith account of its own.\n\n"
        "If that was you, answer the person who invited you and ask for the two accounts to be joined. "
        "If not, you need do nothing: nothing has changed."
    )
    return AccountMail("people.has_own_account", _("This address has its own Kith account"), text, text)


def new_password(*, name: str, link: str) -> AccountMail:
    def text(link: str) -> str:
        return _(
            "Hello %(name)s,\n\n"
            "Somebody, we hope you, asked for a new password for Kith. To choose one, open:\n%(link)s\n\n"
            "If you did not ask, you need do nothing: your password stays as it is."
        ) % {"name": name, "link": link}

    return AccountMail("people.new_password", _("Choose a new password"), text(link), text(HIDDEN))

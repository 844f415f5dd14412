"""The language of a page behind a personal link."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


class Receiver(Protocol):
    language: str


def speak_to(request: HttpRequest, receiver: Receiver) -> None:
    """Go on in the language of the mail that the link came in, unless a language was chosen in this browser.

    A hospital's computers ask for English whoever sits at them. Somebody signed in has their own already.
    """
    is_chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
    if not is_chosen and receiver.language in dict(settings.LANGUAGES):
        translation.activate(receiver.language)
        request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]

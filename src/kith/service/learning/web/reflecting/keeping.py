"""So that nothing is lost that somebody wrote: when their session has ended, when the entry was deleted in another
window, when the page stood open for days.

Each form carries a mark that only this service can make and that says for whom the form was made. It stands in for
the usual token, which changes whenever the person signs in again in another window, and would then refuse the text.
What a signed-out browser sends is kept in that browser's session, encrypted, for the marked person alone.
"""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from kith.service.people.models import Person

View = Callable[..., HttpResponseBase]
MARK = "writer"
SALT = "kith.learning.reflecting"
MARK_DAYS = 30
KEPT = "learning.kept"
KEPT_HOURS = 12
AT_ONCE = 5
"""So many texts are kept for one browser; the oldest makes room."""
MOST_CHARACTERS = 100_000
MOST_OF_A_KEY = 64
FIELDS = ("text", "place", "prompt", "meeting", "sent_once", "revision")


def mark_for(person: Person) -> str:
    return signing.dumps(str(person.pk), salt=SALT)


def marked(request: HttpRequest) -> str | None:
    """For whom the form that was sent was made; None when it is not a form of ours, or too old."""
    try:
        return str(signing.loads(request.POST.get(MARK, ""), salt=SALT, max_age=MARK_DAYS * 24 * 60 * 60))
    except signing.BadSignature:
        return None


def device_key(person: Person) -> str:
    """Under which a browser keeps this person's texts: it tells nothing, and is never another's."""
    return salted_hmac(SALT, str(person.pk)).hexdigest()[:16]


def unkept(view: View) -> View:
    """No browser keeps the page: on a ward's computer the next person would find it with the back button."""

    @functools.wraps(view)
    def private(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        response = view(request, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return private


def nothing_lost(view: View) -> View:
    """Around the doors of a form in which somebody wrote for ten minutes."""

    @csrf_exempt
    @sensitive_post_parameters("text")
    @unkept
    @functools.wraps(view)
    def kept(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, **kwargs)
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            # Of another site's page: nothing is kept of it, and no session of its own takes the place of one's own.
            return _give_back(request)
        whose = marked(request)
        if not request.user.is_authenticated:
            if whose is not None:
                return _keep(request, whose)
            # A form that stood open for a month has words in it; anything else is shown to the door.
            return _give_back(request) if _has_words(request) else view(request, **kwargs)
        if whose is not None and whose != str(request.user.pk):
            return _give_back(request)
        try:
            return view(request, **kwargs)
        except Http404:
            if whose is None:
                raise
        try:
            return _anew(request)
        except Http404:  # they have left the programme meanwhile
            return _give_back(request)

    return kept


def texts_kept(request: HttpRequest) -> list[dict[str, str]]:
    """What this browser sent while nobody was signed in, and the person who has now signed in had written."""
    found = [_opened(one) for one in request.session.get(KEPT, [])]
    return [one for one in found if one is not None and one["person"] == str(request.user.pk)]


def forget_kept(request: HttpRequest) -> None:
    """It is saved now: the form says which it was by its own key."""
    kept = request.session.get(KEPT)
    if not kept:
        return
    mine = [
        one
        for one in kept
        if (text := _opened(one)) is not None and text["sent_once"] != request.POST.get("sent_once", "")
    ]
    request.session[KEPT] = mine


def _has_words(request: HttpRequest) -> bool:
    return MARK in request.POST and bool(request.POST.get("text", "").strip())


def _keep(request: HttpRequest, whose: str) -> HttpResponse:
    longest = dict.fromkeys(FIELDS, MOST_OF_A_KEY) | {"text": MOST_CHARACTERS}
    sent = {name: request.POST.get(name, "")[:most] for name, most in longest.items()}
    text = json.dumps({**sent, "person": whose, "address": request.path})
    known = [one for one in request.session.get(KEPT, []) if _same(one, sent["sent_once"]) is False]
    request.session[KEPT] = [*known[1 - AT_ONCE :], _box().encrypt(text.encode()).decode()]
    return redirect_to_login(reverse("learning:kept"))


def _same(kept: str, sent_once: str) -> bool:
    found = _opened(kept)
    return found is not None and found["sent_once"] == sent_once


def _opened(kept: str) -> dict[str, str] | None:
    try:
        found: dict[str, str] = json.loads(_box().decrypt(kept.encode(), ttl=KEPT_HOURS * 60 * 60))
    except InvalidToken:
        return None
    return found


def _give_back(request: HttpRequest) -> HttpResponse:
    """It cannot be told whose it is, so it is saved as nobody's: the browser that sent it shows it, to be copied."""
    return render(request, "learning/given_back.html", {"text": request.POST.get("text", "")}, status=422)


def _anew(request: HttpRequest) -> HttpResponse:
    """The entry is gone: the page for a new one shows what was written."""
    from kith.service.learning.web.reflecting.reflection_views import write_instead

    return write_instead(request)


def _box() -> Fernet:
    secret = salted_hmac(SALT, "", secret=settings.SECRET_KEY, algorithm="sha256")
    return Fernet(base64.urlsafe_b64encode(secret.digest()))


def as_uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None

"""Answering without a line: the page that a device keeps, its worker, and what arrives from it later.

Only by personal link: the link is what a device proves itself with days later, and what its worker is limited to.
Somebody signed in gets a link of their own for it.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.foundation.provenance import canonical_json
from kith.service.core.domain.links import issue_link
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import SignedInRequest, by_link, public, requires
from kith.service.core.web.receivers import speak_to
from kith.service.surveys.domain.files.reading import asks_for_files
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.offline.delivering import Came, deliver
from kith.service.surveys.domain.offline.reading import MOST_BYTES, read_delivery
from kith.service.surveys.models import Invitation
from kith.service.surveys.web.answering_views import invited_by_link, is_open, may_be_asked, page_context
from kith.service.surveys.web.offline.devices import faults_json, form_data, screens, worker_data

ANSWERED_WITH = {
    Came.RECEIVED: 200,
    Came.ALREADY: 200,
    Came.TAKEN_BACK: 200,
    Came.DIFFERS: 409,
    Came.ANOTHER: 409,
    Came.CHANGED: 409,
    Came.FAULTS: 422,
}
REFUSED = {
    "surveys.delivery_damaged": ("damaged", 400),
    "surveys.delivery_too_large": ("over", 413),
    "surveys.not_agreed": ("not_agreed", 403),
    "surveys.closed_for_answers": ("closed", 410),
    "core.link.unknown": ("over", 404),
}


@by_link
@require_GET
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """All screens at once, with nobody's answers: a device keeps it and fills it in by itself."""
    invitation, way = invited_by_link(secret)
    if not is_open(invitation) or not may_be_asked(invitation):
        return redirect(way.start)
    _speak(request, invitation)
    context = {
        **page_context(invitation),
        "questionnaire": form_data(invitation, way),
        "screens": screens(invitation),
        "has_files": asks_for_files(instrument_of(invitation.wave)),
    }
    return render(request, "surveys/device.html", context)


@public
@require_GET
def worker(request: HttpRequest, secret: str) -> HttpResponse:
    """The worker's own words; its address limits it to the pages of this link. It tells nothing about anybody.

    A link that opens nothing any more, or a wave that has closed, is given a worker that ends itself.
    """
    try:
        invitation, _way = invited_by_link(secret)
        wanted = invitation if is_open(invitation) and may_be_asked(invitation) else None
        if wanted is not None:
            _speak(request, wanted)
    except KithError:
        wanted = None
    told, script = (
        canonical_json(one) for one in (worker_data(secret, wanted), static("ui/build/worker.js"))
    )
    words = f"self.KITH = {told};\nimportScripts({script});\n"
    response = HttpResponse(words, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    return response


@by_link
@require_http_methods(["GET", "POST"])
def deliver_answers(request: HttpRequest, secret: str) -> HttpResponse:
    """Asked first for the token that a form would have; then given everything that was answered."""
    try:
        invitation, way = invited_by_link(secret)
        _speak(request, invitation)
        if request.method == "GET":
            return JsonResponse({"token": get_token(request)})
        delivery = read_delivery(request.read(MOST_BYTES + 1))
        way.note_use()
        done = deliver(by=way.actor, invitation=invitation, delivery=delivery)
    except KithError as refused:
        came, status = REFUSED.get(refused.faults[0].code, ("over", 410))
        return JsonResponse({"came": came, "sentences": sentences(refused.faults, _)}, status=status)
    said = {
        "came": done.came,
        "standing": done.standing,
        "faults": faults_json(invitation, done.faults),
    }
    return JsonResponse(said, status=ANSWERED_WITH[done.came])


@requires(Permission.TAKE_PART, on="invitation")
@require_POST
def own_link(request: SignedInRequest, invitation: Invitation, **kwargs: str) -> HttpResponse:
    """For somebody signed in: a link of their own, so that what this device keeps can be sent when they no longer are."""
    _link, path = issue_link(
        purpose=LinkPurpose.ANSWER_WAVE,
        subject=invitation,
        person_id=invitation.place.person_id,
        expires=invitation.wave.closes_at,
    )
    return redirect(path)


def _speak(request: HttpRequest, invitation: Invitation) -> None:
    """In the person's language, or the one that the page was asked for in when no cookie comes with it."""
    speak_to(request, invitation.place.person)
    wanted = request.GET.get("language")
    if wanted in dict(settings.LANGUAGES):
        translation.activate(wanted)
        request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]


__all__ = ["deliver_answers", "own_link", "page", "worker"]

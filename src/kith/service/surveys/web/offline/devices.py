"""What the pages of a personal link give a device, so that it can go on when the line drops, and let go once all is sent."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith import __version__
from kith.foundation.faults import Fault
from kith.foundation.messages import catalogue
from kith.foundation.messages.questionnaires import ANSWERS
from kith.foundation.provenance import hash_value
from kith.foundation.words import Text
from kith.questionnaires.device import device_form
from kith.questionnaires.responses import base_key
from kith.service.surveys.domain.answering import Sitting
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.models import Invitation
from kith.service.ui.web.questionnaire import bare_controls, fault_sentence, typed_answers
from kith.service.ui.web.ways import Way

FILES = (
    "ui/build/kith.css",
    "ui/build/kith.js",
    "ui/build/supported.js",
    "ui/build/offline.js",
    "ui/kith.svg",
)
"""What the kept page is made of, besides itself."""


class Then(StrEnum):
    """What a device does with a page that the server made."""

    KEEP = "keep"
    """Get ready: the page for a line that drops, and the answers so far."""
    DONE = "done"
    """Let go of everything, unless something was not sent yet."""
    FORGET = "forget"
    """Let go of everything."""


def device_data(
    invitation: Invitation, way: Way, then: Then, seen: Sitting | None = None
) -> dict[str, object] | None:
    """The block that the page's script reads. None for somebody signed in: a device keeps answers by link alone."""
    if way.actor.link is None:
        return None
    found: dict[str, object] = {"scope": way.start, "then": then.value}
    if then is Then.KEEP and seen is not None:
        found |= {
            "worker": reverse("surveys:device_worker", args=[way.key]),
            "instrument": seen.instrument.sha256,
            "answers": typed_answers(seen.answers.without(_files_in(seen))),
            "base": hash_value(seen.answers.to_json()) if seen.answers else "",
        }
    return found


def _files_in(seen: Sitting) -> frozenset[str]:
    """Fields of files: a device can neither change nor send them, and those that were sent stand."""
    keys = {item.key for item in seen.instrument.items if item.is_file}
    return frozenset(name for name in seen.answers if base_key(name) in keys)


def own_link_href(invitation: Invitation, way: Way) -> str | None:
    """Where somebody signed in gets a link of their own, to answer on this device."""
    return reverse("surveys:own_link", args=[invitation.pk]) if way.actor.link is None else None


def worker_data(secret: str, invitation: Invitation | None) -> dict[str, object]:
    """What the worker is told: which files, which page, which version. Without an invitation, to end itself."""
    if invitation is None:
        return {"version": "", "files": [], "page": "", "isOver": True}
    language = get_language() or "en"
    files = [static(name) for name in FILES]
    page = f"{reverse('surveys:device_page', args=[secret])}?language={language}"
    parts = [__version__, settings.ENVIRONMENT, files, language, invitation.wave.instrument_sha256]
    return {"version": hash_value(parts)[:16], "files": files, "page": page, "isOver": False}


def form_data(invitation: Invitation, way: Way) -> dict[str, object]:
    """The questionnaire's rules and words for the kept page: nobody's answers, nobody's name."""
    language = get_language() or "en"
    return {
        "scope": way.start,
        "form": device_form(instrument_of(invitation.wave), language),
        "words": {
            "faults": {code: _(catalogue()[code]) for code in ANSWERS},
            "error": _("Error:"),
            "whereabouts": _("Page {number} of about {count}"),
            "yes": _("Yes"),
            "no": _("No"),
            "declined": _("Prefer not to say"),
            "not_answered": _("Not answered"),
            "status": _status(),
        },
    }


def _status() -> dict[str, str]:
    return {
        "kept": _("Kept on this device, not sent yet."),
        "no_line": _("There is no line. Your answers are kept on this device and will be sent when there is one."),
        "not_now": _("Your answers could not be sent just now. They are kept on this device, which tries again by itself."),
        "damaged": _("Your answers did not arrive whole, so none were taken. This device keeps them and sends them again."),
        "sending": _("Sending …"),
        "received": _("Sent. Nothing is kept on this device any more."),
        "already": _("Sent: your answers had arrived before. Nothing is kept on this device any more."),
        "taken_back": _("Nothing was sent, because you took these answers back. Nothing is kept on this device any more."),
        "not_taken": _("Your answers were not taken yet. They are still kept on this device."),
        "copied": _("Copied."),
        "cleared": _("This device is clear: nothing of this questionnaire is kept on it."),
    }  # fmt: skip


def screens(invitation: Invitation) -> list[dict[str, object]]:
    """Every page with its empty controls, for the templates that the device copies."""
    language = get_language() or "en"

    def said(text: Text | None) -> str:
        return text.in_language(language) if text else ""

    return [
        {
            "key": page.key,
            "title": said(page.title),
            "intro": said(page.intro),
            "controls": bare_controls(page),
        }
        for page in instrument_of(invitation.wave).pages
    ]


def faults_json(invitation: Invitation, faults: Sequence[Fault]) -> list[dict[str, str]]:
    """Each refusal by its field, in the reader's language."""
    instrument = instrument_of(invitation.wave)
    language = get_language() or "en"
    return [
        {
            "field": fault.where.key or "",
            "code": fault.code,
            "sentence": fault_sentence(instrument, fault, language),
        }
        for fault in faults
    ]

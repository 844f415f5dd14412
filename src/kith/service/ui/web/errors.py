"""What a person reads when something went wrong, with a reference to quote. Works without a database."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kith.service.core.domain.bugs import log_bug
from kith.service.ui.web.shell import bare_shell

log = logging.getLogger("kith.errors")


def _page(status: int, title: str, paragraphs: list[str], *, reference: str = "") -> HttpResponse:
    # Rendered without the request: the session, the database or a context processor may be what failed.
    words = {"title": title, "paragraphs": paragraphs, "reference": reference, "shell": bare_shell()}
    return HttpResponse(render_to_string("ui/error.html", words), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        400,
        _("We could not read that request"),
        [_("Go back and try again. If you followed a link, check that it is complete.")],
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        403,
        _("You cannot do this with your role"),
        [
            _(
                "Your role lets you see this, but not do it. "
                "Ask the programme lead, who can do it or give you the role."
            )
        ],
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        404,
        _("Page not found"),
        [
            _(
                "If you typed the address, check that it is correct. "
                "If you pasted it, check that you copied all of it."
            ),
            _("If you expected to see something here, sign in with the account it was shared with."),
        ],
    )


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """allauth's limits on guessing end here."""
    return _page(
        429, _("Too many tries"), [_("Wait five minutes, then try again. This protects your account.")]
    )


def server_error(request: HttpRequest) -> HttpResponse:
    reference = log_bug(log, f"{request.method} {request.path}")
    return _page(
        500,
        _("Sorry, there is a problem with the service"),
        [
            _("Nothing you saved before is lost. Try again later."),
            _("If it happens again, tell whoever runs the service and quote the reference."),
        ],
        reference=reference,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        403,
        _("This page was open too long"),
        [
            _("We could not be sure that this came from you, so nothing was changed."),
            _("Go back, reload the page and send it again. Cookies must be allowed for this address."),
        ],
    )

"""The link beside the sign-in code. Opening it does nothing (mail scanners open all); Continue signs in.

It goes through allauth's own sign-in, so a second factor is asked for as with the code.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from kith.foundation.faults import KithError
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute, issue_link, open_link, use_link
from kith.service.core.models import Link, LinkPurpose, Mail
from kith.service.core.web.access import by_link
from kith.service.people.domain.queries import person_by_id
from kith.service.people.models import Person


def link_address(request: HttpRequest | None, person: Person) -> tuple[Link, str]:
    """A new link for the mail, which leads where the person was going."""
    link, path = issue_link(
        purpose=LinkPurpose.SIGN_IN,
        subject=person,
        person_id=person.pk,
        expires=timezone.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
        single_use=True,
    )
    following = get_next_redirect_url(request) if request is not None else None
    return link, absolute(path) + (f"?{urlencode({'next': following})}" if following else "")


@never_cache
@by_link
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        link = open_link(secret, purpose=LinkPurpose.SIGN_IN, now=timezone.now())
        if request.method == "POST":
            return _sign_in(request, link)
    except KithError:
        # Forged, used, too old: one answer, with the way on.
        return render(request, "people/sign_in_link_over.html", status=410)
    context = {"next": get_next_redirect_url(request) or ""}
    return render(request, "people/sign_in_link.html", context)


def _sign_in(request: HttpRequest, link: Link) -> HttpResponse:
    assert link.person_id is not None  # a sign-in link is always somebody's
    person = person_by_id(link.person_id)
    with transaction.atomic():
        use_link(link, now=timezone.now())
        audit.record(by=Actor.of_link(link), action="people.use_sign_in_link", subject=person)
    sent_to = Mail.objects.filter(secret_link=link).values_list("to_address", flat=True).first()
    clear_login(request)
    if sent_to is not None:
        verify_email_indirectly(request, person, sent_to)
    record_authentication(request, person, method="code", email=sent_to)
    return perform_login(
        request, Login(user=person, email=sent_to, redirect_url=get_next_redirect_url(request))
    )

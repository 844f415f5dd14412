"""The peers: the least that a page can be, behind the same server and the same middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.service.core.models import Organisation


def plain(request: HttpRequest) -> HttpResponse:
    """One query in all: nobody is signed in, and nothing is rendered."""
    return HttpResponse(f"Hello, {Organisation.objects.earliest('created_at').name}")


def page(request: HttpRequest) -> HttpResponse:
    """One query of its own, for somebody who is signed in, in the frame of every page."""
    return render(
        request, "ui/page.html", {"title": f"Hello, {Organisation.objects.earliest('created_at').name}"}
    )

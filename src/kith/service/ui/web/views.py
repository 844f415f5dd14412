"""Pages that belong to the service itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.service.core.web.access import public
from kith.service.ui.web.examples import examples


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/privacy.html")


@public
def components(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for those who build pages (development only)."""
    return render(request, "ui/components.html", examples())

"""A certificate: for its holder as a paper, for whoever holds the paper as a page that says whether it is genuine."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.service.cohorts.models import Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, public, requires
from kith.service.core.web.downloads import attachment
from kith.service.learning.domain.reflecting import certificates
from kith.service.learning.web.reflecting import papers
from kith.service.learning.web.reflecting.certificate_presenters import checked
from kith.service.learning.web.reflecting.keeping import unkept
from kith.service.learning.web.reflecting.portfolio_forms import CodeForm


@requires(P.TAKE_PART, on="place")
def pdf(request: SignedInRequest, place: Place, **kwargs: Any) -> FileResponse:
    certificate = certificates.certificate_of(place)
    if certificate is None:
        raise Http404
    certificate.place = place
    content = BytesIO(papers.certificate_pdf(certificate))
    return attachment(content, name=_("certificate") + ".pdf", media_type="application/pdf")


@public
def look_up(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.GET or None)
    if form.is_valid() and (code := certificates.tidy_code(form.cleaned_data["code"])):
        return redirect("learning:check_certificate", code)
    return render(request, "learning/look_up_certificate.html", {"form": form})


@unkept
@public
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Genuine, withdrawn or unknown: one look and one page whichever it is."""
    found = certificates.find(code)
    status = 200 if found is not None else 404
    return render(request, "learning/check_certificate.html", checked(found, code), status=status)

"""A person's own portfolio. Nobody else opens it: not their partner, not the lead."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment, download
from kith.service.learning.domain.reflecting import evidence as actions
from kith.service.learning.domain.reflecting.portfolio import portfolio_of
from kith.service.learning.models import Evidence
from kith.service.learning.web.reflecting import papers
from kith.service.learning.web.reflecting import portfolio_presenters as presenters
from kith.service.learning.web.reflecting.keeping import unkept
from kith.service.learning.web.reflecting.portfolio_forms import AddForm, PieceForm
from kith.service.ui.web.refusals import accepted, show_refusal


@unkept
@requires(P.TAKE_PART, on="place")
def show(request: SignedInRequest, place: Place, **kwargs: Any) -> HttpResponse:
    return render(request, "learning/portfolio.html", presenters.page(portfolio_of(place)))


@unkept
@requires(P.TAKE_PART, on="place")
def add(request: SignedInRequest, place: Place, **kwargs: Any) -> HttpResponse:
    """``?source=reflection:<id>``: what is chosen already."""
    given: dict[str, Any] = {"place": place, "sources": actions.sources_of(place)}
    initial = {"source": request.GET.get("source", "")}
    form = AddForm(request.POST or None, request.FILES or None, initial=initial, **given)
    if form.is_valid():
        sent = form.cleaned_data
        file = sent["file"]
        try:
            actions.add_evidence(
                by=request.actor,
                place=place,
                title=sent["title"],
                note=sent["note"],
                source=sent["source"],
                file_name=file.name if file else "",
                stream=file.file if file else None,
                dimensions=form.dimensions,
                sent_once=sent["sent_once"],
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("It is in your portfolio."))
            return redirect("learning:portfolio", place.pk)
    return _form(request, place, form, _("Add to my portfolio"))


@unkept
@requires(P.TAKE_PART, on="place")
def change(request: SignedInRequest, place: Place, evidence_id: UUID, **kwargs: Any) -> HttpResponse:
    piece = _piece(place, evidence_id)
    initial = {"title": piece.title, "note": piece.note, "dimensions": piece.dimensions}
    form = PieceForm(request.POST or None, initial=initial, place=place)
    if accepted(
        form,
        lambda: actions.change_evidence(
            by=request.actor,
            evidence=piece,
            dimensions=form.dimensions,
            title=form.cleaned_data["title"],
            note=form.cleaned_data["note"],
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("learning:portfolio", place.pk)
    return _form(request, place, form, _("Change this piece"))


@unkept
@requires(P.TAKE_PART, on="place")
def remove(request: SignedInRequest, place: Place, evidence_id: UUID, **kwargs: Any) -> HttpResponse:
    piece = _piece(place, evidence_id)
    if request.method == "POST":
        actions.remove_evidence(by=request.actor, evidence=piece)
        messages.success(request, _("It is no longer in your portfolio."))
        return redirect("learning:portfolio", place.pk)
    happens = [_("What it was made from stays where it is.")]
    if piece.file_id:
        happens = [_("The file is deleted here. Keep your own copy first if you need it.")]
    context = {
        "title": _("Take “%(title)s” out of your portfolio?") % {"title": piece.title},
        "what_happens": happens,
        "button": _("Take it out"),
        "cancel_href": reverse("learning:portfolio", args=[place.pk]),
        "cohort": place.cohort,
        "here": "home",
    }
    return render(request, "ui/confirm.html", context)


@requires(P.TAKE_PART, on="place")
def file(request: SignedInRequest, place: Place, evidence_id: UUID, **kwargs: Any) -> FileResponse:
    piece = _piece(place, evidence_id)
    if piece.file is None:
        raise Http404
    return download(by=request.actor, file=piece.file, permission=P.TAKE_PART, thing=place, on="place")


@requires(P.TAKE_PART, on="place")
def pdf(request: SignedInRequest, place: Place, **kwargs: Any) -> FileResponse:
    content = BytesIO(papers.portfolio_pdf(portfolio_of(place)))
    return attachment(content, name="portfolio.pdf", media_type="application/pdf")


@requires(P.TAKE_PART, on="place")
def data(request: SignedInRequest, place: Place, **kwargs: Any) -> FileResponse:
    content = BytesIO(papers.portfolio_zip(portfolio_of(place)))
    return attachment(content, name="portfolio.zip", media_type="application/zip")


def _piece(place: Place, evidence_id: UUID) -> Evidence:
    rows = Evidence.objects.filter(person_id=place.person_id, cohort_id=place.cohort_id)
    found = rows.select_related("file", "cohort__definition", "cohort__organisation").filter(pk=evidence_id)
    piece = found.first()
    if piece is None:
        raise Http404
    return piece


def _form(request: SignedInRequest, place: Place, form: PieceForm, title: str) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "cohort": place.cohort,
        "cancel_href": reverse("learning:portfolio", args=[place.pk]),
        "here": "home",
    }
    return render(request, "learning/evidence_form.html", context, status=422 if form.errors else 200)

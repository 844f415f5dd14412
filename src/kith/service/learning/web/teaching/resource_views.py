"""Links and files: the lead adds and removes, everybody who takes part opens. No reading receipts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import download
from kith.service.learning.domain.teaching import resources
from kith.service.learning.models import Event, Resource
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.ui.web.cells import link, post_button
from kith.service.ui.web.fields import choice_field
from kith.service.ui.web.refusals import show_refusal

PAGE_SIZE = 50
MOST_SESSIONS = 200


class ResourceForm(SentOnceForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=resources.TITLE_LIMIT)
    address = forms.URLField(
        label=gettext_lazy("Address of a page"),
        help_text=gettext_lazy("It begins with https://"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        help_text=gettext_lazy("At most 25 MB."),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("A line about it"),
        help_text=gettext_lazy("For example: read before the first session, 20 minutes."),
        max_length=400,
        required=False,
    )
    session = forms.ChoiceField(label=gettext_lazy("For"), required=False)

    def __init__(self, *args: Any, sessions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "session").choices = [("", _("The whole cohort")), *sessions]

    def clean_address(self) -> str:
        """Only pages of the web: nothing that runs, nothing on somebody's own machine."""
        address: str = self.cleaned_data["address"]
        if address and not address.lower().startswith(("https://", "http://")):
            raise forms.ValidationError(_("Write an address that begins with https://."))
        return address


@requires(P.LEARNING_SEE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    rows = Resource.objects.filter(cohort=cohort).select_related("file", "event")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "page": page,
        "table": [_row(request, cohort, row) for row in page],
        "query": "",
        "here": "programmes",
    }
    return render(request, "learning/resources.html", context)


def _row(request: HttpRequest, cohort: Cohort, row: Resource) -> list[Any]:
    file = reverse("learning:resource_file", args=[cohort.pk, row.pk])
    where = file if row.file_id else row.address
    remove = reverse("learning:remove_resource", args=[cohort.pk, row.pk])
    return [
        link(where, row.title) if where else row.title,
        row.event.title if row.event else _("The whole cohort"),
        post_button(request, remove, _("Remove"), row.title) if cohort.is_open else "",
    ]


@requires(P.LEARNING_MANAGE, on="cohort")
def add(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    events = {
        str(event.pk): event
        for event in Event.objects.filter(cohort=cohort).exclude(state=Event.State.CANCELLED)[:MOST_SESSIONS]
    }
    chosen = request.GET.get("session", "")
    form = ResourceForm(
        request.POST or None,
        request.FILES or None,
        sessions=[(key, event.title) for key, event in events.items()],
        initial={"session": chosen if chosen in events else ""},
    )
    if form.is_valid():
        given = {**form.cleaned_data}
        file, session = given.pop("file"), given.pop("session")
        try:
            resources.add(
                by=request.actor,
                cohort=cohort,
                event=events.get(session),
                file=(file.name, file) if file else None,
                **given,
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request, _("“%(title)s” is there for everybody it is for.") % {"title": given["title"]}
            )
            return redirect("learning:resources", cohort.pk)
    away = reverse("learning:resources", args=[cohort.pk])
    context = {"cohort": cohort, "form": form, "away": away, "here": "programmes"}
    return render(request, "learning/resource_form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(P.LEARNING_MANAGE, on="cohort")
def remove(request: SignedInRequest, cohort: Cohort, resource_id: UUID, **kwargs: str) -> HttpResponse:
    row = _resource(cohort.pk, resource_id)
    resources.remove(by=request.actor, resource=row)
    messages.success(request, _("“%(title)s” is gone.") % {"title": row.title})
    return redirect("learning:resources", cohort.pk)


@requires(P.LEARNING_SEE, on="cohort")
def file(request: SignedInRequest, cohort: Cohort, resource_id: UUID, **kwargs: str) -> HttpResponseBase:
    row = _resource(cohort.pk, resource_id)
    return _download(request, row, permission=P.LEARNING_SEE, thing=cohort, on="cohort")


@requires(P.TAKE_PART, on="place")
def own_file(request: SignedInRequest, place: Place, resource_id: UUID, **kwargs: str) -> HttpResponseBase:
    """For somebody who takes part; of a session for others there is nothing here."""
    row = _resource(place.cohort_id, resource_id)
    if row.event is not None and row.event.sides and place.side not in row.event.sides:
        raise Http404
    return _download(request, row, permission=P.TAKE_PART, thing=place, on="place")


def _download(
    request: SignedInRequest, row: Resource, *, permission: P, thing: Any, on: str
) -> HttpResponseBase:
    if row.file is None:
        raise Http404
    return download(
        by=request.actor, file=row.file, permission=permission, thing=thing, on=on, is_noted=False
    )


def _resource(cohort_id: UUID, resource_id: UUID) -> Resource:
    rows = Resource.objects.select_related("file", "event", "cohort__organisation")
    row = rows.filter(cohort_id=cohort_id, pk=resource_id).first()
    if row is None:
        raise Http404
    return row

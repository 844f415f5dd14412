"""For the lead: who has which mentor, asking somebody, changing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.teaching import mentor_queries, mentoring
from kith.service.learning.models import MentorRequest, Relationship
from kith.service.learning.web.teaching import mentor_presenters as presenters
from kith.service.learning.web.teaching.mentor_forms import AskForm
from kith.service.ui.web.refusals import show_refusal

PAGE_SIZE = 50
MOST_AT_ONCE = 100


@requires(P.LEARNING_SEE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Everybody who may have a mentor; filtered by who has none of a kind, and by name."""
    kinds = definition_of(cohort).mentors
    wanted = {name: request.GET.get(name, "").replace("\0", "") for name in ("without", "search")}
    rows = mentor_queries.who_may_have(cohort, kinds)
    kind = next((one for one in kinds if one.key == wanted["without"]), None)
    if kind is not None:
        rows = mentor_queries.without(rows, kind)
    if wanted["search"]:
        rows = rows.filter(person__name__icontains=wanted["search"])
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    context = presenters.mentors(cohort, kinds, page)
    return render(request, "learning/mentors.html", context | {"wanted": wanted, "query": rest.urlencode()})


@requires(P.LEARNING_MANAGE, on="cohort")
def ask(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """``?for=`` says for whom, as many times as there are people."""
    kinds = definition_of(cohort).mentors
    places = _chosen(cohort, (request.GET if request.method == "GET" else request.POST))
    if not kinds:
        raise Http404
    if not places:
        messages.error(request, _("Tick at least one person first."))
        return redirect("learning:mentors", cohort.pk)
    kind = request.GET.get("kind") or kinds[0].key
    initial = {"mentees": [str(place.pk) for place in places], "kind": kind}
    form = AskForm(request.POST or None, kinds=kinds, places=places, initial=initial)
    if form.is_valid():
        given = {**form.cleaned_data, "mentees": form.chosen}
        try:
            asked = mentoring.ask(by=request.actor, cohort=cohort, **given)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("%(name)s is asked by mail.") % {"name": asked.person.name})
            return redirect("learning:mentors", cohort.pk)
    context = {"cohort": cohort, "form": form, "places": places, "here": "programmes"}
    context["is_full"] = form.has_error("is_sure") or bool(request.POST.get("is_sure"))
    return render(request, "learning/ask_mentor.html", context, status=422 if form.errors else 200)


def _chosen(cohort: Cohort, given: Any) -> list[Place]:
    ids = []
    for value in given.getlist("for")[:MOST_AT_ONCE]:
        try:
            ids.append(UUID(value))
        except ValueError:
            continue
    rows = Place.objects.filter(cohort=cohort, state=Place.State.CONFIRMED, pk__in=ids)
    return list(rows.select_related("person").order_by("person__name", "pk"))


@requires(P.LEARNING_MANAGE, on="cohort")
def take_back(
    request: SignedInRequest, cohort: Cohort, mentor_request_id: UUID, **kwargs: str
) -> HttpResponse:
    rows = MentorRequest.objects.select_related("person", "cohort__organisation")
    row = rows.filter(cohort=cohort, pk=mentor_request_id).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        mentoring.take_back(by=request.actor, request=row)
        messages.success(request, _("%(name)s is asked no more.") % {"name": row.person.name})
        return redirect("learning:mentors", cohort.pk)
    return render(request, "ui/confirm.html", presenters.taking_back(cohort, row))


@requires(P.LEARNING_MANAGE, on="cohort")
def change(request: SignedInRequest, cohort: Cohort, mentoring_id: UUID, **kwargs: str) -> HttpResponse:
    """End one, then ask somebody else."""
    rows = Relationship.objects.filter(cohort=cohort, kind=Relationship.Kind.MENTORING)
    row = rows.select_related("cohort__organisation").filter(pk=mentoring_id).first()
    if row is None:
        raise Http404
    mentor, mentee = presenters.the_two(row)
    if request.method == "POST":
        mentoring.end(by=request.actor, relationship=row)
        said = {"mentor": mentor.person.name, "name": mentee.person.name}
        messages.success(request, _("%(mentor)s no longer mentors %(name)s.") % said)
        ask_href = reverse("learning:ask_mentor", args=[cohort.pk])
        return redirect(f"{ask_href}?for={mentee.place_id}&kind={row.mentor_kind}")
    return render(request, "ui/confirm.html", presenters.changing(cohort, mentor, mentee))

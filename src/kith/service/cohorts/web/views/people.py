"""The people of a cohort: the table, one person, adding one by hand, inviting, taking a place back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import places, queries
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import leaving_page
from kith.service.cohorts.domain.people_file import from_file
from kith.service.cohorts.models import Cohort, Place
from kith.service.cohorts.web import presenters
from kith.service.cohorts.web.forms import InviteForm, PersonForm
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.ui.web.refusals import show_refusal
from kith.tables.writing import write_csv

PAGE_SIZE = 50


@requires(P.PEOPLE_SEE, on="cohort")
def table(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Filters by side and state, and a search; one page of people."""
    wanted = {name: request.GET.get(name, "").replace("\0", "") for name in ("side", "state", "search")}
    rows = queries.in_a_list(queries.people_of(cohort, **wanted))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    context = {
        "cohort": cohort,
        "definition": definition_of(cohort),
        "page": page,
        "table": presenters.people_rows(cohort, page),
        "query": rest.urlencode(),
        "wanted": wanted,
        "states": Place.State.choices,
        "held": presenters.held_permissions(request.user, cohort),
        "here": "programmes",
    }
    return render(request, "cohorts/people.html", context)


@requires(P.PEOPLE_SEE, on="cohort")
def export(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """The people as a spreadsheet, with formulas made harmless. Audited, since it leaves the house."""
    definition = definition_of(cohort)
    attributes = from_file(definition)
    columns = ["Name", "E-mail address", "Side", "State", *[str(attribute.label) for attribute in attributes]]
    rows = []
    for place in queries.people_of(cohort):
        values = [place.attributes.get(attribute.key) for attribute in attributes]
        cells = ["; ".join(value) if isinstance(value, list) else value for value in values]
        rows.append(
            [
                place.person.name,
                place.person.email,
                str(definition.role(place.side).name),
                str(place.get_state_display()),
                *cells,
            ]
        )
    places.note_export(by=request.actor, cohort=cohort, rows=len(rows))
    response = HttpResponse(write_csv(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


@requires(P.PEOPLE_SEE, on="cohort")
def person(request: SignedInRequest, cohort: Cohort, place_id: str, **kwargs: str) -> HttpResponse:
    place = _place(cohort, place_id)
    context = {
        "cohort": cohort,
        "shown": place,
        "side": definition_of(cohort).role(place.side).name,
        "facts_shown": presenters.person_facts(place),
        "tone": presenters.STATE_TONES[Place.State(place.state)],
        "may_manage": P.PEOPLE_MANAGE in presenters.held_permissions(request.user, cohort),
        "leaving_page": leaving_page(place) or reverse("cohorts:withdraw", args=[cohort.pk, place.pk]),
        "is_in": place.state in (Place.State.INVITED, Place.State.CONFIRMED),
        "here": "programmes",
    }
    return render(request, "cohorts/person.html", context)


@requires(P.PEOPLE_MANAGE, on="cohort")
def add(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = PersonForm(request.POST or None, definition=definition_of(cohort))
    if form.is_valid():
        try:
            place = places.add_person(
                by=request.actor,
                cohort=cohort,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                side=form.cleaned_data["side"],
                attributes=form.attributes,
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request,
                _("%(name)s has a place. Invite them when you are ready.") % {"name": place.person.name},
            )
            return redirect("cohorts:people", cohort.pk)
    context = {"cohort": cohort, "form": form, "here": "programmes"}
    return render(request, "cohorts/add_person.html", context, status=422 if form.errors else 200)


@requires(P.PEOPLE_MANAGE, on="cohort")
def invite(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Show the mail as its receiver will see it, then queue it for everybody who has had none."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        held = form.cleaned_data["held"] == "hold"
        count = places.invite(by=request.actor, cohort=cohort, held=held)
        if held:
            said = ngettext("%(num)s mail is ready and held.", "%(num)s mails are ready and held.", count)
        else:
            said = ngettext("%(num)s mail is on its way.", "%(num)s mails are on their way.", count)
        messages.success(request, said % {"num": count})
        return redirect("cohorts:messages", cohort.pk)
    waiting = cohort.places.filter(state=Place.State.INVITED, invited_at=None).select_related("person")
    first = waiting.order_by("person__name").first()
    context = {
        "cohort": cohort,
        "form": form,
        "count": waiting.count(),
        "first": first,
        "sample": places.words_of_invitation(first) if first else None,
        "here": "programmes",
    }
    return render(request, "cohorts/invite.html", context, status=422 if form.errors else 200)


@require_POST
@requires(P.PEOPLE_MANAGE, on="cohort")
def confirm(request: SignedInRequest, cohort: Cohort, place_id: str, **kwargs: str) -> HttpResponse:
    """Somebody said yes by telephone: the lead notes it, and the audit says that it was the lead."""
    place = _place(cohort, place_id)
    places.confirm(by=request.actor, place=place)
    messages.success(request, _("%(name)s takes part.") % {"name": place.person.name})
    return redirect("cohorts:person", cohort.pk, place.pk)


@requires(P.PEOPLE_MANAGE, on="cohort")
def withdraw(request: SignedInRequest, cohort: Cohort, place_id: str, **kwargs: str) -> HttpResponse:
    place = _place(cohort, place_id)
    if request.method == "POST":
        places.withdraw(by=request.actor, place=place)
        messages.success(request, _("%(name)s no longer takes part.") % {"name": place.person.name})
        return redirect("cohorts:person", cohort.pk, place.pk)
    context = {
        "cohort": cohort,
        "title": _("Take back the place of %(name)s?") % {"name": place.person.name},
        "what_happens": [
            _("Their personal link stops working and unsent mails to them are withdrawn."),
            _("They are left out of the next matching."),
            _("What they have answered so far is kept under its pseudonym."),
        ],
        "button": _("Take the place back"),
        "cancel_href": request.path.removesuffix("withdraw/"),
        "is_dangerous": True,
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context)


def _place(cohort: Cohort, place_id: str) -> Place:
    try:
        return cohort.places.select_related("person", "cohort__definition").get(pk=place_id)
    except Place.DoesNotExist as missing:
        raise Http404 from missing

"""What an administrator does: who holds which role, give one, end one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission, Role
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.people.domain.invitations import give_role_by_address
from kith.service.people.domain.queries import erasure_requests, members
from kith.service.people.domain.roles import end_role
from kith.service.people.models import Membership
from kith.service.people.web import presenters
from kith.service.people.web.forms import EndRoleForm, RoleForm
from kith.service.ui.web.refusals import accepted, show_refusal

ROWS_A_PAGE = 50
administers = requires(Permission.ORGANISATION_ADMINISTER, on="organisation")


@administers
def roles(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    page = Paginator(members(organisation), ROWS_A_PAGE).get_page(request.GET.get("page"))
    people = [presenters.role_row(membership) for membership in page]
    context = {
        "organisation": organisation,
        "page": page,
        "people": [(row, presenters.end_link(row, organisation)) for row in people],
        "requests": erasure_requests(organisation).count(),
    }
    return render(request, "people/roles.html", context)


@administers
def give_role(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    form = RoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wanted = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            membership = give_role_by_address(by=request.actor, organisation=organisation, **wanted)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            words = _("%(name)s has the role now. We have told them by e-mail.")
            messages.success(request, words % {"name": membership.person.name})
            return redirect("people:roles", organisation_slug=organisation.slug)
    context = {
        "organisation": organisation,
        "form": form,
        "role_hints": {
            role.key: role.description
            for role in presenters.explained_roles(Membership.OrganisationRole.values)
        },
    }
    return render(request, "people/give_role.html", context, status=422 if form.errors else 200)


@administers
def end(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str, membership_id: UUID
) -> HttpResponse:
    membership = get_object_or_404(members(organisation), pk=membership_id)
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and accepted(
        form,
        lambda: end_role(by=request.actor, membership=membership, last_day=form.cleaned_data["last_day"]),
    ):
        messages.success(request, _("The end of the role is set."))
        return redirect("people:roles", organisation_slug=organisation.slug)
    context = {
        "organisation": organisation,
        "row": presenters.role_row(membership),
        "form": form,
    }
    return render(request, "people/end_role.html", context, status=422 if form.errors else 200)


@requires(Permission.ORGANISATION_SEE, on="organisation")
def roles_explained(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str
) -> HttpResponse:
    context = {"organisation": organisation, "roles": presenters.explained_roles(Role)}
    return render(request, "people/roles_explained.html", context)

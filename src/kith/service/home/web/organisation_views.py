"""An administrator renames an organisation, merges another into it, or splits it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.home.domain.organisations.merging import merge_organisations
from kith.service.home.domain.organisations.renaming import rename_organisation
from kith.service.home.domain.organisations.splitting import split_organisation
from kith.service.home.web.organisation_forms import MergeForm, RenameForm, SplitForm
from kith.service.ui.web.refusals import show_refusal

administers = requires(Permission.ORGANISATION_ADMINISTER, on="organisation")


@administers
def rename(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    form = RenameForm(request.POST or None, initial={"name": organisation.name})

    def act() -> Organisation:
        return rename_organisation(
            by=request.actor, organisation=organisation, name=form.cleaned_data["name"]
        )

    words = {
        "title": _("Rename %(name)s") % {"name": organisation.name},
        "what_happens": [
            _("Pages and mails say the new name from now on. What was sent and published keeps the old one."),
            _("The old name stays in the history, and every address stays as it is."),
        ],
        "button": _("Rename it"),
    }
    return _ask(request, organisation, form, act, words, done=_("The organisation has its new name."))


@administers
def merge(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    form = MergeForm(request.POST or None, person=request.user, keep=organisation)

    def act() -> Organisation:
        other = form.others[form.cleaned_data["other"]]
        return merge_organisations(by=request.actor, keep=organisation, other=other)

    words = {
        "title": _("Make another organisation part of %(name)s") % {"name": organisation.name},
        "what_happens": [
            _(
                "You choose one that you administer too. Its cohorts come here, with all that belongs to them."
            ),
            _(
                "Its people keep their roles on those cohorts and get none here. Its administrators have no role any more."
            ),
            _(
                "People with a role here do not see those cohorts, unless they get a role on them or a new one here."
            ),
            _("Its address leads here. This cannot be undone."),
        ],
        "button": _("Merge them"),
        "is_dangerous": True,
    }
    return _ask(request, organisation, form, act, words, done=_("The two organisations are one."))


@administers
def split(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    form = SplitForm(request.POST or None, organisation=organisation)

    def act() -> Organisation:
        return split_organisation(
            by=request.actor,
            organisation=organisation,
            cohorts=form.chosen,
            name=form.cleaned_data["name"],
            administrator=request.user,
        )

    words = {
        "title": _("Split %(name)s") % {"name": organisation.name},
        "what_happens": [
            _("A new organisation is made with the cohorts that you choose, and you administer it."),
            _(
                "People with a role here keep it on each of those cohorts, and get none in the new organisation."
            ),
        ],
        "button": _("Make the new organisation"),
        "is_dangerous": True,
    }
    return _ask(request, organisation, form, act, words, done=_("The new organisation is made."))


def _ask(
    request: SignedInRequest,
    organisation: Organisation,
    form: forms.Form,
    act: Callable[[], Organisation],
    words: dict[str, Any],
    *,
    done: str,
) -> HttpResponse:
    """Say what will happen, do it once it is confirmed, and lead to the roles of what came of it."""
    if form.is_valid():
        try:
            found = act()
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, done)
            return redirect("people:roles", found.slug)
    context = {"form": form, "cancel_href": reverse("people:roles", args=[organisation.slug]), **words}
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)

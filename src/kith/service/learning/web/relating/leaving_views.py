"""Those who run a programme record that somebody leaves, and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Place
from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.relating import leaving
from kith.service.learning.web.relating.door import posted
from kith.service.learning.web.relating.standing_forms import LeavingForm
from kith.service.learning.web.relating.wording import names
from kith.service.ui.web.refusals import show_refusal


@requires(Permission.PEOPLE_MANAGE, on="place")
def leave(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    """The place ends, with why. After a death the lead speaks to those who learn with them first."""
    form = LeavingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            others = leaving.record_leaving(by=request.actor, place=place, because=because)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("%(name)s no longer takes part.") % {"name": place.person.name})
            if others and because == leaving.Leaving.DIED:
                said = _("Nothing has been sent to %(names)s. Please speak to them first.")
                messages.warning(request, said % {"names": names(others)})
            return redirect("cohorts:person", place.cohort_id, place.pk)
    context = {
        "cohort": place.cohort,
        "title": _("Take back the place of %(name)s?") % {"name": place.person.name},
        "crumbs_to": [
            (place.cohort.name, reverse("cohorts:show", args=[place.cohort_id])),
            (place.person.name, reverse("cohorts:person", args=[place.cohort_id, place.pk])),
        ],
        "what_happens": [
            _("Their personal link stops working and unsent mails to them are withdrawn."),
            _("What they do together with a partner or a mentor ends, and those are told that it has ended."),
            _(
                "If they have died, nothing more goes to their address, and those who learned with them get no "
                "message: speak to them first."
            ),
            _("What they have answered so far is kept under its pseudonym."),
        ],
        "button": _("Take the place back"),
        "cancel_href": reverse("cohorts:person", args=[place.cohort_id, place.pk]),
        "form": form,
        "is_dangerous": True,
        "here": "programmes",
    }
    return render(request, "learning/standing.html", context, status=422 if form.errors else 200)

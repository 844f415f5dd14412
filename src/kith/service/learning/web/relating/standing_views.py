"""Pausing, going on, ending, and wanting no more contact: by a member."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.relating import blocking, ending, pausing
from kith.service.learning.models import Relationship
from kith.service.learning.web.relating.agreement_views import frame
from kith.service.learning.web.relating.door import posted, seen_by
from kith.service.learning.web.relating.standing_forms import EndForm, PauseForm
from kith.service.ui.web.refusals import show_refusal
from kith.service.ui.web.wording import day

OWN = Permission.RELATIONSHIP_OWN


def page_of(relationship: Relationship) -> str:
    return reverse("learning:together", args=[relationship.pk])


@requires(OWN, on="relationship")
def pause(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    seen = seen_by(request.user, relationship)
    kept = relationship.paused_until
    form = PauseForm(posted(request), initial={"until": kept})
    if request.method == "POST" and form.is_valid():
        until: date = form.cleaned_data["until"]
        try:
            pausing.pause(by=request.actor, relationship=relationship, until=until, member=seen.me)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("It is paused until %(day)s.") % {"day": day(until)})
            return redirect(page_of(relationship))
    context = frame(
        seen,
        title=_("Pause"),
        what_happens=[
            _("Nobody is reminded to meet while it is paused."),
            _("Everybody in it is told until when, not why."),
            _("Any of you can go on earlier."),
        ],
        button=_("Pause"),
        cancel_href=page_of(relationship),
        form=form,
    )
    return render(request, "learning/standing.html", context, status=422 if form.errors else 200)


@requires(OWN, on="relationship")
def resume(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    seen = seen_by(request.user, relationship)
    if request.method == "POST":
        pausing.resume(by=request.actor, relationship=relationship)
        return redirect(page_of(relationship))
    context = frame(
        seen,
        title=_("Go on now?"),
        what_happens=[_("The pause ends today.")],
        button=_("Go on"),
        cancel_href=page_of(relationship),
        form=None,
    )
    return render(request, "learning/standing.html", context)


@requires(OWN, on="relationship")
def end(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    """For good, with a reason that only counts ever show."""
    seen = seen_by(request.user, relationship)
    form = EndForm(posted(request))
    if request.method == "POST" and form.is_valid():
        ending.end(
            by=request.actor, relationship=relationship, reason=form.cleaned_data["reason"], member=seen.me
        )
        return redirect(page_of(relationship))
    context = frame(
        seen,
        title=_("End what you do together?"),
        what_happens=[
            _("It ends for all of you, and meetings that are planned are cancelled."),
            _("The others are told that it has ended. They are not told why, or by whom."),
            _("The people who run the programme see that you wait for a partner, if you keep your place."),
            _("What you wrote and logged stays for you to read."),
        ],
        button=_("End it"),
        cancel_href=page_of(relationship),
        form=form,
        is_dangerous=True,
    )
    return render(request, "learning/standing.html", context, status=422 if form.errors else 200)


@requires(OWN, on="relationship")
def no_contact(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    """Neutral words, no question why; it works when everything else has ended too."""
    seen = seen_by(request.user, relationship)
    if request.method == "POST":
        blocking.block(by=request.actor, member=seen.me)
        messages.success(request, _("There will be no more contact between you."))
        return redirect(page_of(relationship))
    context = frame(
        seen,
        title=_("I want no more contact"),
        what_happens=[
            _("Neither of you sees the other’s e-mail address here any more."),
            _("Meetings that are planned are cancelled, and reminders stop."),
            _("What you do together ends. The other is told that it has ended, in the same words as always."),
            _("You will not be brought together again."),
            _("Nobody is told that you asked for this: not the other, not the people who run the programme."),
        ],
        button=_("No more contact"),
        cancel_href=page_of(relationship),
        form=None,
        is_dangerous=True,
    )
    return render(request, "learning/standing.html", context)

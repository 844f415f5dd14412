"""Logging what happened: signed in, or by the link of a mail. In under a minute, on a phone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.domain.openness import must_lead_on
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link, use_link
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import Link, LinkPurpose
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.core.web.receivers import speak_to
from kith.service.learning.domain.meeting import logbook
from kith.service.learning.domain.meeting.entry import present
from kith.service.learning.domain.meeting.naming import first_name
from kith.service.learning.models import Member, Relationship
from kith.service.learning.web.meeting.log_forms import LogForm
from kith.service.learning.web.meeting.reading import meeting_of
from kith.service.ui.web.refusals import accepted, show_refusal


@requires(Permission.RELATIONSHIP_OWN, on="relationship")
def log(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    members = present(relationship)
    form = LogForm(request.POST or None, relationship=relationship, members=members, me=request.user)
    if form.is_valid() and _logged(form, request.actor, relationship):
        messages.success(request, _("It is in your log."))
        return redirect("learning:together", relationship.pk)
    context = {
        "cohort": relationship.cohort,
        "form": form,
        "partners": _names(members, request.user.pk),
        "home": reverse("learning:together", args=[relationship.pk]),
        "here": "home",
    }
    return render(request, "learning/log.html", context, status=422 if form.errors else 200)


@by_link
def log_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The form and the partner's first name, nothing else: a mail is passed on more easily than one thinks."""
    link = open_link(secret, purpose=LinkPurpose.LOG_MEETING, now=timezone.now())
    relationship, member = _behind(link)
    speak_to(request, member.person)
    members = present(relationship)
    form = LogForm(request.POST or None, relationship=relationship, members=members, me=member.person)
    if form.is_valid():
        use_link(link, now=timezone.now())
        if _logged(form, Actor.of_link(link), relationship):
            return redirect(reverse("learning:log_by_link", args=[secret]) + "?done=1")
    context = {
        "organisation": relationship.cohort.organisation,
        "partners": _names(members, member.person_id),
        "form": form,
        "home": "",
    }
    is_done = "done" in request.GET and not form.is_bound
    template = "learning/log_done.html" if is_done else "learning/log.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _behind(link: Link) -> tuple[Relationship, Member]:
    """What the link leads to, as long as its person is in it. Raises KithError."""
    rows = Member.objects.filter(relationship_id=link.subject_id, left_at=None, person__is_active=True)
    rows = rows.select_related(
        "person", "relationship__cohort__organisation", "relationship__cohort__definition"
    )
    member = rows.filter(person_id=link.person_id).first() if link.person_id else None
    if member is None:
        raise KithError(Fault("core.link.unknown"))
    must_lead_on(member.relationship.cohort)
    return member.relationship, member


def _logged(form: LogForm, by: Actor, relationship: Relationship) -> bool:
    """Whether it is logged; else the form says why not."""
    try:
        logbook.log(
            by=by,
            relationship=relationship,
            entry=form.entry(),
            sent_once=form.cleaned_data["sent_once"],
        )
    except KithError as refused:
        show_refusal(form, refused)
        return False
    return True


@requires(Permission.RELATIONSHIP_OWN, on="relationship")
def change_entry(
    request: SignedInRequest, relationship: Relationship, meeting_id: UUID, **kwargs: str
) -> HttpResponse:
    meeting = meeting_of(relationship, meeting_id)
    logbook.must_be_own(meeting, request.user)
    members = present(relationship)
    form = LogForm(
        request.POST or None, relationship=relationship, members=members, me=request.user, meeting=meeting
    )
    if accepted(form, lambda: logbook.correct(by=request.actor, meeting=meeting, entry=form.entry())):
        messages.success(request, _("Your log is changed."))
        return redirect("learning:together", relationship.pk)
    context = {
        "cohort": relationship.cohort,
        "form": form,
        "home": reverse("learning:together", args=[relationship.pk]),
        "remove_href": reverse("learning:remove_entry", args=[relationship.pk, meeting.pk]),
        "here": "home",
    }
    return render(request, "learning/change_entry.html", context, status=422 if form.errors else 200)


@requires(Permission.RELATIONSHIP_OWN, on="relationship")
def remove_entry(
    request: SignedInRequest, relationship: Relationship, meeting_id: UUID, **kwargs: str
) -> HttpResponse:
    meeting = meeting_of(relationship, meeting_id)
    home = reverse("learning:together", args=[relationship.pk])
    if request.method == "POST":
        logbook.remove(by=request.actor, meeting=meeting)
        messages.success(request, _("It is out of your log."))
        return redirect(home)
    logbook.must_be_own(meeting, request.user)
    context = {
        "title": _("Take this out of your log?"),
        "what_happens": [
            _("It counts no more, for you and for those you met."),
            _("That it was taken out stays in the history; what it was does not."),
        ],
        "button": _("Take it out"),
        "is_dangerous": True,
        "cancel_href": home,
        "cohort": relationship.cohort,
        "here": "home",
    }
    return render(request, "ui/confirm.html", context)


def _names(members: list[Member], but: UUID) -> str:
    rest = [member.person for member in members if member.person_id != but]
    return _(", ").join(first_name(person) for person in rest)

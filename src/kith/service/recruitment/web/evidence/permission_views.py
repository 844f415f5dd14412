"""The page behind a manager's link: what is asked, yes or no, once more to confirm, thank you. No account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_lead_on
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import by_link
from kith.service.core.web.receivers import speak_to
from kith.service.people.models import Person
from kith.service.recruitment.domain.evidence import permission_answers
from kith.service.recruitment.domain.evidence.evidence import name_of
from kith.service.recruitment.domain.evidence.release import release_of
from kith.service.recruitment.models import ManagerPermission
from kith.service.recruitment.web.evidence.evidence_forms import PermissionForm
from kith.service.ui.web.refusals import show_refusal

State = ManagerPermission.State


@by_link
def permission(request: HttpRequest, secret: str) -> HttpResponse:
    """Nothing is decided by opening it: mail scanners open every address."""
    link = open_link(secret, purpose=LinkPurpose.GIVE_PERMISSION, now=timezone.now())
    shown = permission_answers.permission_behind(link)
    speak_to(request, shown.application.call.cohort.organisation)
    must_lead_on(shown.application.call.cohort)
    context = _context(shown, secret)
    problem = _problem(shown)
    if problem is not None and (request.method == "POST" or not _is_answer_kept(problem)):
        return render(
            request, "recruitment/permission_over.html", {**context, "faults": problem.faults}, status=410
        )
    if request.method == "POST":
        return _answer(request, shown, Actor.of_link(link), context)
    if shown.state != State.WAITING and "change" not in request.GET:
        return render(request, "recruitment/permission_done.html", {**context, "may_change": problem is None})
    form = PermissionForm(initial=_said(shown))
    return render(request, "recruitment/permission.html", {**context, "form": form})


def _answer(
    request: HttpRequest, shown: ManagerPermission, by: Actor, context: dict[str, Any]
) -> HttpResponse:
    """First the answer is shown to be checked; the second press sends it."""
    form = PermissionForm(request.POST)
    is_readable = form.is_valid()
    if "change" in request.POST:
        again = PermissionForm(initial=form.cleaned_data)
        return render(request, "recruitment/permission.html", {**context, "form": again})
    reader = request.user if isinstance(request.user, Person) else None
    given: Any = {**form.answer, "permission": shown, "reader": reader}
    try:
        permission_answers.check_answer(**given)
        if "confirm" in request.POST and is_readable:
            permission_answers.answer(by=by, **given)
            return redirect("recruitment:permission", context["secret"])
    except KithError as refused:
        is_readable = False
        show_refusal(form, refused)
    if not is_readable:
        return render(request, "recruitment/permission.html", {**context, "form": form}, status=422)
    return render(request, "recruitment/permission_check.html", {**context, "answer": form.cleaned_data})


def _context(shown: ManagerPermission, secret: str) -> dict[str, Any]:
    application = shown.application
    cohort = application.call.cohort
    language = translation.get_language() or "en"
    definition = definition_of(cohort)
    return {
        "shown": shown,
        "secret": secret,
        "cohort": cohort,
        "applicant": name_of(application),
        "role": definition.role(application.side).name.in_language(language),
        "programme": definition.name.in_language(language),
        "release": release_of(cohort, language),
    }


def _said(shown: ManagerPermission) -> dict[str, str]:
    """What they said before, to be changed. A first answer begins empty: a name that stands there already
    would be sent by whoever the link was passed on to."""
    if shown.state == State.WAITING:
        return {}
    return {
        "is_given": "yes" if shown.state == State.GIVEN else "no",
        "name": shown.decided_by,
        "position": shown.decided_as,
        "note": shown.note,
    }


def _is_answer_kept(problem: KithError) -> bool:
    """Whether the answer still counts and only cannot be changed any more."""
    return all(fault.code == "recruitment.permission_decided" for fault in problem.faults)


def _problem(shown: ManagerPermission) -> KithError | None:
    try:
        permission_answers.check_open(shown)
    except KithError as over:
        return over
    return None

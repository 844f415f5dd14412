"""The rules of a cohort: as sentences in a form, as a file, and back to the programme's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain import rule_changes
from kith.service.matches.web.draft_forms import RulesFileForm
from kith.service.matches.web.forms import ReasonForm
from kith.service.matches.web.presenters import rules as page
from kith.service.matches.web.rules_form import RulesEditor
from kith.service.ui.web.refusals import accepted, show_refusal


@requires(P.MATCH_MANAGE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Every button of the form sends all of it; only "save" changes anything."""
    _must_pair(cohort)
    toml = page.toml_of(rule_changes.in_force(cohort))
    vocabulary = page.vocabulary_of(cohort)
    others: list[Fault] = []
    if request.method == "POST":
        editor = RulesEditor.posted(vocabulary, toml, request.POST)
        reason = ReasonForm(request.POST if editor.is_save else None, initial=request.POST.dict())
        if editor.is_save:
            said = request.POST.get("reason", "")
            try:
                rule_changes.change_rules(
                    by=request.actor,
                    cohort=cohort,
                    text=editor.toml,
                    reason=said,
                    seen=request.POST.get("seen"),
                )
            except KithError as refused:
                others = _rest(reason, editor.show(refused.faults))
            else:
                return _changed(request, cohort)
    else:
        editor, reason = RulesEditor.of(vocabulary, toml), ReasonForm()
    context = {
        **_around(request, cohort),
        "editor": editor,
        "reason": reason,
        "forms": [*editor.forms, reason],
        "faults": others,
    }
    is_refused = request.method == "POST" and editor.is_save
    return render(request, "matches/rules.html", context, status=422 if is_refused else 200)


def _must_pair(cohort: Cohort) -> None:
    """Rules of sets, posts and placements stand on their matching."""
    if definition_of(cohort).match is None:
        raise Http404


def _around(request: SignedInRequest, cohort: Cohort) -> dict[str, Any]:
    """What stands around the form. The mark of the rules stays that of the page that was opened first."""
    around = page.rules_page(cohort)
    return {**around, "seen": request.POST.get("seen", around["seen"])}


def _rest(reason: ReasonForm, faults: list[Fault]) -> list[Fault]:
    """The form of the reason says itself what is wrong with it."""
    return [fault for fault in faults if reason.is_valid() or fault.where.key != "reason"]


@requires(P.MATCH_MANAGE, on="cohort")
def as_file(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    _must_pair(cohort)
    form = RulesFileForm(request.POST or None, initial={"rules": page.toml_of(rule_changes.in_force(cohort))})
    if form.is_valid():
        said = form.cleaned_data
        try:
            rule_changes.change_rules(
                by=request.actor,
                cohort=cohort,
                text=said["rules"],
                reason=said["reason"],
                seen=request.POST.get("seen"),
            )
        except KithError as refused:
            show_refusal(form, KithError(_in_file(fault) for fault in refused.faults))
        else:
            return _changed(request, cohort)
    context = {**_around(request, cohort), "form": form}
    return render(request, "matches/rules_file.html", context, status=422 if form.errors else 200)


def _in_file(fault: Fault) -> Fault:
    """With its line alone: the name of the file and the path are no help to somebody who looks at it."""
    if fault.where.key == "reason":
        return fault
    return replace(fault, where=Where(line=fault.where.line))


@requires(P.MATCH_MANAGE, on="cohort")
def restore(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if accepted(
        form,
        lambda: rule_changes.restore_rules(
            by=request.actor, cohort=cohort, reason=form.cleaned_data["reason"]
        ),
    ):
        return _changed(request, cohort)
    context = {
        "cohort": cohort,
        "form": form,
        "title": _("Go back to the programme's own rules?"),
        "what_happens": [
            _("The next run is made by the programme's own rules."),
            _("What you had written for this cohort stays in its history, and can be copied from there."),
        ],
        "button": _("Use the programme's own rules"),
        "cancel_href": page.rules_page(cohort)["workbench"],
        "is_dangerous": False,
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _changed(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    messages.success(
        request,
        _("The rules are changed for this cohort. Run the matching again, so that the draft follows."),
    )
    return redirect("matches:workbench", cohort.pk)

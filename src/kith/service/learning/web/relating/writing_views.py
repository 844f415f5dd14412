"""Writing an agreement: one's own goals, and what both agree on. Nothing that was typed is lost."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.relating import writing
from kith.service.learning.domain.relating.agreement_days import usual_review_day
from kith.service.learning.domain.relating.agreement_history import history_of
from kith.service.learning.models import Relationship
from kith.service.learning.web.relating.agreement_forms import OwnForm, WordsForm, as_fields
from kith.service.learning.web.relating.agreement_presenters import lines
from kith.service.learning.web.relating.agreement_views import frame, pair_seen
from kith.service.ui.web.refusals import show_refusal
from kith.service.ui.web.wording import day

OWN = Permission.RELATIONSHIP_OWN


@requires(OWN, on="relationship")
def own(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    """One's own goals and what one brings."""
    seen = pair_seen(request, relationship)
    kept = writing.draft_of(relationship).own.get(seen.me.person_id, writing.Own())
    form = OwnForm(request.POST) if request.method == "POST" else OwnForm.of(kept)
    now: dict[str, object] = {}
    if form.is_bound and form.is_valid():
        try:
            writing.save_own(by=request.actor, member=seen.me, own=form.own, seen=form.cleaned_data["seen"])
        except KithError as refused:
            show_refusal(form, refused)
            now = {"goals": lines(kept.goals), "brings": lines(kept.brings)}
            form.data = request.POST.dict() | {"seen": kept.fingerprint}
        else:
            messages.success(request, _("Your goals and what you bring are saved."))
            return redirect("learning:agreement", relationship.pk)
    context = frame(seen, form=form, now=now, newest=None)
    return render(request, "learning/agreement_own.html", context, status=422 if form.errors else 200)


@requires(OWN, on="relationship")
def words(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    """What both agree on. A form that began before somebody else saved comes back with both texts."""
    seen = pair_seen(request, relationship)
    draft = writing.draft_of(relationship)
    form = (
        WordsForm(seen.definition, request.POST)
        if request.method == "POST"
        else WordsForm.of(seen.definition, draft, usual_review_day(relationship.cohort))
    )
    now: dict[str, object] = {}
    newest = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            writing.save_words(
                by=request.actor, member=seen.me, words=form.words, number=given["number"], seen=given["seen"]
            )
        except KithError as refused:
            show_refusal(form, refused)
            if (given["number"], given["seen"]) != (draft.number, draft.revision):
                now = _now(form, draft)
                newest = history_of(relationship).newest if given["number"] != draft.number else None
                form.data = request.POST.dict() | {"number": draft.number, "seen": draft.revision}
        else:
            messages.success(request, _("What you agree on is saved."))
            return redirect("learning:agreement", relationship.pk)
    context = frame(seen, form=form, now=now, newest=newest)
    return render(request, "learning/agreement_words.html", context, status=422 if form.errors else 200)


def _now(form: WordsForm, draft: writing.Draft) -> dict[str, object]:
    """By box: what it says now, where that is not what was typed."""
    typed = form.words
    mine = {**typed.clauses, "ground_rules": typed.ground_rules, "review_on": typed.review_on}
    found: dict[str, object] = {}
    for key, value in as_fields(draft).items():
        if key in mine and (mine[key] or "") != (value or ""):
            found[key] = day(value) if key == "review_on" and value else lines(str(value or ""))
    return found

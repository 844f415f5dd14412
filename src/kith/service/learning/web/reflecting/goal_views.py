"""Goals within a relationship: everybody in it sees them, their owner writes them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.reflecting import goals as actions
from kith.service.learning.models import Goal, Relationship
from kith.service.learning.web.reflecting import goal_presenters as presenters
from kith.service.learning.web.reflecting.reflection_forms import GoalForm, StepForm
from kith.service.learning.web.relating.door import seen_by
from kith.service.ui.web.refusals import accepted


@requires(P.RELATIONSHIP_OWN, on="relationship")
def goals(request: SignedInRequest, relationship: Relationship, **kwargs: Any) -> HttpResponse:
    seen = seen_by(request.user, relationship)
    context = {
        "cohort": relationship.cohort,
        "relationship": relationship,
        "owners": presenters.owners(seen),
        "is_open": seen.is_open,
        "back_href": reverse("learning:together", args=[relationship.pk]),
        "here": "home",
    }
    return render(request, "learning/goals.html", context)


@requires(P.RELATIONSHIP_OWN, on="relationship")
def add(request: SignedInRequest, relationship: Relationship, **kwargs: Any) -> HttpResponse:
    form = GoalForm(request.POST or None)
    if accepted(
        form, lambda: actions.add_goal(by=request.actor, relationship=relationship, **form.cleaned_data)
    ):
        messages.success(request, _("Your goal is set. Your partner or mentor sees it too."))
        return redirect("learning:goals", relationship.pk)
    return _form(request, relationship, form, _("Add a goal"), _("Add this goal"))


@requires(P.RELATIONSHIP_OWN, on="relationship")
def change(
    request: SignedInRequest, relationship: Relationship, goal_id: UUID, **kwargs: Any
) -> HttpResponse:
    goal = _goal(relationship, goal_id)
    if goal.person_id != request.user.pk:
        return _not_yours(request, goal)
    form = GoalForm(request.POST or None, initial={"words": goal.words, "by_when": goal.by_when})
    if accepted(
        form,
        lambda: actions.change_goal(
            by=request.actor,
            goal=goal,
            words=form.cleaned_data["words"],
            by_when=form.cleaned_data["by_when"],
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("learning:goals", relationship.pk)
    return _form(request, relationship, form, _("Change this goal"), _("Save"))


@requires(P.RELATIONSHIP_OWN, on="relationship")
def step(request: SignedInRequest, relationship: Relationship, goal_id: UUID, **kwargs: Any) -> HttpResponse:
    goal = _goal(relationship, goal_id)
    if goal.person_id != request.user.pk:
        return _not_yours(request, goal)
    form = StepForm(request.POST or None, initial={"progress": goal.progress})
    if accepted(form, lambda: actions.step_goal(by=request.actor, goal=goal, **form.cleaned_data)):
        messages.success(request, _("Saved. Your partner or mentor sees it too."))
        return redirect("learning:goals", relationship.pk)
    return _form(request, relationship, form, _("How it came on"), _("Save"), goal.words)


def _goal(relationship: Relationship, goal_id: UUID) -> Goal:
    rows = relationship.goals.select_related("relationship__cohort", "person")
    goal: Goal | None = rows.filter(pk=goal_id).first()
    if goal is None:
        raise Http404
    return goal


def _not_yours(request: SignedInRequest, goal: Goal) -> HttpResponse:
    messages.info(request, _("Only %(name)s can change this goal.") % {"name": goal.person.name})
    return redirect("learning:goals", goal.relationship_id)


def _form(
    request: SignedInRequest, relationship: Relationship, form: Any, title: str, button: str, about: str = ""
) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "button": button,
        "about": about,
        "cohort": relationship.cohort,
        "cancel_href": reverse("learning:goals", args=[relationship.pk]),
        "here": "home",
    }
    return render(request, "learning/goal_form.html", context, status=422 if form.errors else 200)

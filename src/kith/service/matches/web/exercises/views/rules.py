"""The rules of an exercise: as sentences in a form, and as the file behind them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain.exercises import actions
from kith.service.matches.models import Exercise
from kith.service.matches.web.exercises.forms import RulesFileForm
from kith.service.matches.web.exercises.presenters.rules import rules_page, vocabulary_of
from kith.service.matches.web.rules_form import RulesEditor
from kith.service.ui.web.refusals import accepted

LONGEST_NUMBER = 9


@requires(P.MATCH_MANAGE, on="exercise")
def change(request: SignedInRequest, exercise: Exercise, **kwargs: str) -> HttpResponse:
    """Every button of the form sends all of it; only "save" changes anything."""
    vocabulary = vocabulary_of(exercise)
    if not vocabulary.words:
        return redirect("matches:exercise_rules_file", exercise.pk)
    faults: list[Fault] = []
    revision = _revision(request) if request.method == "POST" else exercise.revision
    if request.method == "POST":
        editor = RulesEditor.posted(vocabulary, exercise.rules, request.POST)
        if editor.is_save:
            try:
                actions.change_rules(
                    by=request.actor, exercise=exercise, rules=editor.toml, seen_revision=revision
                )
            except KithError as refused:
                faults = editor.show(refused.faults)
            else:
                return _changed(request, exercise)
    else:
        editor = RulesEditor.of(vocabulary, exercise.rules)
    context = {
        **rules_page(exercise),
        "editor": editor,
        "revision": revision,
        "forms": editor.forms,
        "faults": faults,
    }
    is_refused = request.method == "POST" and editor.is_save
    return render(request, "matches/exercise_rules.html", context, status=422 if is_refused else 200)


def _revision(request: SignedInRequest) -> int:
    """As the page showed it; what is no number was never shown."""
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) <= LONGEST_NUMBER else -1


@requires(P.MATCH_MANAGE, on="exercise")
def change_file(request: SignedInRequest, exercise: Exercise, **kwargs: str) -> HttpResponse:
    """The file itself: every fault at once, each with its line."""
    form = RulesFileForm(
        request.POST or None, initial={"rules": exercise.rules, "revision": exercise.revision}
    )
    if accepted(
        form,
        lambda: actions.change_rules(
            by=request.actor,
            exercise=exercise,
            rules=form.cleaned_data["rules"],
            seen_revision=form.cleaned_data["revision"],
        ),
    ):
        return _changed(request, exercise)
    context = {**rules_page(exercise), "form": form}
    return render(request, "matches/exercise_rules_file.html", context, status=422 if form.errors else 200)


def _changed(request: SignedInRequest, exercise: Exercise) -> HttpResponse:
    messages.success(request, _("The rules are changed. Run the matching, so that a draft follows them."))
    return redirect("matches:exercise", exercise.pk)

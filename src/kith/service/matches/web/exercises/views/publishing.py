"""A draft made real: the mails are shown first."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain.exercises import mails, publishing, queries
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.models import Exercise
from kith.service.matches.web.exercises.forms import PublishForm
from kith.service.matches.web.exercises.presenters.published import published_page
from kith.service.matches.web.exercises.views.runs import finished
from kith.service.ui.web.refusals import accepted


@requires(P.MATCH_MANAGE, on="exercise")
def publish(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    run = finished(exercise, number)
    letters = list(mails.letters(run))
    form = PublishForm(request.POST or None, initial={"revision": exercise.revision, "mails": bool(letters)})
    if accepted(
        form,
        lambda: publishing.publish(
            by=request.actor,
            run=run,
            seen_revision=form.cleaned_data["revision"],
            send_mails=form.cleaned_data["mails"],
        ),
    ):
        messages.success(request, _("The draft is published."))
        return redirect("matches:exercise", exercise.pk)
    drafted = Drafted.of(run)
    context: dict[str, Any] = {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "run": run,
        "form": form,
        "lines": _lines(exercise, drafted, len(letters)),
        "letters": [next(same) for _purpose, same in groupby(letters, key=lambda one: one.purpose)],
        "here": "programmes",
    }
    return render(request, "matches/exercise_publish.html", context, status=422 if form.errors else 200)


@requires(P.MATCH_MANAGE, on="exercise")
def show(request: SignedInRequest, exercise: Exercise, **kwargs: str) -> HttpResponse:
    publication = queries.publication_of(exercise)
    if publication is None:  # nothing to certify yet
        return redirect("matches:exercise", exercise.pk)
    publication.run = finished(exercise, publication.run.number)
    context = published_page(publication, page=request.GET.get("page"))
    return render(request, "matches/exercise_published.html", context)


def _lines(exercise: Exercise, drafted: Drafted, count: int) -> list[str]:
    placed = ngettext("%(num)s person has a place.", "%(num)s people have a place.", drafted.matched)
    left = len(drafted.people_left())
    lines = [placed % {"num": drafted.matched}]
    if left:
        said = ngettext("%(num)s person has none.", "%(num)s people have none.", left)
        lines.append(said % {"num": left})
    if exercise.cohort is not None:
        lines.append(_("Participants see on their page where they are."))
    said = ngettext("%(num)s person has an e-mail address.", "%(num)s people have an e-mail address.", count)
    lines += [said % {"num": count}, _("Publishing happens once. After it nothing here can be changed.")]
    return lines

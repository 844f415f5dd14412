"""The page behind a person's own link: say yes or no, then see what comes next. No account needed."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation

from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.places import place_behind
from kith.service.cohorts.domain.tasks import tasks_of
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link, use_link
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import by_link
from kith.service.core.web.receivers import speak_to
from kith.service.ui.web.task_rows import task_row

STEPS = {"confirm": places.confirm, "decline": places.decline}


@by_link
def place(request: HttpRequest, secret: str) -> HttpResponse:
    link = open_link(secret, purpose=LinkPurpose.CONFIRM_PLACE, now=timezone.now())
    shown = place_behind(link)
    speak_to(request, shown.person)
    if request.method == "POST":
        steps = [step for name, step in STEPS.items() if name in request.POST]
        with transaction.atomic():
            for step in steps[:1]:
                use_link(link, now=timezone.now())
                step(by=Actor.of_link(link), place=shown)
        return redirect("cohorts:place_by_link", secret)
    language = translation.get_language() or "en"
    definition = definition_of(shown.cohort)
    context = {
        "shown": shown,
        "cohort": shown.cohort,
        "definition": definition,
        "side": definition.role(shown.side).name,
        "activities": [(one.name.in_language(language), one) for one in definition.activities],
        "task_rows": [task_row(task) for task in tasks_of(shown, secret)]
        if shown.state == Place.State.CONFIRMED
        else [],
        "today": timezone.localdate(),
    }
    return render(request, "cohorts/place_by_link.html", context)

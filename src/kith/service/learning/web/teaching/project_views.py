"""What a pair improves together, on their own pages; and the lead's programme of the presentation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.teaching import projects
from kith.service.learning.models import JointProject, Relationship
from kith.service.learning.web.relating.door import seen_by
from kith.service.learning.web.relating.wording import title as title_of
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.learning.web.teaching import project_presenters as presenters
from kith.service.learning.web.teaching.session_views import event_of
from kith.service.ui.web.refusals import accepted, show_refusal

PAGE_SIZE = 100


class ProjectForm(SentOnceForm):
    title = forms.CharField(
        label=gettext_lazy("What do you call it?"),
        help_text=gettext_lazy("At a presentation the title stands in the programme."),
        max_length=projects.TITLE_LIMIT,
    )
    aim = forms.CharField(
        label=gettext_lazy("What should get better, for whom, by when?"),
        widget=forms.Textarea,
        required=False,
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Where is it now?"), choices=JointProject.State.choices, widget=forms.RadioSelect
    )
    outcome = forms.CharField(
        label=gettext_lazy("What came of it?"),
        help_text=gettext_lazy("Also what did not work."),
        widget=forms.Textarea,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def written(self) -> projects.Written:
        given = self.cleaned_data
        return projects.Written(given["title"], given["aim"], given["outcome"], given["state"])


@requires(P.RELATIONSHIP_OWN, on="relationship")
def project(
    request: SignedInRequest, relationship: Relationship, project_id: UUID | None = None, **kwargs: str
) -> HttpResponse:
    """Begin one, or change one that is there: either of the two, and both see it."""
    seen = seen_by(request.user, relationship)
    activity = projects.project_activity(seen.definition)
    row = relationship.projects.filter(pk=project_id).first() if project_id else None
    if project_id and row is None:
        raise Http404
    if row is None and (activity is None or relationship.kind != Relationship.Kind.PAIR):
        raise KithError(Fault("learning.no_project_here"))
    if row is not None:
        row.relationship = relationship
    form = ProjectForm(request.POST or None, initial=_begins(row))
    is_changed = False
    if form.is_valid():
        try:
            _save(request, relationship, row, form)
        except KithError as refused:
            is_changed = _offer_again(form, row, refused, request.POST)
        else:
            messages.success(request, _("Saved. You both see it."))
            return redirect("learning:together", relationship.pk)
    context = {
        "form": form,
        "project": row,
        "is_open": seen.is_open,
        "cohort": relationship.cohort,
        "caption": title_of(seen),
        "relationship": relationship,
        "is_changed": is_changed,
        "here": "home",
    }
    return render(request, "learning/project.html", context, status=422 if form.errors else 200)


def _save(
    request: SignedInRequest, relationship: Relationship, row: JointProject | None, form: ProjectForm
) -> None:
    given, by = form.cleaned_data, request.actor
    if row is not None:
        seen = -1 if given["seen"] is None else given["seen"]
        projects.change(by=by, project=row, written=form.written(), seen=seen)
        return
    activity = projects.project_activity(definition_of(relationship.cohort))
    projects.begin(
        by=by,
        relationship=relationship,
        activity=activity.key if activity else "",
        written=form.written(),
        sent_once=given["sent_once"],
    )


def _begins(row: JointProject | None) -> dict[str, Any]:
    if row is None:
        return {"state": JointProject.State.PLANNED}
    fields = ("title", "aim", "state", "outcome")
    return {name: getattr(row, name) for name in fields} | {"seen": row.revision}


def _offer_again(form: ProjectForm, row: JointProject | None, refused: KithError, sent: QueryDict) -> bool:
    """Whether the other has written meanwhile: then what is there now is shown above, what was typed stays in
    the form, and saving once more is meant."""
    show_refusal(form, refused)
    if row is None or all(fault.code != "learning.project_changed" for fault in refused.faults):
        return False
    row.refresh_from_db()
    again = sent.copy()
    again["seen"] = str(row.revision)
    form.data = again
    return True


class TurnsForm(forms.Form):
    """Two numbers a project: its turn, and how many minutes."""

    def __init__(self, *args: Any, rows: list[JointProject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            said = {"title": row.title}
            self.fields[f"turn-{row.pk}"] = forms.IntegerField(
                label=_("Turn of “%(title)s”") % said,
                min_value=1,
                max_value=999,
                required=False,
                initial=row.presents_as,
            )
            self.fields[f"minutes-{row.pk}"] = forms.IntegerField(
                label=_("Minutes for “%(title)s”") % said,
                min_value=1,
                max_value=projects.MOST_MINUTES,
                required=False,
                initial=row.presents_minutes or presenters.USUAL_MINUTES,
            )

    def turns(self) -> list[projects.Turn]:
        given = self.cleaned_data
        return [
            projects.Turn(
                row.pk, given[f"turn-{row.pk}"], given[f"minutes-{row.pk}"] or presenters.USUAL_MINUTES
            )
            for row in self.rows
        ]


@requires(P.LEARNING_MANAGE, on="cohort")
def presentation(request: SignedInRequest, cohort: Cohort, event_id: UUID, **kwargs: str) -> HttpResponse:
    """The lead says who presents when. They see a project's title and whose it is, and nothing else of it."""
    event = event_of(cohort, event_id)
    page = Paginator(presenters.presentable(event), PAGE_SIZE).get_page(request.GET.get("page"))
    form = TurnsForm(request.POST or None, rows=list(page))
    if request.method == "POST" and accepted(
        form, lambda: projects.arrange(by=request.actor, event=event, turns=form.turns())
    ):
        messages.success(request, _("The programme is saved. Everybody who comes can see it."))
        return redirect("learning:presentation_sheet", cohort.pk, event.pk)
    context = {
        "cohort": cohort,
        "event": event,
        "form": form,
        "lines": presenters.lines(form, list(page)),
        "page": page,
        "query": "",
        "here": "programmes",
    }
    return render(request, "learning/presentation.html", context, status=422 if form.errors else 200)


@requires(P.LEARNING_SEE, on="cohort")
def presentation_sheet(
    request: SignedInRequest, cohort: Cohort, event_id: UUID, **kwargs: str
) -> HttpResponse:
    context = presenters.sheet(event_of(cohort, event_id)) | {"back_place": None}
    return render(request, "learning/presentation_sheet.html", context)

"""Who was there: a list to tick on a phone during the session, and to correct later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.teaching import attending
from kith.service.learning.models import Attendance, Event
from kith.service.learning.web.teaching.session_views import event_of
from kith.service.ui.web.refusals import show_refusal

PAGE_SIZE = 100
UNKNOWN = ""
State = Attendance.State
CHOICES = (
    (State.ATTENDED.value, gettext_lazy("There")),
    (State.MISSED.value, gettext_lazy("Not there")),
    (UNKNOWN, gettext_lazy("Not noted")),
)


class AttendanceForm(forms.Form):
    """The people of one page. Beside each choice stands what the page was made from, so that of two who tick at
    once each changes only what they touched."""

    def __init__(
        self, *args: Any, people: Page[Place], known: dict[UUID, Attendance], most: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.place_ids = [place.pk for place in people]
        for place in people:
            row = known.get(place.pk)
            state = row.state if row is not None and row.state in attending.NOTED else UNKNOWN
            minutes = row.minutes if row is not None else None
            self.fields[f"state-{place.pk}"] = forms.ChoiceField(
                label=place.person.name,
                choices=CHOICES,
                widget=forms.RadioSelect,
                required=False,
                initial=state,
            )
            self.fields[f"minutes-{place.pk}"] = forms.IntegerField(
                label=_("How many minutes was %(name)s there?") % {"name": place.person.name},
                min_value=1,
                max_value=most,
                required=False,
                initial=minutes,
            )
            was = f"{state}:{minutes or ''}"
            self.fields[f"was-{place.pk}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=was
            )

    def marks(self) -> list[attending.Mark]:
        """What somebody touched."""
        given, found = self.cleaned_data, []
        for place_id in self.place_ids:
            state, minutes = given[f"state-{place_id}"], given[f"minutes-{place_id}"]
            if minutes and not state:
                state = State.ATTENDED.value
            if given[f"was-{place_id}"] != f"{state}:{minutes or ''}":
                found.append(attending.Mark(place_id, State(state) if state else None, minutes))
        return found

    @property
    def lines(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"state-{pk}"], self[f"minutes-{pk}"], self[f"was-{pk}"]) for pk in self.place_ids]


@requires(P.LEARNING_MANAGE, on="cohort")
def attendance(request: SignedInRequest, cohort: Cohort, event_id: UUID, **kwargs: str) -> HttpResponse:
    event = event_of(cohort, event_id)
    page = Paginator(attending.expected_at(event), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = Attendance.objects.filter(event=event, place__in=[place.pk for place in page])
    known = {row.place_id: row for row in rows}
    form = AttendanceForm(request.POST or None, people=page, known=known, most=event.minutes)
    if request.method == "POST" and form.is_valid():
        try:
            changed = attending.note(by=request.actor, event=event, marks=form.marks())
        except KithError as refused:
            show_refusal(form, refused)
        else:
            said = ngettext("Noted for %(num)s person.", "Noted for %(num)s people.", changed)
            messages.success(request, said % {"num": changed} if changed else _("Nothing was different."))
            return redirect(request.get_full_path())
    return render(
        request,
        "learning/attendance.html",
        _context(event, form, page, known),
        status=422 if form.errors else 200,
    )


def _context(
    event: Event, form: AttendanceForm, page: Page[Place], known: dict[UUID, Attendance]
) -> dict[str, Any]:
    said = {
        f"state-{pk}": str(row.get_state_display())
        for pk, row in known.items()
        if row.state not in attending.NOTED
    }
    return {
        "cohort": event.cohort,
        "event": event,
        "form": form,
        "page": page,
        "said": said,
        "may_note": event.cohort.is_open and attending.may_be_noted(event, timezone.now()),
        "query": "",
        "here": "programmes",
    }


@require_POST
@requires(P.LEARNING_MANAGE, on="cohort")
def everybody(request: SignedInRequest, cohort: Cohort, event_id: UUID, **kwargs: str) -> HttpResponse:
    event = event_of(cohort, event_id)
    changed = attending.everybody(by=request.actor, event=event)
    said = ngettext(
        "%(num)s person of whom nothing was noted was there.",
        "%(num)s people of whom nothing was noted were there.",
        changed,
    )
    messages.success(request, said % {"num": changed} if changed else _("Everybody is noted already."))
    return redirect("learning:attendance", cohort.pk, event.pk)

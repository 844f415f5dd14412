"""Forms that change a draft: each carries the revision it was opened at, and comes back whole when somebody was first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from kith.foundation.faults import KithError
from kith.service.core.web.access import SignedInRequest
from kith.service.surveys.domain.building import actions
from kith.service.surveys.domain.building.actions import Change
from kith.service.surveys.models import Questionnaire
from kith.service.ui.web.refusals import show_refusal

LONGEST_NUMBER = 9
SEEN = "seen"


class EditForm(forms.Form):
    """``seen`` is the revision of the draft that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        questionnaire: Questionnaire,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={**(initial or {}), SEEN: questionnaire.revision})
        self.questionnaire = questionnaire

    @property
    def seen_revision(self) -> int:
        seen = self.cleaned_data.get(SEEN)
        return -1 if seen is None else int(seen)


def saved(request: SignedInRequest, form: EditForm, what: str, change: Change) -> bool:
    """Whether the change was kept. Where somebody else was first the form says so, with everything that was written;
    sending it once more puts it on top of theirs."""
    return kept(
        form,
        lambda: actions.change_draft(
            by=request.actor,
            questionnaire=form.questionnaire,
            seen_revision=form.seen_revision,
            what=what,
            change=change,
        ),
    )


def kept(form: EditForm, action: Any) -> bool:
    if not form.is_valid():
        return False
    try:
        action()
    except KithError as refused:
        show_refusal(form, refused)
        again = QueryDict(mutable=True)
        for name, values in _sent(form).lists():
            again.setlist(name, values)
        again[SEEN] = str(form.questionnaire.revision)
        form.data = again
        return False
    return True


def _sent(form: EditForm) -> QueryDict:
    if not isinstance(form.data, QueryDict):
        raise TypeError("a form that was sent")
    return form.data


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def seen_in(request: HttpRequest) -> int:
    """The revision behind a button; what is no number was never shown."""
    said = request.POST.get(SEEN, "")
    return int(said) if said.isdecimal() and len(said) <= LONGEST_NUMBER else -1


def status_of(form: forms.BaseForm) -> int:
    return 422 if form.errors else 200

"""Naming others who see one's work: who will see what is said first, then one name at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.core.web.receivers import speak_to
from kith.service.surveys.domain.raters import naming
from kith.service.surveys.domain.raters.pinning import Wanted, asked_of_raters, wanted_in
from kith.service.surveys.models import Invitation, Rater, WaveRaters
from kith.service.surveys.web import answering_views
from kith.service.surveys.web.raters.saying import how_many, kind_words
from kith.service.ui.web.refusals import accepted
from kith.service.ui.web.ways import Way

BY_LINK, SIGNED_IN = "surveys:raters_by_link", "surveys:raters"
TAKE_BACK = {BY_LINK: "surveys:take_back_rater_by_link", SIGNED_IN: "surveys:take_back_rater"}


class RaterForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("How do they know your work?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("Their name"),
        help_text=gettext_lazy("As you would greet them in a mail."),
        max_length=naming.MOST_NAME,
    )
    email = forms.EmailField(label=gettext_lazy("Their e-mail address"))

    def __init__(self, *args: Any, kinds: list[Wanted], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (one.kind.value, kind_words(one)) for one in kinds
        ]


@by_link
def raters_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    invitation, way = answering_views.invited_by_link(secret)
    speak_to(request, invitation.place.person)
    return _raters(request, invitation, (way, BY_LINK))


@requires(Permission.TAKE_PART, on="invitation")
def raters(request: SignedInRequest, invitation: Invitation, **kwargs: str) -> HttpResponse:
    way = Way(request.actor, "surveys:answer", "surveys:step", invitation.pk)
    return _raters(request, invitation, (way, SIGNED_IN))


@require_POST
@by_link
def take_back_by_link(request: HttpRequest, secret: str, rater_id: UUID) -> HttpResponse:
    invitation, way = answering_views.invited_by_link(secret)
    speak_to(request, invitation.place.person)
    return _take_back(request, invitation, (way, BY_LINK), rater_id)


@require_POST
@requires(Permission.TAKE_PART, on="invitation")
def take_back(
    request: SignedInRequest, invitation: Invitation, rater_id: UUID, **kwargs: str
) -> HttpResponse:
    way = Way(request.actor, "surveys:answer", "surveys:step", invitation.pk)
    return _take_back(request, invitation, (way, SIGNED_IN), rater_id)


def _raters(request: HttpRequest, invitation: Invitation, came: tuple[Way, str]) -> HttpResponse:
    way, view = came
    row = _asked(invitation)
    if not answering_views.is_open(invitation) or not answering_views.may_be_asked(invitation):
        return redirect(way.start)
    room = naming.room_left(invitation.place, row)
    kinds = [one for one in wanted_in(row) if room[one.kind.value]]
    form = RaterForm(request.POST if request.method == "POST" else None, kinds=kinds)

    def name() -> None:
        naming.name_rater(by=way.actor, invitation=invitation, **form.cleaned_data)

    if accepted(form, name):
        messages.success(request, _("%(name)s is asked by mail.") % form.cleaned_data)
        return redirect(reverse(view, args=[way.key]))
    context = {
        **answering_views.page_context(invitation),
        "form": form if kinds else None,
        "wanted": [(kind_words(one), how_many(one)) for one in wanted_in(row)],
        "named": _rows(invitation, row, came),
        "minutes": asked_of_raters(row).minutes or 5,
        "back_href": way.start,
    }
    return render(request, "surveys/raters.html", context, status=422 if form.errors else 200)


def _rows(invitation: Invitation, row: WaveRaters, came: tuple[Way, str]) -> list[dict[str, str]]:
    """Whom they named; never whether one of them has answered."""
    way, view = came
    said = {one.kind.value: kind_words(one) for one in wanted_in(row)}
    return [
        {
            "name": rater.name,
            "email": rater.email,
            "kind": said.get(rater.kind, rater.kind),
            "href": reverse(TAKE_BACK[view], args=[way.key, rater.pk]),
        }
        for rater in naming.named_by(invitation.place, row)
    ]


def _take_back(
    request: HttpRequest, invitation: Invitation, came: tuple[Way, str], rater_id: UUID
) -> HttpResponse:
    way, view = came
    row = _asked(invitation)
    rater = get_object_or_404(
        Rater.objects.select_related("asked_in__wave__cohort"),
        pk=rater_id,
        asked_in=row,
        place=invitation.place,
    )
    naming.take_back(by=way.actor, invitation=invitation, rater=rater)
    messages.success(
        request, _("Taken back. Their name and address are erased, and they are not asked any more.")
    )
    return redirect(reverse(view, args=[way.key]))


def _asked(invitation: Invitation) -> WaveRaters:
    row = naming.raters_asked(invitation)
    if row is None:
        raise Http404
    return row

"""Letting somebody read one entry, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.reflecting import sharing
from kith.service.learning.domain.reflecting.readers import shares_in_force
from kith.service.learning.models import Reflection
from kith.service.learning.web.reflecting import reflection_presenters as presenters
from kith.service.learning.web.reflecting.keeping import unkept
from kith.service.learning.web.reflecting.reflection_forms import ShareForm
from kith.service.ui.web.refusals import show_refusal


@unkept
@requires(P.REFLECTION_OWN, on="reflection")
def share(request: SignedInRequest, reflection: Reflection, **kwargs: Any) -> HttpResponse:
    choices = sharing.open_choices(reflection)
    if request.method == "GET" and not choices:
        messages.info(request, _("There is nobody else to share it with now."))
        return redirect("learning:reflection", reflection.pk)
    words = presenters.choice_words(choices)
    form = ShareForm(request.POST or None, choices=choices, words=words)
    if form.is_valid():
        chosen = next(one for one in choices if one.key == form.cleaned_data["who"])
        relationship_id = chosen.relationship.pk if chosen.relationship else None
        try:
            sharing.share(
                by=request.actor,
                reflection=reflection,
                reader=chosen.reader,
                relationship_id=relationship_id,
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Shared. You can take it back at any time."))
            return redirect("learning:reflection", reflection.pk)
    context = {
        "form": form,
        "reflection": reflection,
        "cohort": reflection.cohort,
        "cancel_href": reverse("learning:reflection", args=[reflection.pk]),
        "here": "home",
    }
    return render(request, "learning/share_reflection.html", context, status=422 if form.errors else 200)


@unkept
@requires(P.REFLECTION_OWN, on="reflection")
def take_back(
    request: SignedInRequest, reflection: Reflection, share_id: UUID, **kwargs: Any
) -> HttpResponse:
    found = next((one for one in shares_in_force(reflection) if one.pk == share_id), None)
    if request.method == "POST":
        sharing.take_back(by=request.actor, reflection=reflection, share_id=share_id)
        messages.success(request, _("Taken back."))
        return redirect("learning:reflection", reflection.pk)
    if found is None:
        raise Http404
    return render(request, "ui/confirm.html", presenters.taking_back(reflection, found))

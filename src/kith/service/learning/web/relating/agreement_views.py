"""An agreement: what is being written, each version, and what changed. Only its members come here."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment
from kith.service.learning.domain.relating import agreement_pdf, agreements, writing
from kith.service.learning.domain.relating.agreement_days import today_of
from kith.service.learning.domain.relating.agreement_history import has_signed, history_of
from kith.service.learning.models import AgreementVersion, Relationship
from kith.service.learning.web.parts import Seen
from kith.service.learning.web.relating import agreement_presenters as presenters
from kith.service.learning.web.relating.agreement_forms import ProposeForm, SignForm
from kith.service.learning.web.relating.door import posted, seen_by
from kith.service.learning.web.relating.wording import crumbs_of
from kith.service.ui.web.refusals import show_refusal

OWN = Permission.RELATIONSHIP_OWN


def pair_seen(request: SignedInRequest, relationship: Relationship) -> Seen:
    """Only a pair has an agreement, where its programme asks for one."""
    seen = seen_by(request.user, relationship)
    if relationship.kind != Relationship.Kind.PAIR or not seen.definition.clauses:
        raise Http404
    return seen


def frame(seen: Seen, **more: Any) -> dict[str, Any]:
    """What each of the pages needs."""
    return {
        "relationship": seen.relationship,
        "cohort": seen.relationship.cohort,
        "seen": seen,
        "crumbs_to": crumbs_of(seen),
        "here": "home",
        **more,
    }


@requires(OWN, on="relationship")
def overview(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    """Everything about the agreement. POST proposes what is written."""
    seen = pair_seen(request, relationship)
    form = ProposeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = agreements.propose(
                by=request.actor, member=seen.me, number=given["number"], seen=given["seen"]
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect("learning:agreement_version", relationship.pk, row.number)
    known, draft = history_of(relationship), writing.draft_of(relationship)
    context = frame(
        seen,
        **presenters.overview(seen, known, draft),
        is_due=seen.is_open and known.is_due(today_of(relationship.cohort)),
        form=form if form.is_bound else ProposeForm(initial={"number": draft.number, "seen": draft.revision}),
        propose=ProposeForm(initial={"number": draft.number, "seen": draft.revision}),
    )
    return render(request, "learning/agreement.html", context, status=422 if form.errors else 200)


@requires(OWN, on="relationship")
def version(request: SignedInRequest, relationship: Relationship, number: int, **kwargs: str) -> HttpResponse:
    """A version that was proposed, whole, with what changed. POST signs it."""
    seen = pair_seen(request, relationship)
    form = SignForm(posted(request))
    is_refused = False
    if request.method == "POST" and form.is_valid():
        try:
            agreements.sign(
                by=request.actor, member=seen.me, number=number, typed_name=form.cleaned_data["typed_name"]
            )
        except KithError as refused:
            is_refused = True
            show_refusal(form, refused)
        else:
            return redirect("learning:agreement_version", relationship.pk, number)
    known = history_of(relationship)
    row, before = _find(known.versions, number)
    may_sign = row == known.newest and seen.is_open and not has_signed(row, seen.me.person_id)
    context = frame(
        seen,
        version=row,
        before=before,
        newest=known.newest,
        said=presenters.facts_of(presenters.said_in(seen, presenters.words_in(row), presenters.own_in(row))),
        changed=presenters.changed_between(seen, before, row) if before else [],
        signatures=presenters.signatures(seen, row),
        standing=presenters.standing_of(seen, row, known),
        form=form if may_sign or is_refused else None,
        may_sign=may_sign,
    )
    return render(request, "learning/agreement_version.html", context, status=422 if form.errors else 200)


def _find(
    versions: tuple[AgreementVersion, ...], number: int
) -> tuple[AgreementVersion, AgreementVersion | None]:
    """The version and the one before it."""
    for place, row in enumerate(versions):
        if row.number == number:
            return row, versions[place + 1] if place + 1 < len(versions) else None
    raise Http404


@requires(OWN, on="relationship")
def pdf(request: SignedInRequest, relationship: Relationship, number: int, **kwargs: str) -> FileResponse:
    seen = pair_seen(request, relationship)
    row, _before = _find(history_of(relationship).versions, number)
    said = presenters.said_in(seen, presenters.words_in(row), presenters.own_in(row), by_name=True)
    signed = presenters.signatures(seen, row, by_name=True)
    content = agreement_pdf.pdf_of(row, said=said, signatures=signed)
    return attachment(BytesIO(content), name=f"agreement-{number}.pdf", media_type="application/pdf")


@requires(OWN, on="relationship")
def reviewed(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    """ "It stays as it is": the day has come, and they have looked at it again."""
    seen = pair_seen(request, relationship)
    row = history_of(relationship).in_force
    if row is None:
        return redirect("learning:agreement", relationship.pk)
    if request.method == "POST":
        agreements.mark_reviewed(by=request.actor, member=seen.me, number=row.number)
        return redirect("learning:together", relationship.pk)
    said = presenters.said_in(seen, presenters.words_in(row), presenters.own_in(row))
    context = frame(seen, version=row, said=presenters.facts_of(said))
    context["change_href"] = reverse("learning:agreement_words", args=[relationship.pk])
    return render(request, "learning/agreement_review.html", context)

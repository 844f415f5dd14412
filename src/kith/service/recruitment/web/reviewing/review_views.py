"""For a reviewer or panel member: what waits, and judging one application."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires, signed_in
from kith.service.recruitment.domain.reviewing import review_queries, reviewing
from kith.service.recruitment.models import Review
from kith.service.recruitment.web.reviewing import review_presenters as presenters
from kith.service.recruitment.web.reviewing.review_forms import ReviewForm, StandDownForm
from kith.service.ui.web.refusals import accepted, show_refusal

PAGE_SIZE = 50


@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    rows = review_queries.reviews_of(request.user)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": presenters.review_rows(page), "here": "home"}
    return render(request, "recruitment/reviews.html", context)


@requires(P.REVIEW, on="review")
def write(request: SignedInRequest, review: Review, **kwargs: str) -> HttpResponse:
    if review.state == Review.State.CONFLICT:  # whoever stood down reads no further
        return redirect("recruitment:reviews")
    form = ReviewForm(request.POST or None, review=review)
    if form.is_valid():
        given = {"review": review, "scores": form.scores, "comment": form.cleaned_data["comment"]}
        try:
            if "later" in request.POST:
                reviewing.save(by=request.actor, **given)
                messages.success(request, _("Kept. You can go on with it later."))
                return redirect("recruitment:reviews")
            reviewing.submit(by=request.actor, **given)
        except KithError as refused:
            _keep(request, given)
            show_refusal(form, refused)
        else:
            messages.success(request, _("Sent."))
            following = review_queries.next_of(request.user, review)
            if review.application.example or following is None:
                return redirect("recruitment:reviews")
            return redirect("recruitment:review", following.pk)
    context = presenters.review_page(review)
    return render(
        request, "recruitment/review.html", {**context, "form": form}, status=422 if form.errors else 200
    )


def _keep(request: SignedInRequest, given: dict[str, object]) -> None:
    """What was written is kept although it could not be sent; unless it may not be kept either."""
    try:
        reviewing.save(by=request.actor, **given)  # type: ignore[arg-type]
    except KithError:
        return


@requires(P.REVIEW, on="review")
def stand_down(request: SignedInRequest, review: Review, **kwargs: str) -> HttpResponse:
    if review.state == Review.State.CONFLICT:
        return redirect("recruitment:reviews")
    form = StandDownForm(request.POST or None)
    if accepted(
        form,
        lambda: reviewing.stand_down(by=request.actor, review=review, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("Thank you for saying so. Somebody else judges it."))
        return redirect("recruitment:reviews")
    context = presenters.stand_down(review)
    return render(request, "ui/confirm.html", {**context, "form": form}, status=422 if form.errors else 200)

"""Files that came with an application: for who reads the application, and no others. Always given out as a file."""

from __future__ import annotations

from django.http import Http404
from django.http.response import HttpResponseBase

from kith.questionnaires.responses import base_key
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.files import open_file
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment, download
from kith.service.recruitment.domain.applying.files import sent_file
from kith.service.recruitment.models import Application, ApplicationFile, Review


@requires(P.APPLICATION_SEE, on="application")
def of_application(
    request: SignedInRequest, application: Application, file_id: str, **kwargs: str
) -> HttpResponseBase:
    found = _sent(application, file_id)
    return download(
        by=request.actor,
        file=found.file,
        permission=P.APPLICATION_SEE,
        thing=application,
        on="application",
    )


@requires(P.REVIEW, on="review")
def of_review(request: SignedInRequest, review: Review, file_id: str, **kwargs: str) -> HttpResponseBase:
    """Under the application's reference: people write their own name into the name of a file."""
    if review.state == Review.State.CONFLICT:  # whoever stood down reads no further
        raise Http404
    application = review.application
    found = _sent(application, file_id)
    selection = definition_of(application.call.cohort).selection
    if selection is not None and base_key(found.field) in selection.hidden:
        raise Http404
    content = open_file(by=request.actor, file=found.file, permission=P.REVIEW, thing=review, on="review")
    name = f"{application.reference}-{found.field}{found.ending}"
    return attachment(content, name=name, media_type=found.file.media_type)


def _sent(application: Application, file_id: str) -> ApplicationFile:
    try:
        return sent_file(application, file_id)
    except ApplicationFile.DoesNotExist as nothing:
        raise Http404 from nothing

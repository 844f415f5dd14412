"""The two ways in which an applicant comes to their own pages: by personal link, or signed in.

Whatever is the applicant's (an interview to book, an offer to answer) opens with :func:`by_secret` or
:func:`signed_in_way` and gets the same :class:`Way`, whose ``start`` is the applicant's page.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import SignedInRequest
from kith.service.core.web.receivers import speak_to
from kith.service.recruitment.models import Application
from kith.service.ui.web.ways import Way

BY_LINK, STEP_BY_LINK = "recruitment:application_by_link", "recruitment:application_step_by_link"
OWN, OWN_STEP = "recruitment:own_application", "recruitment:own_application_step"


def by_secret(request: HttpRequest, secret: str) -> tuple[Application, Way]:
    """The application behind a link, and the way; the page speaks the applicant's language.

    Raises KithError when the link is not, or no longer, good. ``way.note_use()`` belongs to what is posted.
    """
    link = open_link(secret, purpose=LinkPurpose.APPLY, now=timezone.now())
    rows = Application.objects.select_related(
        "call__cohort__organisation", "call__cohort__definition", "person", "place"
    )
    application = rows.filter(pk=link.subject_id, example="").first()
    if application is None:  # started, never opened, and deleted since
        raise KithError(Fault("core.link.unknown"))
    speak_to(request, application.person or application)
    return application, Way(Actor.of_link(link), BY_LINK, STEP_BY_LINK, secret)


def signed_in_way(request: SignedInRequest, application: Application) -> Way:
    return Way(request.actor, OWN, OWN_STEP, application.pk)

"""The page of a relationship: everything that two people, or a mentor and a mentee, do together."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.models import Relationship
from kith.service.learning.web.parts import parts_of
from kith.service.learning.web.relating import wording
from kith.service.learning.web.relating.door import seen_by


@requires(Permission.RELATIONSHIP_OWN, on="relationship")
def show(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    seen = seen_by(request.user, relationship)
    context = {
        "title": wording.title(seen),
        "cohort": relationship.cohort,
        "parts": parts_of(seen),
        "here": "home",
    }
    return render(request, "learning/relationship.html", context)

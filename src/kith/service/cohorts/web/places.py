"""Where the main navigation leads to cohorts."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.domain.queries import runs_anything
from kith.service.ui.web.places import Place, register_place


def _address(request: HttpRequest) -> str | None:
    """Only for those who run or look at something; a participant has their home."""
    if not request.user.is_authenticated:
        return None
    if runs_anything(request.user):
        return reverse("cohorts:programmes")
    return None


def register() -> None:
    register_place(Place("programmes", _("Programmes"), address=_address))

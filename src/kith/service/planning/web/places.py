"""Where the main navigation leads to planning."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.permissions import Permission
from kith.service.planning.domain.roles import organisations_that_plan
from kith.service.ui.web.places import Place, register_place


def _address(request: HttpRequest) -> str | None:
    """Only for those who may look at scenarios somewhere."""
    if request.user.is_authenticated and organisations_that_plan(request.user, Permission.PLANNING_SEE):
        return reverse("planning:scenarios")
    return None


def register() -> None:
    register_place(Place("planning", _("Planning"), address=_address))

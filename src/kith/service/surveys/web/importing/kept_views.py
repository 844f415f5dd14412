"""The mappings that an organisation keeps for other tools' exports."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.service.core.domain.files import safe_name
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment
from kith.service.surveys.domain.importing.kept import delete_mapping, kept_mappings
from kith.service.surveys.models import KeptMapping
from kith.service.ui.web.cells import link, post_button


@requires(P.COHORT_CREATE, on="organisation")
def mappings(request: SignedInRequest, organisation: Organisation, **kwargs: str) -> HttpResponse:
    rows = [_row(request, organisation, one) for one in kept_mappings(organisation)]
    context = {"organisation": organisation, "table": rows, "here": "programmes"}
    return render(request, "surveys/kept_mappings.html", context)


@requires(P.COHORT_CREATE, on="organisation")
def download(
    request: SignedInRequest, organisation: Organisation, mapping_id: UUID, **kwargs: str
) -> FileResponse:
    """As ``--mapping`` of ``kith form`` takes it."""
    row = kept_mappings(organisation).filter(pk=mapping_id).first()
    if row is None:
        raise Http404
    name = safe_name(f"{row.instrument}-{row.title}".replace("/", "-")) + ".toml"
    return attachment(BytesIO(row.mapping.encode()), name=name, media_type="application/toml")


@require_POST
@requires(P.COHORT_CREATE, on="organisation")
def delete(
    request: SignedInRequest, organisation: Organisation, mapping_id: UUID, **kwargs: str
) -> HttpResponse:
    if not kept_mappings(organisation).filter(pk=mapping_id).exists():
        raise Http404
    delete_mapping(by=request.actor, organisation=organisation, mapping_id=mapping_id)
    messages.success(request, _("The mapping is deleted. Answers that came in by it stay."))
    return redirect("surveys:kept_mappings", organisation.slug)


def _row(request: SignedInRequest, organisation: Organisation, row: KeptMapping) -> list[Any]:
    to = [organisation.slug, row.pk]
    return [
        row.title,
        row.instrument,
        link(reverse("surveys:mapping_file", args=to), _("Download"), row.title),
        post_button(request, reverse("surveys:delete_mapping", args=to), _("Delete"), row.title),
    ]

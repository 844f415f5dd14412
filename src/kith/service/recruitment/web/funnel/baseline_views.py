"""The workforces of an organisation: an empty file to fill in, uploading it, and deleting one."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment
from kith.service.recruitment.domain.funnel import baselines
from kith.service.recruitment.models import Baseline
from kith.service.recruitment.web.funnel.funnel_forms import BaselineForm
from kith.service.recruitment.web.funnel.funnel_presenters import baseline_rows
from kith.service.ui.web.refusals import show_refusal
from kith.service.ui.web.wording import in_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE_SIZE = 25


@requires(P.FUNNEL_MAKE, on="organisation")
def workforce(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    """Those that there are, and a form for another."""
    form = BaselineForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            baselines.add_baseline(
                by=request.actor,
                organisation=organisation,
                name=form.cleaned_data["name"],
                as_of=form.cleaned_data["as_of"],
                file_name=file.name,
                content=file.read(baselines.MOST_BYTES + 1),
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request, _("The workforce is saved. Choose it when you count by a question it has.")
            )
            return redirect("recruitment:workforce", organisation.slug)
    page = Paginator(organisation.baselines.order_by("-as_of", "pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    names = {one.key: in_language(one.label) for one in baselines.questions()}
    context = {
        "organisation": organisation,
        "form": form,
        "page": page,
        "table_rows": baseline_rows(list(page), names, organisation.slug),
        "here": "home",
    }
    return render(request, "recruitment/workforce.html", context, status=422 if form.errors else 200)


@requires(P.FUNNEL_MAKE, on="organisation")
def template(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> FileResponse:
    content = baselines.template(get_language() or "en")
    return attachment(BytesIO(content), name="workforce.xlsx", media_type=XLSX)


@requires(P.FUNNEL_MAKE, on="organisation")
def delete(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str, baseline_id: str
) -> HttpResponse:
    try:
        row = organisation.baselines.get(pk=baseline_id)
    except (Baseline.DoesNotExist, ValidationError) as missing:
        raise Http404 from missing
    address = reverse("recruitment:workforce", args=[organisation.slug])
    if request.method == "POST":
        baselines.delete_baseline(by=request.actor, baseline=row)
        messages.success(request, _("The workforce is deleted."))
        return redirect(address)
    context = {
        "organisation": organisation,
        "title": _("Delete “%(name)s”?") % {"name": row.name},
        "what_happens": [_("Pages that were compared with it stay as they are. No new one can be.")],
        "button": _("Delete"),
        "cancel_href": address,
        "is_dangerous": True,
        "here": "home",
    }
    return render(request, "ui/confirm.html", context)

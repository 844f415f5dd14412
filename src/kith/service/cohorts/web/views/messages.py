"""The cohort's outbox: what will be sent to whom and when; look, hold, let go, withdraw."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.service.cohorts.models import Cohort
from kith.service.cohorts.web import presenters
from kith.service.core.domain import mail_text, outbox
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import Mail
from kith.service.core.web.access import SignedInRequest, requires

PAGE_SIZE = 50
STEPS = {
    "hold": outbox.hold,
    "release": outbox.release,
    "withdraw": outbox.withdraw,
    "send_again": outbox.send_again,
}


@requires(P.MAIL_SEE, on="cohort")
def outbox_page(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    mails = outbox.visible_mails(cohort.organisation, cohort.pk)
    context = {
        "cohort": cohort,
        "page": (page := Paginator(outbox.in_a_list(mails), PAGE_SIZE).get_page(request.GET.get("page"))),
        "table": presenters.mail_rows(cohort, page),
        "held": mails.filter(state__in=["draft", "held"]).count(),
        "confidential": (counts := outbox.confidential_counts(cohort.organisation, cohort.pk)),
        "confidential_rows": presenters.confidential_rows(counts),
        "may_manage": P.MAIL_MANAGE in presenters.held_permissions(request.user, cohort),
        "here": "programmes",
    }
    return render(request, "cohorts/messages.html", context)


@require_POST
@requires(P.MAIL_MANAGE, on="cohort")
def release_all(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    count = outbox.release_held(by=request.actor, mails=outbox.visible_mails(cohort.organisation, cohort.pk))
    said = ngettext("%(num)s mail is on its way.", "%(num)s mails are on their way.", count)
    messages.success(request, said % {"num": count})
    return redirect("cohorts:messages", cohort.pk)


@requires(P.MAIL_SEE, on="cohort")
def message(request: SignedInRequest, cohort: Cohort, mail_id: str, **kwargs: str) -> HttpResponse:
    """One mail as its receiver sees it; the personal link is never shown."""
    try:
        mail = outbox.visible_mails(cohort.organisation, cohort.pk).get(pk=mail_id)
    except Mail.DoesNotExist as missing:
        raise Http404 from missing
    may_manage = P.MAIL_MANAGE in presenters.held_permissions(request.user, cohort)
    if request.method == "POST" and may_manage:
        if "test" in request.POST:
            outbox.send_test(
                by=request.actor,
                organisation=cohort.organisation,
                purpose=mail.purpose,
                subject=mail.subject,
                body=mail.body,
                language=mail.language,
            )
            messages.success(request, _("A test is on its way to you."))
        else:
            for step in [step for name, step in STEPS.items() if name in request.POST][:1]:
                step(by=request.actor, mail=mail)
        return redirect("cohorts:message", cohort.pk, mail.pk)
    context = {
        "cohort": cohort,
        "mail": mail,
        "seen": mail_text.preview(mail),
        "tone": presenters.MAIL_TONES.get(mail.state, "plain"),
        "state": presenters.mail_states().get(mail.state, mail.state),
        "may_manage": may_manage,
        "here": "programmes",
    }
    return render(request, "cohorts/message.html", context)

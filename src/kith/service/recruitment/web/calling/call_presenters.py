"""What the lead sees of the call: where it stands, what can be done, and what came of each channel."""

from __future__ import annotations

from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.calendar import Entry
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState, is_over
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.links import absolute
from kith.service.core.domain.permissions import Permission
from kith.service.core.domain.remembering import recall
from kith.service.recruitment.domain.applying.applying import CHANGEABLE, may_change
from kith.service.recruitment.domain.calling.calls import Phase, last_day, phase_of
from kith.service.recruitment.domain.calling.channels import ChannelCount, channel_counts
from kith.service.recruitment.domain.calling.closing import closing_words, last_minute, opening_words
from kith.service.recruitment.models import Application, Call, Channel
from kith.service.recruitment.web.calling.call_words import TONES
from kith.service.recruitment.web.sections import Section, SectionAction
from kith.service.ui.web.cells import link, state_tag

State = Application.State


def phase_names() -> dict[Phase, str]:
    return {
        Phase.DRAFT: _("Not published"),
        Phase.SOON: _("Opens soon"),
        Phase.OPEN: _("Open"),
        Phase.CLOSED: _("Closed"),
        Phase.WITHDRAWN: _("Withdrawn"),
    }


def no_call_page(cohort: Cohort) -> dict[str, Any]:
    can_apply = any(role.application for role in definition_of(cohort).roles)
    return {"cohort": cohort, "can_apply": can_apply, "here": "programmes"}


def manage_page(call: Call) -> dict[str, Any]:
    now = timezone.now()
    phase = phase_of(call, now)
    return {
        "cohort": call.cohort,
        "call": call,
        "phase": phase,
        "facts": [
            (_("State"), state_tag(TONES[phase], phase_names()[phase])),
            (_("Opens"), opening_words(call)),
            (_("Closes"), closing_words(call)),
            (_("Public address"), to_copy(absolute(reverse("recruitment:call", args=[call.address])))),
            (_("Applications"), applied_words(call)),
        ],
        "channels": [channel_row(call, count) for count in channel_counts(call)],
        "is_draft": phase is Phase.DRAFT,
        "is_withdrawn": phase is Phase.WITHDRAWN,
        "is_published": call.state == Call.State.PUBLISHED,
        "here": "programmes",
    }


def counts_of(call: Call) -> Counter[str]:
    """How many applications stand where, without the examples."""

    def read() -> Counter[str]:
        rows = (
            call.applications.filter(example="")
            .exclude(state=State.STARTED, opened_at=None)
            .values("state")
            .annotate(count=Count("id"))
        )
        return Counter({row["state"]: row["count"] for row in rows.order_by("state")})

    return recall(("recruitment.counts", call.pk), read)


def applied_words(call: Call) -> str:
    counts = counts_of(call)
    started, withdrawn = counts[State.STARTED], counts[State.WITHDRAWN]
    words = {"sent": sum(counts.values()) - started - withdrawn, "started": started, "withdrawn": withdrawn}
    return _("%(sent)s sent, %(started)s started, %(withdrawn)s withdrawn") % words


def channel_row(call: Call, count: ChannelCount) -> list[Any]:
    channel = count.channel
    if channel.code:
        path = reverse("recruitment:call_via", args=[call.address, channel.code])
        name, end = channel.name, reverse("recruitment:end_channel", args=[call.cohort_id, channel.pk])
        last = _("Ended") if channel.ended_at else link(end, _("End"), channel.name)
    else:
        path = reverse("recruitment:call", args=[call.address])
        name, last = _("The bare address"), ""
    return [name, to_copy(absolute(path)), count.visits, count.started, count.sent, last]


def to_copy(address: str) -> SafeString:
    """An address that a narrow screen may break."""
    return format_html('<code class="kith-code">{}</code>', address)


def call_progress(cohort: Cohort) -> StageProgress:
    """The stage on the cohort's line."""
    call = recall(("recruitment.call", cohort.pk), lambda: Call.objects.filter(cohort=cohort).first())
    address = reverse("recruitment:manage_call", args=[cohort.pk])
    if call is None:
        if is_over(cohort, "call") or not any(role.application for role in definition_of(cohort).roles):
            return StageProgress(StageState.UNUSED, None)
        action = StageAction(_("Open a call"), address, Permission.CALL_MANAGE)
        return StageProgress(StageState.UNUSED, None, action)
    call.cohort = cohort
    phase = phase_of(call, timezone.now())
    state = {Phase.OPEN: StageState.NOW, Phase.CLOSED: StageState.DONE, Phase.WITHDRAWN: StageState.DONE}
    said = phase_names()[phase] if phase in (Phase.DRAFT, Phase.SOON) else applied_words(call)
    action = StageAction(_("See the call"), address, Permission.CALL_MANAGE)
    return StageProgress(state.get(phase, StageState.NEXT), said, action)


def calendar_entries(cohort: Cohort) -> list[Entry]:
    """The days between which it is open."""
    call = Call.objects.filter(cohort=cohort, state=Call.State.PUBLISHED).first()
    if call is None:
        return []
    call.cohort = cohort
    first = call.opens_at.astimezone(ZoneInfo(cohort.time_zone)).date()
    return [Entry(_("Call for applications"), first, last_day(call))]


def late_section(application: Application, held: frozenset[Permission]) -> Section | None:
    """On the lead's page of an application that can no longer be sent: the late door."""
    now = timezone.now()
    is_closed = phase_of(application.call, now) is Phase.CLOSED
    facts: tuple[tuple[str, str], ...] = ()
    if application.late_until is not None:
        until = last_minute(application.late_until, application.call.cohort.time_zone)
        facts = ((_("Open for this person until"), until), (_("Why"), application.late_reason))
    may = Permission.APPLICATION_MANAGE in held and is_closed and application.state in CHANGEABLE
    if not facts and not may:
        return None
    href = reverse("recruitment:open_late", args=[application.call.cohort_id, application.pk])
    text = _("Move that day") if may_change(application, now) else _("Let it be sent late")
    actions = (SectionAction(text, href),) if may else ()
    return Section(_("After the close"), facts=facts, actions=actions)


def channel_of(call: Call, channel_id: str) -> Channel:
    """Raises Channel.DoesNotExist for another call's."""
    channel = call.channels.get(pk=channel_id)
    channel.call = call
    return channel

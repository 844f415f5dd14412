"""The parts of the applicant's page that speak of the application itself."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.questionnaires.logic import steps
from kith.service.recruitment.domain.applying import equality
from kith.service.recruitment.domain.applying.applying import (
    WITHDRAWABLE,
    filling,
    givers_missing,
    may_change,
    missing_of,
)
from kith.service.recruitment.domain.calling.calls import Phase, phase_of
from kith.service.recruitment.domain.calling.closing import closing_words
from kith.service.recruitment.domain.calling.forms import equality_form
from kith.service.recruitment.models import Application
from kith.service.recruitment.web.applying.application_presenters import (
    CHECK,
    COPY,
    EQUALITY,
    EQUALITY_GONE,
    GIVER,
    WITHDRAW,
    closes,
)
from kith.service.recruitment.web.parts import Part
from kith.service.ui.web.ways import Way
from kith.service.ui.web.wording import day

State = Application.State
DECIDED_ELSEWHERE = frozenset({State.OFFERED, State.ACCEPTED, State.DECLINED, State.DEFERRED, State.EXPIRED})
"""The part about the offer says what there is to say."""


def application_part(application: Application, way: Way) -> Part | None:
    """Where the application stands, and what can be done with it now."""
    if application.state == State.WITHDRAWN:
        return _withdrawn(application)
    if application.state == State.STARTED:
        return _started(application, way)
    if application.state == State.SUBMITTED and may_change(application, timezone.now()):
        return _changeable(application, way)
    if application.state in DECIDED_ELSEWHERE:
        return Part(_("Your application"), text=_("See what you sent"), href=way.step(COPY))
    return Part(
        _("Your application"),
        (_where_it_stands(application),),
        text=_("See what you sent"),
        href=way.step(COPY),
    )


def _started(application: Application, way: Way) -> Part:
    if not may_change(application, timezone.now()):
        return Part(_("Your application was not sent"), _too_late(application))
    sentences = (
        _("It is not sent yet. What you have written is kept, and nobody else can read it."),
        _("You can send it until %(moment)s.") % {"moment": closes(application)},
    )
    text, next_key = _next(application)
    return Part(_("Your application"), sentences, text=text, href=way.step(next_key), is_main=True)


def _next(application: Application) -> tuple[str, str]:
    """The words and the step that go on from where the applicant stopped."""
    seen = filling(application)
    if not seen.answers:
        return _("Start"), steps(seen.instrument, seen.answers)[0].key
    if missing_of(seen):
        return _("Go on where you stopped"), application.page or CHECK
    kinds = givers_missing(application)
    if kinds:
        return _("Go on where you stopped"), GIVER + kinds[0]
    return _("Check your answers and send them"), CHECK


def _too_late(application: Application) -> tuple[str, ...]:
    if phase_of(application.call, timezone.now()) is Phase.WITHDRAWN:
        return (_("The call has been withdrawn, so nobody can apply to it any more."),)
    return (
        _("The call closed on %(moment)s.") % {"moment": closing_words(application.call)},
        _("What you had written is kept. If something kept you from sending it in time, write to the people who "
          "run the programme: they can open your application again."),
    )  # fmt: skip


def _changeable(application: Application, way: Way) -> Part:
    until = _("You can change it until %(moment)s.") % {"moment": closes(application)}
    if application.changes is None:
        sentences = (_sent_on(application), until)
        text = _("Look at your application or change it")
        return Part(_("We have your application"), sentences, text=text, href=way.step(CHECK))
    sentences = (
        _(
            "You have changed it since, and the changes are not sent. Until you send them, what you sent before counts."
        ),
        until,
    )
    text = _("Check your changes and send them")
    return Part(_("Your changes are not sent"), sentences, text=text, href=way.step(CHECK), is_main=True)


def _withdrawn(application: Application) -> Part:
    sentences = (
        _("It is withdrawn. Nobody judges it, and nobody is asked about you."),
        _("To have everything about you deleted, sign in with your e-mail address and open “Your data”."),
    )
    if phase_of(application.call, timezone.now()) is not Phase.OPEN:
        return Part(_("Your application"), sentences)
    href = reverse("recruitment:call", args=[application.call.address])
    return Part(_("Your application"), sentences, text=_("Apply again"), href=href)


def _where_it_stands(application: Application) -> str:
    """In words that never run ahead of a letter: what was decided is told by mail."""
    sent = {"sent": _sent_on(application)}
    return _("%(sent)s We write to everybody when it is decided who takes part.") % sent


def _sent_on(application: Application) -> str:
    if application.submitted_at is None:
        return ""
    return _("You sent it on %(day)s.") % {"day": day(application.submitted_at)}


def equality_part(application: Application, way: Way) -> Part | None:
    """Whether the equality questions are answered; never how."""
    if equality_form(application.call) is None or application.person_id is None:
        return None
    answered, open_now = equality.has_answered(application), may_change(application, timezone.now())
    if not answered and not open_now:
        return None
    said = (
        _(
            "You have answered some or all. Your answers are kept apart from your application and are never shown again."
        )
        if answered
        else _("You have not answered them. You need not.")
    )
    text = _("Answer, change or delete") if open_now else _("Delete my answers")
    href = way.step(EQUALITY if open_now else EQUALITY_GONE)
    return Part(_("Equality questions"), (said,), text=text, href=href)


def withdraw_part(application: Application, way: Way) -> Part | None:
    if application.state not in WITHDRAWABLE:
        return None
    said = _("You can withdraw at any time before a place is yours. You need not say why.")
    return Part(_("Withdraw"), (said,), text=_("Withdraw your application"), href=way.step(WITHDRAW))

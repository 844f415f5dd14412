"""Every action about calls and applying: see ``whole_actions``. Saving a screen is not history; sending is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.factories.recruitment import ApplicationFactory, CallFactory, ChannelFactory
from tests.factories.running import Running
from tests.integration.whole_actions import Action, Call

from kith.service.recruitment.domain.applying import applying, late, starting
from kith.service.recruitment.domain.calling import calls, channels
from kith.service.recruitment.models import Application, ManagerPermission

WORDS = {"about": {"en": "Come and see."}}
GIVER = {"name": "Rosa Hale", "email": "rosa.hale@example.org"}


def _days(made: Running) -> dict[str, Any]:
    today = timezone.localdate()
    return {"opens_on": today, "closes_on": today + timedelta(days=9)}


def _create_call(made: Running) -> Call:
    given = {"address": "spring", "words": WORDS, **_days(made)}
    return lambda: calls.create_call(by=made.by, cohort=made.cohort, **given)


def _published(made: Running) -> Any:
    return CallFactory(cohort=made.cohort)


def _draft(made: Running) -> Any:
    return _create_call(made)()


def _call(step: Callable[..., Any], make_call: Callable[[Running], Any], **given: Any) -> Callable[..., Call]:
    def make(made: Running) -> Call:
        call = make_call(made)
        return lambda: step(by=made.by, call=call, **given)

    return make


def _change_call(made: Running) -> Call:
    call = _draft(made)
    words = {"about": {"en": "Other words."}}
    return lambda: calls.change_call(by=made.by, call=call, words=words, **_days(made))


def _extend(made: Running) -> Call:
    call = _published(made)
    later = calls.last_day(call) + timedelta(days=3)
    return lambda: calls.extend_call(by=made.by, call=call, closes_on=later)


def _end_channel(made: Running) -> Call:
    channel = ChannelFactory(call=_published(made))
    return lambda: channels.end_channel(by=made.by, channel=channel)


def _start(made: Running) -> Call:
    given = {"side": "clinician", "name": "Fay Ito", "email": "fay@example.org", "language": "en"}
    call = _published(made)
    return lambda: starting.start(by=made.by, call=call, channel=None, **given)


def _application(made: Running, **given: Any) -> Application:
    return ApplicationFactory(call=_published(made), **given)


def _started(made: Running, **given: Any) -> Application:
    return _application(made, state="started", submitted_at=None, **given)


def _begin(made: Running) -> Call:
    application = _started(made, person=None, opened_at=None, email="fay@example.org", name="Fay Ito")
    return lambda: starting.begin(by=made.by, application=application)


def _send(made: Running) -> Call:
    application = _started(made)
    ManagerPermission.objects.create(application=application, kind="manager_permission", **GIVER)
    return lambda: applying.send(by=made.by, application=application)


def _of(step: Callable[..., Any], **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        application = _application(made, **given)
        return lambda: step(by=made.by, application=application)

    return make


def _open_late(made: Running) -> Call:
    application = _started(made)
    until = calls.last_day(application.call) + timedelta(days=2)
    given = {"until": until, "reason": "She was ill"}
    return lambda: late.open_late(by=made.by, application=application, **given)


APPLYING: dict[str, Action] = {
    "create_call": Action("recruitment.create_call", _create_call, "recruitment.call_there"),
    "change_call": Action("recruitment.change_call", _change_call),
    "publish_call": Action(
        "recruitment.publish_call", _call(calls.publish_call, _draft), "recruitment.call_state"
    ),
    "withdraw_call": Action(
        "recruitment.withdraw_call", _call(calls.withdraw_call, _published), "recruitment.call_state"
    ),
    "extend_call": Action("recruitment.extend_call", _extend),
    "add_channel": Action(
        "recruitment.add_channel",
        _call(channels.add_channel, _published, name="Newsletter"),
        "recruitment.channel_there",
    ),
    "end_channel": Action("recruitment.end_channel", _end_channel),
    "start_application": Action("recruitment.start", _start),
    "open_application": Action("recruitment.open_application", _begin),
    "send_application": Action("recruitment.send", _send),
    "drop_changes": Action("recruitment.drop_changes", _of(applying.drop_changes, changes={"why": "x"})),
    "withdraw_application": Action("recruitment.withdraw", _of(applying.withdraw)),
    "open_late": Action("recruitment.open_late", _open_late),
}

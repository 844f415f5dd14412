"""Actions of matching and of the API's tokens: see ``whole_kinds``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from tests.factories.running import Running
from tests.integration.whole_kinds import MORE, Action, Call

from kith.service.api.domain import actions as tokens
from kith.service.core.domain.permissions import Permission
from kith.service.matches.domain import actions as matching
from kith.service.matches.domain import preferences, rule_changes


def _pair(made: Running) -> dict[str, Any]:
    return {"left": made.places["Amina"], "right": made.places["Eve"]}


def _decide(kind: str) -> Callable[[Running], Call]:
    return lambda made: (
        lambda: matching.decide(by=made.by, cohort=made.cohort, kind=kind, reason="They asked", **_pair(made))
    )


def _swap(made: Running) -> Call:
    called = made.places
    two = {"first": (called["Amina"], called["Ben"]), "second": (called["Chen"], called["Eve"])}
    return lambda: matching.swap(by=made.by, cohort=made.cohort, reason="They asked", **two)


def _undo(made: Running) -> Call:
    row = _decide("lock")(made)()
    return lambda: matching.undo(by=made.by, cohort=made.cohort, decision_id=row.pk)


def _publish(made: Running) -> Call:
    run = made.draft()
    return lambda: matching.publish(by=made.by, run=run, seen_revision=0)


def _hand_in(made: Running) -> Call:
    return lambda: preferences.submit(by=made.by, place=made.places["Amina"])


def _never_with(made: Running) -> Call:
    addresses = ["ben@example.org", "eve@example.org"]
    return lambda: preferences.set_never_with(by=made.by, place=made.places["Amina"], addresses=addresses)


def _make_token(made: Running) -> Call:
    month = timezone.now() + dt.timedelta(days=30)
    wanted = {"name": "board figures", "scopes": [Permission.COHORT_SEE], "expires_at": month}
    return lambda: tokens.make_token(by=made.by, person=made.lead, **wanted)


def _revoke_token(made: Running) -> Call:
    token, _secret = _make_token(made)()
    return lambda: tokens.revoke_token(by=made.by, token=token)


def _change_rules(made: Running) -> Call:
    given = {"by": made.by, "cohort": made.cohort, "reason": "Nobody drives"}
    return lambda: rule_changes.change_rules(text='[[rule]]\nmust = "same_site"\n', **given)


def _restore_rules(made: Running) -> Call:
    _change_rules(made)()
    return lambda: rule_changes.restore_rules(by=made.by, cohort=made.cohort, reason="They drive again")


MATCHING: dict[str, Action] = {
    "start_run": Action(
        "matches.start_run",
        lambda made: lambda: matching.start_run(by=made.by, cohort=made.cohort, best_for="most"),
    ),
    "lock": Action("matches.lock", _decide("lock"), MORE),
    "forbid": Action("matches.forbid", _decide("forbid"), MORE),
    "swap": Action("matches.lock", _swap, MORE),
    "undo": Action("matches.undo_decision", _undo),
    "change_rules": Action("matches.change_rules", _change_rules, "matches.rules_unchanged"),
    "restore_rules": Action("matches.restore_rules", _restore_rules, "matches.rules_are_own"),
    "publish": Action("matches.publish", _publish, "matches.already_published"),
    "hand_in_preferences": Action("matches.submit_preferences", _hand_in, MORE),
    "make_token": Action("api.make_token", _make_token, "api.token.name_taken"),
    "revoke_token": Action("api.revoke_token", _revoke_token),
    "never_with": Action("matches.save_preferences", _never_with, MORE),
}

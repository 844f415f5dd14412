"""Every action about reviewing, interviews and selection: see ``whole_actions``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from django.utils import timezone
from tests.factories.recruitment import ApplicationFactory, CallFactory
from tests.factories.running import Running
from tests.integration.whole_actions import MORE, Action
from tests.integration.whole_actions import Call as Doing

from kith.service.recruitment.domain.reviewing import interviewing, reviewers, reviewing
from kith.service.recruitment.domain.reviewing.sharing_out import share_out
from kith.service.recruitment.domain.selecting import deciding, letters, offers
from kith.service.recruitment.models import (
    Application,
    Call,
    Decision,
    Offer,
    Panel,
    Review,
    Reviewer,
    Waiting,
)

State, Kind = Application.State, Decision.Kind
WHY = {"reason": "The highest totals."}


def _call(made: Running) -> Call:
    """Opened for the cohort, which has places left and has not begun."""
    made.cohort.starts_on = timezone.localdate() + timedelta(days=90)
    made.cohort.save()
    return CallFactory(cohort=made.cohort)


def _row(
    made: Running, state: str = State.SHORTLISTED, call: Call | None = None, **given: Any
) -> Application:
    now = timezone.now()
    call = call or _call(made)
    return ApplicationFactory(call=call, state=state, shortlisted_at=now, permitted_at=now, **given)


def _decide(kind: str, state: str) -> Callable[[Running], Doing]:
    def make(made: Running) -> Doing:
        row = _row(made, state)
        given = {"call": row.call, "applications": [row], "kind": kind, **WHY}
        return lambda: deciding.decide(by=made.by, **given)

    return make


def _offer(made: Running) -> Doing:
    row = _row(made)
    return lambda: offers.make_offers(by=made.by, call=row.call, applications=[row], **WHY)


def _answer(step: Callable[..., Any], **given: Any) -> Callable[[Running], Doing]:
    def make(made: Running) -> Doing:
        row = _row(made, State.OFFERED)
        Offer.objects.create(application=row, expires_at=timezone.now() + timedelta(days=9))
        return lambda: step(by=made.by, application=row, **given)

    return make


def _up(made: Running) -> Doing:
    first = _row(made, State.WAITING)
    second = _row(made, State.WAITING, first.call)
    for rank, row in enumerate((first, second), start=1):
        Waiting.objects.create(application=row, rank=rank)
    return lambda: deciding.move_in_waiting_list(by=made.by, application=second, up=True)


def _letters(made: Running) -> Doing:
    row = _row(made, State.NOT_SELECTED)
    return lambda: letters.write_letters(by=made.by, call=row.call, applications=[row])


def _reader(made: Running, call: Call, number: int = 0) -> Reviewer:
    roles = ["reviewer", "interviewer"]
    email = f"reads{number}@example.org"
    return reviewers.add_reviewer(by=made.by, call=call, name="R. Reads", email=email, roles=roles)


def _add_reviewer(made: Running) -> Doing:
    call = _call(made)
    return lambda: _reader(made, call)


def _end_reviewer(made: Running) -> Doing:
    reader = _reader(made, _call(made))
    return lambda: reviewers.end_reviewer(by=made.by, reviewer=reader)


def _share_out(made: Running) -> Doing:
    row = _row(made, State.SUBMITTED)
    _reader(made, row.call)
    return lambda: share_out(by=made.by, call=row.call)


def _review(step: Callable[..., Any], **given: Any) -> Callable[[Running], Doing]:
    def make(made: Running) -> Doing:
        row = _row(made, State.SUBMITTED)
        review = Review.objects.create(application=row, reviewer=_reader(made, row.call))
        if step is not reviewing.stand_down:
            given["scores"] = {one.key: 2 for one in reviewing.criteria_of(review)}
        return lambda: step(by=made.by, review=review, **given)

    return make


def _panel(made: Running, call: Call) -> Panel:
    members = [_reader(made, call, number) for number in range(2)]
    return interviewing.make_panel(by=made.by, call=call, name="Panel", members=members)


def _make_panel(made: Running) -> Doing:
    call = _call(made)
    members = [_reader(made, call, number) for number in range(2)]
    return lambda: interviewing.make_panel(by=made.by, call=call, name="Panel", members=members)


def _lay(made: Running, panel: Panel) -> Any:
    day = timezone.localdate() + timedelta(days=20)
    given = {"day": day, "first": time(12, 0), "minutes": 30, "pause": 5, "count": 2}
    return interviewing.add_slots(by=made.by, panel=panel, **given)


def _add_slots(made: Running) -> Doing:
    panel = _panel(made, _call(made))
    return lambda: _lay(made, panel)


def _remove_slot(made: Running) -> Doing:
    slot = _lay(made, _panel(made, _call(made)))[0]
    return lambda: interviewing.remove_slot(by=made.by, slot=slot)


def _book(made: Running) -> Doing:
    row = _row(made)
    slot = _lay(made, _panel(made, row.call))[0]
    return lambda: interviewing.book(by=made.by, application=row, slot=slot)


def _invite(made: Running) -> Doing:
    row = _row(made)
    return lambda: interviewing.invite_to_book(by=made.by, call=row.call)


AGAIN = "recruitment.decision_state"
SELECTION: dict[str, Action] = {
    "shortlist": Action("recruitment.shortlist", _decide(Kind.SHORTLIST, State.SUBMITTED), AGAIN),
    "not_shortlist": Action("recruitment.not_shortlist", _decide(Kind.NOT_SHORTLIST, State.SUBMITTED), AGAIN),
    "wait": Action("recruitment.wait", _decide(Kind.WAIT, State.SHORTLISTED), AGAIN),
    "not_select": Action("recruitment.not_select", _decide(Kind.NOT_SELECT, State.SHORTLISTED), AGAIN),
    "reopen": Action("recruitment.reopen", _decide(Kind.REOPEN, State.NOT_SELECTED), AGAIN),
    "offer": Action("recruitment.offer", _offer, AGAIN),
    "accept_offer": Action("recruitment.accept_offer", _answer(offers.accept_offer)),
    "decline_offer": Action("recruitment.decline_offer", _answer(offers.decline_offer)),
    "defer_offer": Action("recruitment.defer_offer", _answer(offers.defer_offer)),
    "take_back_offer": Action(
        "recruitment.take_back", _answer(offers.take_back_offer, **WHY), "recruitment.no_offer"
    ),
    "move_in_waiting_list": Action("recruitment.reorder_waiting_list", _up),
    "write_letters": Action("recruitment.write_letters", _letters),
    "add_reviewer": Action("recruitment.add_reviewer", _add_reviewer),
    "end_reviewer": Action("recruitment.end_reviewer", _end_reviewer),
    "share_out": Action("recruitment.share_out", _share_out),
    "save_review": Action("recruitment.save_review", _review(reviewing.save, comment="Good")),
    "submit_review": Action("recruitment.submit_review", _review(reviewing.submit, comment="Good")),
    "stand_down": Action(
        "recruitment.stand_down",
        _review(reviewing.stand_down, reason="My neighbour"),
        "recruitment.review_closed",
    ),
    "make_panel": Action("recruitment.make_panel", _make_panel, MORE),
    "add_slots": Action("recruitment.add_slots", _add_slots, "recruitment.slots_double"),
    "remove_slot": Action("recruitment.remove_slot", _remove_slot, "recruitment.slot_booked"),
    "book_interview": Action("recruitment.book_interview", _book),
    "invite_to_book": Action("recruitment.invite_to_book", _invite),
}

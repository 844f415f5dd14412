"""The minute tick: one at a time, catching up, and one failure keeps back no other."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from tests.factories import MailFactory

from kith.service.core.domain import tick as ticking
from kith.service.core.domain.tick import LEASE, every_tick, last_tick, tick
from kith.service.core.models import MailState, TickLease

NOW = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def only(monkeypatch):
    """A registry of its own."""
    monkeypatch.setattr(ticking, "_registry", {})


def test_each_registered_function_is_given_the_moment(only):
    told = []
    every_tick("a")(lambda now: told.append(("a", now)))
    every_tick("b")(lambda now: told.append(("b", now)))
    assert tick(NOW) == ()
    assert told == [("a", NOW), ("b", NOW)]
    assert last_tick() == NOW


def test_a_function_that_breaks_is_named_and_the_others_run(only):
    told = []

    def broken(now):
        raise ZeroDivisionError

    every_tick("broken")(broken)
    every_tick("after")(told.append)
    assert tick(NOW) == ("broken",)
    assert told == [NOW]


def test_two_functions_cannot_share_a_name(only):
    every_tick("a")(print)
    with pytest.raises(ValueError, match="called a"):
        every_tick("a")(repr)


def test_a_second_ticker_does_nothing_until_the_lease_of_a_dead_one_ends(only):
    told = []
    every_tick("a")(lambda now: told.append(tick(now)))
    assert tick(NOW) == ()
    assert told == [None]
    TickLease.objects.update(holder="dead", expires_at=NOW + LEASE)
    assert tick(NOW + LEASE - timedelta(seconds=1)) is None
    assert tick(NOW + LEASE) == ()


def test_a_ticker_that_lost_its_lease_stops(only):
    told = []
    every_tick("slow")(lambda now: TickLease.objects.update(holder="another"))
    every_tick("after")(told.append)
    tick(NOW)
    assert told == []
    assert TickLease.objects.get().holder == "another"


def test_missed_hours_are_caught_up_and_nothing_is_done_twice(time_machine):
    mails = [MailFactory(send_after=NOW + timedelta(hours=hour)) for hour in range(4)]
    time_machine.move_to(NOW + timedelta(hours=2, minutes=30), tick=False)
    call_command("tick")
    call_command("tick")
    for mail in mails:
        mail.refresh_from_db()
    assert [mail.state for mail in mails] == [MailState.SENT] * 3 + [MailState.QUEUED]


def test_the_command_says_when_another_is_at_work(capsys):
    TickLease.objects.create(name="tick", holder="another", expires_at=datetime(2999, 1, 1, tzinfo=UTC))
    call_command("tick")
    assert capsys.readouterr().err == "Another tick is at work. Nothing was done.\n"

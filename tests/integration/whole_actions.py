"""Every action of cohorts and surveys, and what doing it a second time comes to: see ``whole_kinds``."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from tests.factories.running import Running
from tests.integration.whole_kinds import MORE as MORE
from tests.integration.whole_kinds import SAME as SAME
from tests.integration.whole_kinds import Action as Action
from tests.integration.whole_kinds import Call as Call
from tests.integration.whole_matches import MATCHING

from kith.programmes.shipped import load_shipped
from kith.questionnaires.logic import steps
from kith.service.cohorts.domain import actions, handing_over, imports, places
from kith.service.cohorts.models import HandOver
from kith.service.surveys.domain import answering, instruments, pseudonyms, waves
from kith.service.surveys.domain.offline import delivering
from kith.service.surveys.domain.offline.reading import Delivery
from kith.service.ui.web.questionnaire import typed_answers

CSV = "Name,E-mail,Role,Site,Line of management\nFay Ito,fay@example.org,Clinician,Northgate,Medicine\n"
OWN = """format_version = 1
[instrument]
key = "own"
version = "1"
title = "Ours"
[rights]
owner = "The hospital"
licence = "Held by us"
[[page]]
key = "own"
[[page.item]]
key = "own_yes"
kind = "yes_no"
label = "Do you agree?"
"""


def uploaded(made: Running) -> Any:
    return imports.upload(
        by=made.by, cohort=made.cohort, name="people.csv", stream=io.BytesIO(CSV.encode()), side=""
    )


def answered(made: Running) -> Any:
    made.opened()
    made.agree("Amina")
    invitation = made.invitation("Amina")
    seen = answering.sitting(invitation)
    for step in steps(seen.instrument, seen.answers):
        raw = {step.field(item): "3" for item in step.page.items if item.kind.value == "scale"}
        answering.save_step(by=made.by, invitation=invitation, step=step, raw=raw)
    return invitation


def _create(made: Running) -> Call:
    return lambda: actions.create_cohort(
        by=made.by,
        organisation=made.cohort.organisation,
        definition=load_shipped("paired-learning"),
        variant="imperial",
        name="Autumn",
        starts_on=dt.date(2027, 9, 6),
        time_zone="Europe/London",
    )


def _change_dates(made: Running) -> Call:
    row = made.cohort.stage_dates.get(stage="running")
    later = (row.starts_on + dt.timedelta(days=3), row.ends_on + dt.timedelta(days=3))
    return lambda: actions.change_dates(by=made.by, cohort=made.cohort, dates={"running": later})


def _change_settings(made: Running) -> Call:
    sides = {"clinician": {"min": 3, "max": 9}}
    return lambda: actions.change_settings(by=made.by, cohort=made.cohort, name="Summer", sides=sides)


def _role(made: Running) -> dict[str, Any]:
    last = made.cohort.starts_on
    return {"by": made.by, "cohort": made.cohort, "role": "deputy", "starts_on": None, "ends_on": last}


def _give_role_to(made: Running) -> Call:
    return lambda: actions.give_role_to(email="dan@example.org", name="Dan Poe", **_role(made))


def _end_role(made: Running) -> Call:
    row = actions.give_role(person=made.places["Ben"].person, **_role(made))
    return lambda: actions.end_role(by=made.by, cohort=made.cohort, role_id=row.pk, on=dt.date(2026, 1, 1))


def _hand_over(made: Running) -> Call:
    given = {"email": "nia@example.org", "name": "Nia Next", "on": timezone.localdate()}
    return lambda: handing_over.hand_over(by=made.by, cohort=made.cohort, of=made.lead, **given)


def _read_hand_over(made: Running) -> Call:
    before = made.places["Ben"].person
    row = HandOver.objects.create(
        cohort=made.cohort, from_person=before, to_person=made.lead, on=timezone.localdate()
    )
    return lambda: handing_over.acknowledge_hand_over(by=made.by, row=row)


def _add(made: Running) -> Call:
    return lambda: made.add("Fay Ito", "clinician", confirmed=False)


def _place(step: Callable[..., Any]) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        place = made.add("Gil Roy", "clinician", confirmed=False)
        return lambda: step(by=made.by, place=place)

    return make


def _invite(made: Running) -> Call:
    made.add("Gil Roy", "clinician", confirmed=False)
    return lambda: places.invite(by=made.by, cohort=made.cohort, held=True)


def _choose_columns(made: Running) -> Call:
    row = uploaded(made)
    return lambda: imports.choose_columns(by=made.by, row=row, mapping=row.mapping)


def _accept(made: Running) -> Call:
    row = uploaded(made)
    return lambda: imports.accept(by=made.by, row=row)


def _abandon(made: Running) -> Call:
    row = uploaded(made)
    return lambda: imports.abandon(by=made.by, row=row)


def _close_now(made: Running) -> Call:
    wave = made.opened()
    return lambda: waves.close_now(by=made.by, wave=wave)


def _move_wave(made: Running) -> Call:
    wave = made.wave("after")
    later = {"opens_at": wave.opens_at, "closes_at": wave.closes_at + dt.timedelta(days=1)}
    return lambda: waves.change_dates(by=made.by, wave=wave, **later)


def _submit(made: Running) -> Call:
    invitation = answered(made)
    return lambda: answering.submit(by=made.by, invitation=invitation)


def _deliver(made: Running) -> Call:
    invitation = answered(made)
    began = answering.response_of(invitation)
    sent = Delivery(
        key=uuid.uuid4(),
        instrument=invitation.wave.instrument_sha256,
        began_from=delivering.standing_of(began),
        before=(),
        answers=typed_answers(answering.sitting(invitation).answers),
        sha256="0" * 64,
    )
    return lambda: delivering.deliver(by=made.by, invitation=invitation, delivery=sent)


def _withdraw_answers(made: Running) -> Call:
    invitation = answered(made)
    return lambda: answering.withdraw_answers(by=made.by, invitation=invitation)


def _fill_slot(made: Running) -> Call:
    given = {"organisation": made.cohort.organisation, "slot": "organisation-own", "name": "own.toml"}
    return lambda: instruments.fill_slot(by=made.by, content=OWN.encode(), **given)


ACTIONS: dict[str, Action] = {
    "create_cohort": Action("cohorts.create", _create, "cohorts.name_taken"),
    "change_dates": Action("cohorts.change_dates", _change_dates),
    "change_settings": Action("cohorts.change_settings", _change_settings),
    "give_role_to": Action("cohorts.give_role", _give_role_to),
    "end_role": Action("cohorts.end_role", _end_role),
    "hand_over": Action("cohorts.hand_over", _hand_over),
    "acknowledge_hand_over": Action("cohorts.read_hand_over", _read_hand_over),
    "add_person": Action("cohorts.add_person", _add, "cohorts.already_in"),
    "invite": Action("cohorts.invite", _invite),
    "confirm": Action("cohorts.confirm_place", _place(places.confirm)),
    "decline": Action("cohorts.decline_place", _place(places.decline)),
    "withdraw": Action("cohorts.withdraw_place", _place(places.withdraw), "cohorts.place_state"),
    "note_export": Action(
        "cohorts.export_people",
        lambda made: lambda: places.note_export(by=made.by, cohort=made.cohort, rows=4),
    ),
    "upload": Action("cohorts.upload_people", lambda made: lambda: uploaded(made), MORE),
    "choose_columns": Action("cohorts.choose_columns", _choose_columns),
    "accept": Action("cohorts.accept_people", _accept),
    "abandon": Action("cohorts.abandon_people", _abandon, "cohorts.import_closed"),
    "open_wave": Action("surveys.open_wave", lambda made: made.opened),
    "close_now": Action("surveys.close_wave", _close_now, "surveys.not_open"),
    "change_wave": Action("surveys.change_wave", _move_wave),
    "submit": Action("surveys.submit", _submit),
    "deliver": Action("surveys.submit", _deliver),
    "withdraw_answers": Action("surveys.withdraw_answers", _withdraw_answers),
    "fill_slot": Action("surveys.fill_slot", _fill_slot, MORE),
    "destroy_key": Action(
        "surveys.destroy_key",
        lambda made: lambda: pseudonyms.destroy_key(by=made.by, cohort=made.cohort),
    ),
    **MATCHING,
}

ALLOWED_WHEN_CLOSED: dict[str, str] = {
    "create_cohort": "Makes another cohort, such as next year’s from this one.",
    "give_role_to": "An evaluator or a viewer may come to read when a cohort is over.",
    "end_role": "Whoever should no longer read must be kept out at any time.",
    "hand_over": "Somebody must lead what is over too, until it is archived.",
    "acknowledge_hand_over": "That a hand-over was read can be said at any time.",
    "note_export": "Reading goes on; that a list left the house must stand in the history.",
    "abandon": "Lets an uploaded file with people in it go.",
    "withdraw_answers": "What somebody told can always be taken back.",
    "fill_slot": "The questionnaire is the organisation’s; cohorts keep the one that they pinned.",
    "make_token": "A token belongs to a person, not to a cohort; it reads and changes nothing.",
    "revoke_token": "A token belongs to a person, not to a cohort.",
    "destroy_key": "Making answers anonymous for good is what one does when a cohort is over.",
}
"""What still works when a cohort is closed, and why. Everything else is refused."""

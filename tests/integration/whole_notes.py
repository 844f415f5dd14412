"""The actions of what a cohort took; see ``whole_actions``."""

from __future__ import annotations

from tests.factories.running import Running
from tests.integration.whole_actions import MORE, SAME, Action, Call

from kith.service.reports.domain.running_notes import actions
from kith.service.reports.domain.running_notes.actions import Note, Whole

NOTE = Note("adaptation", what="Met on Tuesdays", reason="Clinics are on Mondays", role="programme lead")


def _record(made: Running) -> Call:
    return lambda: actions.record_note(by=made.by, cohort=made.cohort, note=NOTE)


def _drop(made: Running) -> Call:
    note = _record(made)()
    return lambda: actions.drop_note(by=made.by, note=note)


def _settle(made: Running) -> Call:
    whole = Whole(looked="no", participants=12, completers=10)
    return lambda: actions.settle_whole(by=made.by, cohort=made.cohort, whole=whole)


NOTES = {
    "record_note": Action("reports.record_note", _record, MORE),
    "drop_note": Action("reports.drop_note", _drop, SAME),
    "settle_whole": Action("reports.settle_whole", _settle, SAME),
}

"""Actions that bring another tool's export in: see ``whole_actions``."""

from __future__ import annotations

import datetime as dt
import io

from django.utils import timezone
from tests.factories.running import Running
from tests.integration.whole_actions import MORE, SAME, Action
from tests.integration.whole_actions import Call as Doing

from kith.questionnaires.mapping import mapping_from_toml
from kith.service.surveys.domain.importing import actions, long
from kith.service.surveys.domain.importing.kept import delete_mapping
from kith.service.surveys.domain.past_answers import Elsewhere
from kith.service.surveys.models import AnswersImport, KeptMapping, Wave

EXPORT = b"mail,lead_change\namina@example.org,4\n"


def _over(made: Running) -> Wave:
    over = {"state": Wave.State.PLANNED, "closes_at": timezone.now() - dt.timedelta(days=1)}
    Wave.objects.filter(cohort=made.cohort, key="before").update(**over)
    return made.wave()


def _row(made: Running) -> AnswersImport:
    return actions.upload(by=made.by, wave=_over(made), name="tool.csv", stream=io.BytesIO(EXPORT))


def _upload(made: Running) -> Doing:
    wave = _over(made)
    return lambda: actions.upload(by=made.by, wave=wave, name="tool.csv", stream=io.BytesIO(EXPORT))


def _choose(made: Running) -> Doing:
    row = _row(made)
    items = {one.item: one for one in mapping_from_toml(row.mapping.encode(), "mapping").items}
    return lambda: actions.choose(
        by=made.by, row=row, items=items, person="mail", person_is="mail", keep_as="Ours"
    )


def _bring(made: Running) -> Doing:
    row = _row(made)
    actions.choose(
        by=made.by,
        row=row,
        items={one.item: one for one in mapping_from_toml(row.mapping.encode(), "mapping").items},
        person="mail",
        person_is="mail",
    )
    agreed = Elsewhere("paper", may_be_read=True, may_be_quoted=True)
    return lambda: actions.bring(by=made.by, row=row, agreed=agreed)


def _leave(made: Running) -> Doing:
    row = _row(made)
    return lambda: actions.leave(by=made.by, row=row)


def _long(made: Running) -> AnswersImport:
    row = _row(made)
    row.is_long = True
    row.save()
    return row


def _look(made: Running) -> Doing:
    row = _long(made)
    return lambda: long.start_looking(by=made.by, row=row)


def _bring_long(made: Running) -> Doing:
    row = _long(made)
    agreed = Elsewhere("paper", may_be_read=True, may_be_quoted=True)
    return lambda: long.start_bringing(by=made.by, row=row, agreed=agreed)


def _stop(made: Running) -> Doing:
    row = _long(made)
    long.start_looking(by=made.by, row=row)
    return lambda: long.stop(by=made.by, row=row)


def _delete_mapping(made: Running) -> Doing:
    kept = KeptMapping.objects.create(
        organisation=made.cohort.organisation, instrument="ours", title="Our tool", mapping=""
    )
    return lambda: delete_mapping(by=made.by, organisation=made.cohort.organisation, mapping_id=kept.pk)


IMPORTING: dict[str, Action] = {
    "upload_export": Action("surveys.upload_export", _upload, MORE),
    "map_export": Action("surveys.map_export", _choose, SAME),
    "bring_export": Action("surveys.bring_answers", _bring, "surveys.import_brought"),
    "delete_mapping": Action("surveys.delete_mapping", _delete_mapping),
    "start_looking": Action("core.job.enqueue", _look, MORE),
    "start_bringing": Action("core.job.enqueue", _bring_long),
    "stop_export": Action("core.job.cancel", _stop),
    "leave_export": Action("surveys.leave_export", _leave),
}

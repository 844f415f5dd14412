"""Files in an application: those that were sent stand until they are sent again, as the answers do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.calling.forms import application_form
from kith.service.recruitment.models import Application, ApplicationFile
from kith.service.surveys.domain.files.keeping import drop_unheld, file_words, store
from kith.service.surveys.domain.files.looking import Taken

REFERENCE = re.compile(r"[0-9a-f-]{36}\.[a-z]{3,5}")


def keep_files(by: Actor, application: Application, taken: Iterable[Taken]) -> None:
    organisation = application.call.cohort.organisation
    for one in taken:
        file = store(one, one.name, organisation, by=by, is_noted=True)
        ApplicationFile.objects.create(
            id=one.id, application=application, field=one.field, ending=one.ending, file=file
        )


def forget_unheld(application: Application) -> None:
    """Files that stand neither in what was sent nor in what was changed since go."""
    form = application_form(application.call, application.side)
    if not any(item.is_file for item in form.items):
        return
    application.refresh_from_db(fields=["answers", "changes"])
    drop_unheld(application.files.all(), application.answers, application.changes)


def named_files(application: Application, answers: Mapping[str, Any]) -> dict[str, str]:
    """By field, each file of these answers with its name and size."""
    if not any(map(_may_be_file, answers.values())):
        return {}
    return _by_field(file_words(application.files.select_related("file"), with_names=True), answers)


def unnamed_files(application: Application, answers: Mapping[str, Any]) -> dict[str, str]:
    """The same for who must not learn the applicant's name: people write their own into it."""
    return _by_field(file_words(application.files.select_related("file"), with_names=False), answers)


def sent_files(application: Application) -> list[ApplicationFile]:
    """The files of what was sent, in the order of their questions' keys."""
    if not any(map(_may_be_file, application.answers.values())):
        return []
    rows = application.files.select_related("file").order_by("field")
    return [row for row in rows if application.answers.get(row.field) == row.reference]


def sent_file(application: Application, file_id: UUID | str) -> ApplicationFile:
    """A file of what was sent. Raises ApplicationFile.DoesNotExist, also for one that is not sent yet."""
    row = application.files.select_related("file").get(pk=file_id)
    if application.submitted_at is None or application.answers.get(row.field) != row.reference:
        raise ApplicationFile.DoesNotExist
    return row


def _may_be_file(value: Any) -> bool:
    """Whether it has the look of a reference, so that an application without files costs no question."""
    return isinstance(value, str) and REFERENCE.fullmatch(value) is not None


def _by_field(said: Mapping[str, str], answers: Mapping[str, Any]) -> dict[str, str]:
    return {key: said[value] for key, value in answers.items() if isinstance(value, str) and value in said}

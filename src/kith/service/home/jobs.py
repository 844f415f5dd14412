"""Making an organisation's export: read outside any transaction, kept in one."""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

from django.utils import timezone, translation

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import store_file
from kith.service.core.domain.job_runs import JobRun
from kith.service.core.domain.jobs import job
from kith.service.core.models import Organisation
from kith.service.home.domain.export.actions import EXPORT, KEPT
from kith.service.home.domain.export.packing import pack

FILE_LIMIT = 2 * 1024 * 1024 * 1024
IN_MEMORY = 8 * 1024 * 1024


@job(EXPORT)
def export_organisation(run: JobRun, *, organisation_id: str) -> None:
    organisation = Organisation.objects.get(pk=organisation_id)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as packed:
        with translation.override(organisation.language):
            files = pack(organisation, packed, run.progress)
        packed.seek(0)
        with run.finishing() as outcome:
            kept = store_file(
                by=Actor.system(EXPORT),
                organisation=organisation,
                name=f"{organisation.slug}.zip",
                stream=cast("BinaryIO", packed),
                limit=FILE_LIMIT,
                delete_after=timezone.now() + KEPT,
            )
            outcome.update(file_id=str(kept.pk), files=files)

"""What of an organisation is not a table: definitions, cohorts with their calendars, answers, reports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import TextChoices

import kith
from kith.foundation.provenance import canonical_json
from kith.questionnaires.read import from_json
from kith.service.cohorts.models import Cohort, DefinitionVersion
from kith.service.core.domain.files import safe_name
from kith.service.core.domain.policies import thresholds
from kith.service.core.models import Organisation, StoredFile
from kith.service.home.domain.export.learning import LEARNING_CODES
from kith.service.home.domain.export.reporting import NOTE_CODES
from kith.service.home.domain.export.sheets import cell_of
from kith.service.learning.models import Resource
from kith.service.recruitment.models import Check, FunnelRelease
from kith.service.reports.models import EvaluationPlan, Report
from kith.service.surveys.domain.shared.waves import is_shared
from kith.service.surveys.models import (
    KeptMapping,
    OwnInstrument,
    Questionnaire,
    QuestionnaireVersion,
    Wave,
)
from kith.tables.types import Cell
from kith.tables.writing import write_csv

Entry = tuple[str, bytes]
KNOWN = ("pseudonym", "side", "submitted_on", "may_be_reported", "may_be_read", "may_be_quoted")
"""Of each response beside its answers; what its writer agreed to goes wherever the answers go."""
CODEBOOK = ("heading", "question", "value", "meaning")


def as_json(value: Any) -> bytes:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2, sort_keys=True).encode()


def organisation_json(organisation: Organisation) -> Entry:
    told = {
        "id": organisation.pk,
        "name": organisation.name,
        "short_name": organisation.slug,
        "kind": organisation.kind,
        "time_zone": organisation.time_zone,
        "language": organisation.language,
        "contact_email": organisation.contact_email,
        "former_names": list(organisation.former_names.order_by("until").values("name", "until")),
        "merged_from": list(organisation.merged_from.order_by("pk").values("id", "name")),
        "thresholds": thresholds(organisation),
        "written_by": {"kith": kith.__version__},
    }
    return "organisation.json", as_json(told)


def cohorts_json(organisation: Organisation) -> Entry:
    rows = Cohort.objects.filter(organisation=organisation).select_related("definition").order_by("pk")
    return "cohorts.json", as_json([_cohort(row) for row in rows.prefetch_related("stage_dates", "waves")])


def _cohort(row: Cohort) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "definition": _definition_path(row.definition),
        "variant": row.variant,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "followed_until": row.followed_until,
        "time_zone": row.time_zone,
        "sides": row.sides,
        "state": row.state,
        "copied_from": row.copied_from_id,
        "stages": [
            {"stage": one.stage, "starts_on": one.starts_on, "ends_on": one.ends_on}
            for one in row.stage_dates.all()
        ],
        "questionnaires": [
            {
                "key": one.key,
                "name": one.name,
                "opens_at": one.opens_at,
                "closes_at": one.closes_at,
                "state": one.state,
            }
            for one in row.waves.all()
        ],
    }


def definitions(organisation: Organisation) -> Iterator[Entry]:
    for row in DefinitionVersion.objects.filter(organisation=organisation).order_by("pk"):
        yield _definition_path(row), row.text.encode()
    for own in OwnInstrument.objects.filter(organisation=organisation).order_by("pk"):
        yield f"own-questionnaires/{own.slot}-{own.sha256[:8]}.json", as_json(own.instrument)
    for made in Questionnaire.objects.filter(organisation=organisation).order_by("pk"):
        yield f"questionnaires-made/{made.key}/draft.json", as_json(made.draft)
    for version in QuestionnaireVersion.objects.filter(
        questionnaire__organisation=organisation
    ).select_related("questionnaire"):
        name = f"questionnaires-made/{version.questionnaire.key}/version-{version.number}.json"
        yield name, as_json(version.instrument)


def kept_mappings(organisation: Organisation) -> Iterator[Entry]:
    """Which column of another tool's export answers which question, as ``--mapping`` of ``kith form`` takes it."""
    for row in KeptMapping.objects.filter(organisation=organisation).order_by("pk"):
        yield (
            f"kept-mappings/{row.instrument}-{row.pk}.toml",
            f"# {' '.join(row.title.split())}\n{row.mapping}".encode(),
        )


def _definition_path(row: DefinitionVersion) -> str:
    return f"definitions/{row.key}-{row.sha256[:8]}.toml"


def answers(organisation: Organisation) -> Iterator[Entry]:
    """Each questionnaire's answers under pseudonyms, in an order that tells nothing, and what they mean."""
    for wave in Wave.objects.filter(cohort__organisation=organisation).order_by("pk"):
        folder = f"answers/{wave.cohort_id}/{wave.key}"
        rows = list(wave.responses.exclude(submitted_on=None).order_by("pseudonym"))
        headings = sorted({key for row in rows for key in row.answers})
        cells = [
            [*(getattr(row, name) for name in KNOWN), *(_answer(row.answers.get(key)) for key in headings)]
            for row in rows
        ]
        yield f"{folder}.csv", write_csv([*KNOWN, *headings], cells)
        if is_shared(wave):
            yield f"{folder}-different-people.csv", _unlinked(wave)
        yield f"{folder}-codebook.csv", write_csv(CODEBOOK, _codebook(wave))
        yield f"{folder}-questionnaire.json", as_json(wave.instrument)


def _unlinked(wave: Wave) -> bytes:
    """What different people sent by one address, in an order that tells nothing."""
    rows = list(wave.unlinked.order_by("id").values_list("answers", flat=True))
    headings = sorted({key for row in rows for key in row})
    return write_csv(headings, [[_answer(row.get(key)) for key in headings] for row in rows])


def _answer(value: Any) -> Cell:
    if isinstance(value, dict):
        return "declined"
    if isinstance(value, list):
        return "; ".join(value)
    return cell_of(value)


def _codebook(wave: Wave) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for item in from_json(wave.instrument).items:
        rows.append([item.key, str(item.label), None, None])
        rows += [[item.key, None, point.value, str(point.label)] for point in item.points]
        rows += [[item.key, None, option.key, str(option.label)] for option in item.options]
    return rows


def reports(organisation: Organisation) -> Iterator[Entry]:
    """Each finished report as its model, its page and its PDF."""
    rows = Report.objects.filter(cohort__organisation=organisation).exclude(finished_at=None)
    for row in rows.select_related("document", "pdf").order_by("pk"):
        folder = f"reports/{row.cohort_id}/report-{row.number}-{row.audience}"
        yield f"{folder}.json", as_json(row.content)
        for file, ending in ((row.document, "html"), (row.pdf, "pdf")):
            if file is not None and (content := _content(file)) is not None:
                yield f"{folder}.{ending}", content


def plans(organisation: Organisation) -> Iterator[Entry]:
    """Each evaluation plan, frozen or in draft, with what was done otherwise."""
    rows = EvaluationPlan.objects.filter(cohort__organisation=organisation)
    for row in rows.prefetch_related("deviations").order_by("pk"):
        folder = f"reports/{row.cohort_id}/plan-{row.version}"
        if row.frozen is not None:
            yield f"{folder}.frozen.json", canonical_json(row.frozen).encode() + b"\n"
        told = [
            {"what": each.what, "reason": each.reason, "on": each.created_at} for each in row.deviations.all()
        ]
        kept = {"draft": row.draft, "frozen_at": row.frozen_at, "sha256": row.sha256, "deviations": told}
        yield f"{folder}.json", as_json(kept)


def recruitment(organisation: Organisation) -> Iterator[Entry]:
    """The documents of references and checks, and each page of who got in as it was shown."""
    checks = Check.objects.filter(application__call__cohort__organisation=organisation).exclude(file=None)
    for check in checks.select_related("file").order_by("pk"):
        if check.file is not None and (content := _content(check.file)) is not None:
            yield f"checks/{check.pk}-{safe_name(check.file.name)}", content
    pages = FunnelRelease.objects.filter(organisation=organisation).order_by("pk")
    for pk, made, asked, shown in pages.values_list("pk", "created_at", "asked", "shown"):
        yield f"who-got-in/{pk}.json", as_json({"made_at": made, "asked": asked, "shown": shown})


def learning(organisation: Organisation) -> Iterator[Entry]:
    """What was handed out to read, and what the words in the tables of learning mean."""
    handed_out = Resource.objects.filter(cohort__organisation=organisation).exclude(file=None)
    for row in handed_out.select_related("file").order_by("pk"):
        if row.file is not None and (content := _content(row.file)) is not None:
            yield f"resources/{row.pk}-{safe_name(row.file.name)}", content
    yield "learning-codebook.csv", _meanings(LEARNING_CODES)


def report_notes() -> Iterator[Entry]:
    """What the words in the tables of notes for reports mean."""
    yield "report-notes-codebook.csv", _meanings(NOTE_CODES)


def _meanings(codes: Mapping[tuple[str, str], type[TextChoices]]) -> bytes:
    rows = [
        [path, column, str(value), str(meaning)]
        for (path, column), choices in codes.items()
        for value, meaning in choices.choices
    ]
    return write_csv(("table", "column", "value", "meaning"), rows)


def _content(file: StoredFile) -> bytes | None:
    """A file that has gone missing does not keep an organisation from leaving."""
    try:
        with default_storage.open(str(file.content.name)) as stream:
            return bytes(stream.read())
    except FileNotFoundError:
        return None

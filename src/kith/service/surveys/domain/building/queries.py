"""Reading about an organisation's own questionnaires."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, QuerySet

from kith.programmes import shipped_instruments
from kith.questionnaires.read import from_json
from kith.questionnaires.types import Instrument
from kith.service.core.models import Organisation
from kith.service.surveys.domain.building.versions import instrument_of_version
from kith.service.surveys.models import OwnInstrument, Questionnaire, QuestionnaireVersion, Wave

SHIPPED, OWN, SLOT = "kith", "own", "slot"


def questionnaires_of(organisation: Organisation) -> QuerySet[Any]:
    """The newest first, each with ``newest``, the number of its last version."""
    rows = Questionnaire.objects.filter(organisation=organisation).select_related("changed_by")
    return rows.annotate(newest=Max("versions__number")).order_by("-changed_at", "-id")


def usable_versions(organisation: Organisation) -> list[QuestionnaireVersion]:
    """The last version of each questionnaire, by title."""
    rows = QuestionnaireVersion.objects.filter(questionnaire__organisation=organisation)
    newest: dict[Any, QuestionnaireVersion] = {}
    for row in rows.select_related("questionnaire__organisation").order_by("number"):
        newest[row.questionnaire_id] = row
    return sorted(newest.values(), key=lambda row: str(instrument_of_version(row).title).casefold())


def version_numbered(questionnaire: Questionnaire, number: int) -> QuestionnaireVersion:
    """Raises DoesNotExist."""
    return questionnaire.versions.select_related("questionnaire__organisation", "published_by").get(
        number=number
    )


def used_by(questionnaire: Questionnaire) -> dict[str, int]:
    """Hash of a version to how many waves of this organisation ask it."""
    hashes = questionnaire.versions.values("sha256")
    rows = Wave.objects.filter(
        cohort__organisation=questionnaire.organisation, instrument_sha256__in=hashes
    ).order_by()
    return dict(rows.values_list("instrument_sha256").annotate(Count("id")))


def beginnings(organisation: Organisation) -> dict[str, Instrument]:
    """What a new questionnaire can begin as: those that come with Kith, and the organisation's own, also in slots."""
    found = {f"{SHIPPED}:{key}": one for key, one in sorted(shipped_instruments().items())}
    own = {f"{OWN}:{row.pk}": instrument_of_version(row) for row in usable_versions(organisation)}
    filled = OwnInstrument.objects.filter(organisation=organisation, replaced_at=None).order_by("slot")
    return own | {f"{SLOT}:{row.pk}": from_json(row.instrument) for row in filled} | found

"""Cohorts, and who takes part in them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from ninja import Field, Query, Router

from kith.foundation.faults import Fault, KithError
from kith.service.api.domain.queries import cohorts_seen
from kith.service.api.domain.reading import note_read
from kith.service.api.web import schemas
from kith.service.api.web.access import ApiRequest, lists, reads
from kith.service.api.web.answers import answers
from kith.service.api.web.paging import Paging, page_of
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.queries import people_of, side_counts
from kith.service.cohorts.domain.roles import roles_on_cohort, roles_on_cohorts
from kith.service.cohorts.domain.stages import StageState, progress_of, stage_names
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import Role, permissions_of

router = Router(tags=["Cohorts"])


class WantedCohorts(Paging):
    organisation_id: UUID | None = Field(None, description="Only those of this organisation.")
    state: schemas.CohortState | None = Field(None, description="Only those in this state.")


class WantedPlaces(Paging):
    side: str | None = Field(None, description="Only this side, by its key in the definition.")
    state: schemas.PlaceState | None = Field(None, description="Only places in this state.")


@router.get("cohorts", response=answers(schemas.Cohorts))
@lists(P.COHORT_SEE)
def cohorts(request: ApiRequest, wanted: Query[WantedCohorts]) -> schemas.Cohorts:
    """The cohorts that you may see, the first made first."""
    rows = cohorts_seen(request.auth)
    if wanted.organisation_id is not None:
        rows = rows.filter(organisation_id=wanted.organisation_id)
    if wanted.state is not None:
        rows = rows.filter(state=wanted.state)
    page, following = page_of(rows, wanted)
    roles = roles_on_cohorts(request.user, page)
    items = [
        schemas.Cohort(**_facts(one, roles[one.pk]))
        for one in page
        if P.COHORT_SEE in permissions_of(roles[one.pk])
    ]
    return schemas.Cohorts(items=items, next_cursor=following)


@router.get("cohorts/{uuid:cohort_id}", response=answers(schemas.CohortWhole))
@reads(P.COHORT_SEE, on="cohort")
def cohort(request: ApiRequest, cohort: Cohort, cohort_id: UUID) -> schemas.CohortWhole:
    """One cohort: how far each stage is, and how each side fills."""
    facts = _facts(cohort, roles_on_cohort(request.user, cohort))
    return schemas.CohortWhole(**facts, stages=_stages(cohort), sides=_sides(cohort))


@router.get("cohorts/{uuid:cohort_id}/places", response=answers(schemas.Places))
@reads(P.PEOPLE_SEE, on="cohort")
def places(
    request: ApiRequest, cohort: Cohort, cohort_id: UUID, wanted: Query[WantedPlaces]
) -> schemas.Places:
    """Who has a place in the cohort: name, side and state. Reading it stands in the organisation's history."""
    _must_be_a_side(cohort, wanted.side)
    rows = people_of(cohort, side=wanted.side or "", state=wanted.state or "")
    page, following = page_of(rows, wanted)
    note_read(
        by=request.actor,
        person=request.user,
        action="api.read_places",
        subject=cohort,
        cohort=cohort,
        rows=len(page),
    )
    items = [schemas.Place(id=one.pk, name=one.person.name, side=one.side, state=one.state) for one in page]
    return schemas.Places(items=items, next_cursor=following)


def _facts(cohort: Cohort, roles: frozenset[Role]) -> dict[str, Any]:
    return {
        "id": cohort.pk,
        "organisation_id": cohort.organisation_id,
        "name": cohort.name,
        "programme": cohort.definition.key,
        "variant": cohort.variant,
        "state": cohort.state,
        "starts_on": cohort.starts_on,
        "ends_on": cohort.ends_on,
        "time_zone": cohort.time_zone,
        "roles": sorted(roles),
    }


def _stages(cohort: Cohort) -> list[schemas.Stage]:
    dates = {row.stage: row for row in cohort.stage_dates.all()}
    found = []
    for key, name in stage_names(cohort).items():
        progress, dated = progress_of(key, cohort), dates.get(key)
        found.append(
            schemas.Stage(
                key=key,
                name=name,
                state=progress.state if progress else StageState.NEXT,
                starts_on=dated.starts_on if dated else None,
                ends_on=dated.ends_on if dated else None,
                progress=progress.count if progress else None,
            )
        )
    return found


def _sides(cohort: Cohort) -> list[schemas.Side]:
    return [
        schemas.Side(
            key=side.key,
            name=side.name,
            confirmed=side.confirmed,
            invited=side.invited,
            declined=side.declined,
            least=side.least,
            most=side.most,
        )
        for side in side_counts(cohort, get_language() or "en")
    ]


def _must_be_a_side(cohort: Cohort, side: str | None) -> None:
    sides = [role.key for role in definition_of(cohort).roles]
    if side is not None and side not in sides:
        raise KithError(Fault("api.side", params={"side": side, "sides": ", ".join(sides)}))

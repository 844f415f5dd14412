"""What programs are given, field by field. The reference is written from here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, get_args
from uuid import UUID

from ninja import Field, Schema

CohortState = Literal["open", "closed", "archived"]
PlaceState = Literal["invited", "confirmed", "declined", "withdrawn"]
PairState = Literal["active", "ended"]
WaveState = Literal["planned", "open", "closed"]
"""The models' own choices, told a second time: what programs rely on changes only on purpose (tested)."""


def one_of(choices: Any) -> Any:
    """A field that is one of these words."""
    return Field(description=f"One of {', '.join(f'`{word}`' for word in get_args(choices))}.")


NEXT = Field(None, description="Send it back as `cursor` for the next page; null on the last one.")
IN_LANGUAGE = "In the language that the request asks for (`Accept-Language`)."


class Problem(Schema):
    code: str = Field(description="Stable: for a program to act on.")
    message: str = Field(description="A sentence for people: what is wrong and what to do.")


class TokenAbout(Schema):
    name: str
    prefix: str = Field(description="How the secret begins.")
    scopes: list[str] = Field(description="What it may read.")
    organisation_id: UUID | None = Field(
        description="The only organisation it opens; null for all that your roles reach."
    )
    expires_at: datetime


class Me(Schema):
    id: UUID
    name: str
    language: str
    time_zone: str
    token: TokenAbout


class Organisation(Schema):
    id: UUID
    slug: str
    name: str
    kind: str
    time_zone: str
    language: str
    is_synthetic: bool = Field(description="Invented for a demonstration.")
    roles: list[str] = Field(description="Your roles in the organisation today.")


class Organisations(Schema):
    items: list[Organisation]
    next_cursor: UUID | None = NEXT


class Cohort(Schema):
    id: UUID
    organisation_id: UUID
    name: str
    programme: str = Field(description="Key of the definition that the cohort started with.")
    variant: str
    state: str = one_of(CohortState)
    starts_on: date
    ends_on: date
    time_zone: str
    roles: list[str] = Field(description="Your roles on the cohort today.")


class Cohorts(Schema):
    items: list[Cohort]
    next_cursor: UUID | None = NEXT


class Stage(Schema):
    key: str
    name: str = Field(description=IN_LANGUAGE)
    state: str = Field(
        description="`done`, `now`, `next`, or `unused` where the cohort goes without the stage."
    )
    starts_on: date | None
    ends_on: date | None
    progress: str | None = Field(description="How it is going, in words. " + IN_LANGUAGE)


class Side(Schema):
    key: str
    name: str = Field(description=IN_LANGUAGE)
    confirmed: int
    invited: int = Field(description="Invited, not answered yet.")
    declined: int = Field(description="Declined or withdrawn.")
    least: int = Field(description="How many people the side needs.")
    most: int = Field(description="How many people the side takes.")


class CohortWhole(Cohort):
    stages: list[Stage]
    sides: list[Side]


class Place(Schema):
    id: UUID
    name: str = Field(description="Empty when the person was erased.")
    side: str
    state: str = one_of(PlaceState)


class Places(Schema):
    items: list[Place]
    next_cursor: UUID | None = NEXT


class Partner(Schema):
    place_id: UUID
    name: str = Field(description="Empty when the person was erased.")
    side: str


class Pair(Schema):
    id: UUID
    state: str = one_of(PairState)
    left: Partner
    right: Partner
    made_at: datetime
    ended_at: datetime | None


class Pairs(Schema):
    items: list[Pair]
    next_cursor: UUID | None = NEXT


class Wave(Schema):
    id: UUID
    key: str
    name: str = Field(description=IN_LANGUAGE)
    state: str = one_of(WaveState)
    opens_at: datetime
    closes_at: datetime
    asked: int = Field(description="How many people were asked.")
    answered: int | None = Field(
        description="How many of them sent answers that may be reported; null where so few of a side were asked "
        "that it would point at people."
    )


class Waves(Schema):
    items: list[Wave]
    next_cursor: UUID | None = NEXT


class Rate(Schema):
    side: str
    asked: int
    answered: int | None = Field(description="Null where so few were asked that it would point at people.")


class WaveWhole(Wave):
    sides: list[Rate]


class Links(Schema):
    content: str = Field(description="The report as JSON, for programs.")
    page: str = Field(description="The page, for people who are signed in.")
    pdf: str | None = Field(description="The PDF, for people who are signed in.")


class Report(Schema):
    id: UUID
    number: int
    language: str
    published_at: datetime
    links: Links


class Reports(Schema):
    items: list[Report]
    next_cursor: UUID | None = NEXT


class ReportWhole(Report):
    content: dict[str, Any] = Field(
        description="The report model, format `kith-report`: every figure with its n, how it was computed, and what "
        "was held back and why."
    )

"""Which answers an endpoint gives: its own, and the one shape of everything that is refused."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from kith.service.api.web.schemas import Problem

REFUSALS = frozenset({401, 403, 404, 422, 429})


def answers(found: type[Schema]) -> dict[Any, type[Schema]]:
    return {200: found, REFUSALS: Problem}

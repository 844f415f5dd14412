"""What a device sends of the answers that it kept: read whole, or refused as damaged."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from kith.foundation.faults import Fault, KithError
from kith.foundation.provenance import hash_value

FORMAT = 1
MOST_BYTES = 5_000_000
"""More than a hundred texts, each at its longest, in any script."""
MOST_BEFORE = 50
_SHA256 = re.compile(r"[0-9a-f]{64}")

Typed = str | list[str]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything that one person answered, as it was typed.

    Parameters
    ----------
    key
        Made by the device for these answers: sent again, it is the same delivery.
    instrument
        SHA-256 of the questionnaire that was answered.
    began_from
        SHA-256 of the answers that stood with the service when the device began; empty when there were none.
    before
        Deliveries of the same device that this one takes the place of, whether or not they arrived.
    sha256
        Of all the others, as canonical JSON.
    """

    key: UUID
    instrument: str
    began_from: str
    before: tuple[UUID, ...]
    answers: Mapping[str, Typed]
    sha256: str


def read_delivery(content: bytes) -> Delivery:
    """The delivery. Raises KithError ``surveys.delivery_damaged`` or ``_too_large``."""
    if len(content) > MOST_BYTES:
        megabytes = {"megabytes": len(content) // 1_000_000, "limit": MOST_BYTES // 1_000_000}
        raise KithError(Fault("surveys.delivery_too_large", params=megabytes))
    try:
        sent = json.loads(content)
        said = sent.pop("sha256")
        if sent.pop("format") != FORMAT or not hmac.compare_digest(
            said, hash_value({"format": FORMAT} | sent)
        ):
            raise _damaged()
        return Delivery(
            key=UUID(sent.pop("id")),
            instrument=_sha256(sent.pop("instrument")),
            began_from=_sha256(sent.pop("base")),
            before=tuple(UUID(one) for one in _texts(sent.pop("before"), MOST_BEFORE)),
            answers={str(field): _typed(given) for field, given in sent.pop("answers").items()},
            sha256=_nothing_else(sent, said),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as broken:
        raise _damaged() from broken


def _damaged() -> KithError:
    return KithError(Fault("surveys.delivery_damaged"))


def _nothing_else(left: Mapping[str, object], sha256: str) -> str:
    if left:
        raise _damaged()
    return sha256


def _sha256(value: object) -> str:
    if value == "":
        return ""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise _damaged()
    return value


def _typed(given: object) -> Typed:
    return given if isinstance(given, str) else _texts(given)


def _texts(given: object, most: int | None = None) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise _damaged()
    if most is not None and len(given) > most:
        raise _damaged()
    return given

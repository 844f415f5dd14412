"""What was computed, from what, with which version and seed: enough to do it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import kith


@dataclass(frozen=True, slots=True)
class Provenance:
    """Stands in every result. Hashes are SHA-256 in hexadecimal over canonical JSON or file bytes."""

    method: str
    inputs: Mapping[str, str]
    seed: int | None
    versions: Mapping[str, str]

    def to_json(self) -> dict[str, object]:
        """Plain, and in one order: also of one that was read again, from a database that keeps another."""
        return {
            "method": self.method,
            "inputs": dict(sorted(self.inputs.items())),
            "seed": self.seed,
            "versions": dict(sorted(self.versions.items())),
        }


def provenance(
    method: str, *, inputs: Mapping[str, str], seed: int | None = None, libraries: tuple[str, ...] = ()
) -> Provenance:
    """Record a computation. ``inputs`` maps a name to its hash."""
    return Provenance(method, dict(inputs), seed, {"kith": kith.__version__, **_versions(libraries)})


def hash_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def canonical_json(value: object) -> str:
    """One text for one value: keys sorted, no spaces, no NaN, Unicode kept."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def hash_value(value: object) -> str:
    """The hash of a JSON-able value, the same whatever the order of its keys."""
    return hash_bytes(canonical_json(value).encode())


@cache  # each look-up reads and parses a file, which is dear beside a small computation
def _versions(libraries: tuple[str, ...]) -> Mapping[str, str]:
    found = {}
    for library in libraries:
        try:
            found[library] = version(library)
        except PackageNotFoundError:  # an optional library that is not there is not a version
            continue
    return found

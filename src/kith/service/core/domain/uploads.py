"""What somebody sent with a page of questions: files by field, and the fields whose file is to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files import File


@dataclass(frozen=True, slots=True)
class Uploads:
    """Nothing of it has been looked at yet."""

    files: Mapping[str, File[Any]] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()


NONE = Uploads()

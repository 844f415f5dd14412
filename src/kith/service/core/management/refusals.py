"""A refused command says every fault and ends with 2; nobody sees a traceback for what they can mend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.utils.translation import gettext

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences


@contextmanager
def spoken() -> Iterator[None]:
    try:
        yield
    except KithError as refused:
        raise CommandError("\n".join(sentences(refused.faults, gettext)), returncode=2) from refused

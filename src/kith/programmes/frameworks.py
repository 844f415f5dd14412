"""The leadership frameworks that come with Kith: names of dimensions and Kith's own line about each.

The owners' own words are licensed, so none of them is here. A file that was published is not changed
when its framework is: the new version is a new file with a new key, so that evidence keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from kith.foundation.faults import Faults
from kith.programmes.reading_learning import read_framework
from kith.programmes.types import Framework
from kith.questionnaires.declaration import Table, in_order
from kith.questionnaires.tree import grow
from kith.tables.toml import load_toml

_FOLDER = resources.files("kith.programmes") / "frameworks"


@cache
def shipped_frameworks() -> Mapping[str, Framework]:
    """Every framework that comes with Kith, by key.

    >>> len(shipped_frameworks()["healthcare-leadership-model"].dimensions)
    9
    """
    files = sorted((one for one in _FOLDER.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    found = [_read(one.read_bytes(), one.name) for one in files]
    return MappingProxyType({framework.key: framework for framework in found})


def _read(text: bytes, name: str) -> Framework:
    faults = Faults()
    framework = read_framework(Table(grow(load_toml(text, name)), faults))
    in_order(faults).raise_if_any()
    return framework

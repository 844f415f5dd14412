"""The definitions and questionnaires that come with Kith."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from kith.foundation.faults import Fault, KithError
from kith.programmes.read import read_definition
from kith.programmes.types import Definition
from kith.questionnaires.declaration import nearest
from kith.questionnaires.read import read_instrument
from kith.questionnaires.types import Instrument

_FOLDER = resources.files("kith.programmes") / "definitions"


def list_definitions() -> tuple[str, ...]:
    """Keys of the definitions that come with Kith.

    >>> list_definitions()
    ('paired-learning',)
    """
    return tuple(
        sorted(one.name.removesuffix(".toml") for one in _FOLDER.iterdir() if one.name.endswith(".toml"))
    )


@cache
def load_shipped(key: str) -> Definition:
    """The definition of that key.

    Raises
    ------
    KithError
        ``programmes.not_shipped`` when there is none, with the key most like it.

    >>> str(load_shipped("paired-learning").name)
    'Paired Learning'
    """
    if key not in list_definitions():
        params = {
            "key": key,
            "known": ", ".join(list_definitions()),
            "nearest": nearest(key, list_definitions()),
        }
        code = "programmes.not_shipped_nearest" if params["nearest"] else "programmes.not_shipped"
        raise KithError(Fault(code, params=MappingProxyType(params)))
    return read_definition((_FOLDER / f"{key}.toml").read_bytes(), f"{key}.toml")


@cache
def shipped_instruments() -> Mapping[str, Instrument]:
    """Every questionnaire that comes with Kith, by key."""
    files = sorted((_FOLDER / "instruments").iterdir(), key=lambda one: one.name)
    found = [read_instrument(one.read_bytes(), one.name) for one in files if one.name.endswith(".toml")]
    return MappingProxyType({instrument.key: instrument for instrument in found})

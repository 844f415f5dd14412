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
    _must_be_one_of(key, list_definitions(), "programmes.not_shipped")
    return read_definition((_FOLDER / f"{key}.toml").read_bytes(), f"{key}.toml")


@cache
def shipped_instruments() -> Mapping[str, Instrument]:
    """Every questionnaire that comes with Kith, by key."""
    files = sorted((_FOLDER / "instruments").iterdir(), key=lambda one: one.name)
    found = [read_instrument(one.read_bytes(), one.name) for one in files if one.name.endswith(".toml")]
    return MappingProxyType({instrument.key: instrument for instrument in found})


def load_instrument(key: str) -> Instrument:
    """The questionnaire of that key that comes with Kith.

    Raises
    ------
    KithError
        ``programmes.no_instrument`` when there is none, with the key most like it.

    >>> len(load_instrument("preparedness").items)
    12
    """
    _must_be_one_of(key, tuple(shipped_instruments()), "programmes.no_instrument")
    return shipped_instruments()[key]


def _must_be_one_of(key: str, known: tuple[str, ...], code: str) -> None:
    if key not in known:
        near = nearest(key, known)
        params = MappingProxyType({"key": key, "known": ", ".join(known), "nearest": near})
        raise KithError(Fault(f"{code}_nearest" if near else code, params=params))

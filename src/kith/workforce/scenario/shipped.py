"""The templates that ship with Kith: whole scenarios, invented, to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kith.foundation.faults import Faults, Where
from kith.questionnaires.declaration import nearest
from kith.workforce.scenario.reading import read_scenario
from kith.workforce.scenario.types import Scenario

SCENARIO = "scenario.toml"


def list_templates() -> tuple[str, ...]:
    """The names of the templates."""
    folder = files("kith.workforce.scenario") / "templates"
    return tuple(
        sorted(one.name for one in folder.iterdir() if one.is_dir() and not one.name.startswith("_"))
    )


@cache
def template_files(name: str) -> Mapping[str, bytes]:
    """The files of a template by name: ``scenario.toml``, its variants, its tables.

    Raises
    ------
    KithError
        If there is no such template.
    """
    known = list_templates()
    if name not in known:
        faults = Faults()
        near = nearest(name, known)
        code = "workforce.scenario.no_such_template"
        faults.add(
            f"{code}_nearest" if near else code,
            Where(),
            value=name[:60],
            known=", ".join(known),
            nearest=near,
        )
        faults.raise_if_any()
    folder = files("kith.workforce.scenario") / "templates" / name
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir(), key=lambda one: one.name)}


def list_variants(name: str) -> tuple[str, ...]:
    """The scenario files of a template: the plain one first, then those that vary it."""
    own = sorted(file for file in template_files(name) if file.endswith(".toml") and file != SCENARIO)
    return (SCENARIO, *own)


def read_template(name: str, variant: str = SCENARIO) -> Scenario:
    """A template's scenario, read."""
    return read_scenario(variant, template_files(name).__getitem__)

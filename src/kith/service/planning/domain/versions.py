"""Versions of a scenario: their files, kept once for each content, and read back."""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.provenance import hash_bytes, hash_value
from kith.service.core.domain.actors import Actor
from kith.service.planning.bridge.reading import Files
from kith.service.planning.models import Scenario, ScenarioFile, ScenarioVersion


def keep(
    *, by: Actor, scenario: Scenario, main: str, files: Mapping[str, bytes], reason: str
) -> ScenarioVersion:
    """The next version, within the caller's transaction. Whoever calls has read the files without a fault."""
    hashes = {name: hash_bytes(content) for name, content in sorted(files.items())}
    there = set(scenario.contents.values_list("sha256", flat=True))
    ScenarioFile.objects.bulk_create(
        ScenarioFile(scenario=scenario, sha256=sha256, content=content)
        for sha256, content in {hashes[name]: content for name, content in files.items()}.items()
        if sha256 not in there
    )
    return ScenarioVersion.objects.create(
        scenario=scenario,
        number=scenario.revision,
        main=main,
        files=hashes,
        reason=reason,
        written_by=by.person,
    )


def latest(scenario: Scenario) -> ScenarioVersion:
    version = scenario.versions.first()
    if version is None:
        raise ScenarioVersion.DoesNotExist
    version.scenario = scenario
    return version


def files_of(version: ScenarioVersion) -> Files:
    """Every file of a version by its name."""
    rows = ScenarioFile.objects.filter(scenario=version.scenario_id, sha256__in=set(version.files.values()))
    contents = {sha256: bytes(content) for sha256, content in rows.values_list("sha256", "content")}
    files = {name: contents[sha256] for name, sha256 in version.files.items()}
    return Files(f"{version.main} {hash_value(version.files)}", files)

"""A plan and data of three sides, and bundles taken apart and packed again by hand."""

import io
import json
import zipfile
from datetime import UTC, date, datetime

import numpy as np
import pytest

from kith.evaluation.bundle import read_bundle
from kith.evaluation.bundle.types import MANIFEST
from kith.evaluation.plan import (
    Better,
    Centre,
    ChangePlan,
    Comparison,
    Outcome,
    Side,
    Wave,
    WaveRole,
)
from kith.evaluation.types import ChangeData
from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.foundation.provenance import hash_bytes
from kith.foundation.words import Text

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


SIDES = ("doctor", "manager", "few")


def text(words):
    return Text.of({"en": words, "zh-hans": "技能"})


PLAN = ChangePlan(
    outcomes=(
        Outcome(
            "skill",
            text("Skill"),
            Better.HIGHER,
            low=1,
            high=5.0,
            smallest_change=0.5,
            reliability=0.8,
            instrument=text("Own, version 1"),
        ),
        Outcome("side", text("A score whose key is a heading of the table"), Better.NEITHER, family="own"),
    ),
    waves=(
        Wave("before", text("Before"), WaveRole.BEFORE),
        Wave("after", text("After"), WaveRole.AFTER),
        Wave("later", text("Later"), WaveRole.FOLLOW_UP),
    ),
    comparisons=(Comparison("before", "after"), Comparison("before", "later")),
    sides=tuple(Side(key, text(key.title())) for key in SIDES),
    primary="skill",
    declared_on=date(2026, 1, 31),
    centre=Centre.MEAN,
    resamples=199,
)


def made_data():
    rng = np.random.default_rng(6)
    sides = tuple(np.repeat(SIDES, (12, 7, 3)).tolist())
    n = len(sides)
    before = rng.integers(3, 14, n) / 3

    def later():
        return np.where(rng.random(n) < 0.9, before + rng.integers(-1, 3, n) / 3, np.nan)

    scores = {key: {"before": before, "after": later(), "later": later()} for key in ("skill", "side")}
    invited = {"before": np.ones(n, bool), "later": np.arange(n) % 5 > 0}
    return ChangeData(tuple(f"P{at:02}" for at in range(n)), sides, scores, invited)


def files_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files, *, hashed=True):
    """A zip of them; the manifest's hashes are worked out anew, as somebody would who forges one."""
    if hashed and MANIFEST in files:
        manifest = json.loads(files[MANIFEST])
        manifest["files"] = {name: hash_bytes(one) for name, one in files.items() if name != MANIFEST}
        files = {**files, MANIFEST: json.dumps(manifest).encode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, one in files.items():
            archive.writestr(name, one)
    return out.getvalue()


def changed(content, file, change, *, hashed=True):
    files = files_of(content)
    if file.endswith(".json"):
        value = json.loads(files[file])
        change(value)
        files[file] = json.dumps(value).encode()
    else:
        files[file] = change(files[file].decode()).encode()
    return packed(files, hashed=hashed)


def refused(content, **more):
    with pytest.raises(KithError) as error:
        read_bundle(content, "b.zip", **more)
    return sentences(error.value.faults)

"""Heavy peers, each in an environment of its own under var/bench, made when it is first needed.

Peers clash with one another (two call their package ``matching``) and are no part of Kith, so they
never enter the project's environment.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).parent.parent / "var" / "bench"


def peer_python(name: str, *requirements: str) -> Path:
    """The Python of a peer's environment; made with pip from the pinned ``requirements``."""
    folder = HOME / name
    python = folder / "bin" / "python"
    ready = folder / "ready.json"
    if ready.is_file() and json.loads(ready.read_text()) == list(requirements):
        return python
    print(f"making the environment of {name}...", file=sys.stderr)
    venv.create(folder, with_pip=True, clear=True)
    subprocess.run([python, "-m", "pip", "install", "-q", *requirements], check=True)
    ready.write_text(json.dumps(list(requirements)))
    return python


def ask(python: Path, script: Path, question: object) -> object:
    """What a script prints as JSON when it is given ``question`` as JSON."""
    done = subprocess.run(
        [python, script], input=json.dumps(question), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)

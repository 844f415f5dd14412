"""On what a bundle was made, and on what it is worked out again."""

from __future__ import annotations

import platform
from importlib.metadata import version

import kith


def versions() -> dict[str, str]:
    """Kith, Python, the libraries that numbers come from, and the machine."""
    return {
        "kith": kith.__version__,
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "scipy": version("scipy"),
        "machine": f"{platform.system()} {platform.machine()}",
    }

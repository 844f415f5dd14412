"""A report with everything that is needed to work it out again: one file, and the command that does it."""

from kith.evaluation.bundle.reading import read_bundle
from kith.evaluation.bundle.rerunning import rerun
from kith.evaluation.bundle.types import Bundle, Column, Contents, Difference, Released, Rerun
from kith.evaluation.bundle.writing import write_bundle

__all__ = [
    "Bundle",
    "Column",
    "Contents",
    "Difference",
    "Released",
    "Rerun",
    "read_bundle",
    "rerun",
    "write_bundle",
]

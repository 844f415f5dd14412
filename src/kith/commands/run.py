"""How a command ends: sentences on standard error and exit code 2 for what a person can mend."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences

P = ParamSpec("P")
R = TypeVar("R")
USER_ERROR = 2


def faults_to_stderr(command: Callable[P, R]) -> Callable[P, R]:
    """Print every fault as a sentence and leave with exit code 2. Bugs go on as tracebacks."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except KithError as error:
            for said in sentences(error.faults):
                click.echo(said, err=True)
            sys.exit(USER_ERROR)

    return wrapped

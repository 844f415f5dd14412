"""HiGHS in a process of its own.

OR-Tools, which matches people, brings a HiGHS too: another version under the same library name, and one process can
load only one of the two. So the linear programmes of plans are solved next door: a child that is started when it is
first needed, stays, and ends with its parent. It is given arrays and gives arrays back. (``docs/decisions`` has why.)
"""

from __future__ import annotations

import atexit
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kith.workforce.model import Floats

LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Arrays:
    """A programme as HiGHS takes it, the matrix by columns."""

    cost: Floats
    high: Floats
    starts: NDArray[Any]
    rows: NDArray[Any]
    values: Floats
    row_low: Floats
    row_high: Floats


@dataclass(frozen=True, slots=True)
class Solved:
    """``ended`` is ``optimal`` or ``infeasible``, or what went wrong in the solver's words."""

    ended: str
    x: Floats
    prices: Floats
    iterations: int


class Neighbour:
    """The child of this process. One question at a time; within it, programmes are shared out among threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._of = 0

    def ask(
        self, programmes: Sequence[Arrays], options: dict[str, bool | int | float | str], threads: int
    ) -> list[Solved]:
        """Every programme's answer, in their order.

        Raises
        ------
        EOFError
            The child ended without an answer: it was killed, or ran out of memory.
        """
        with self._lock:
            child = self._started()
            assert child.stdin is not None
            assert child.stdout is not None
            try:
                _write(child.stdin, (list(programmes), options, threads))
                answers: list[Solved] = _read(child.stdout)
            except BaseException:  # also Ctrl-C: what it goes on with answers nobody
                self._end()
                raise
            return answers

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None or self._of != os.getpid():
            # In a session of its own: Ctrl-C in a terminal is for the parent to understand.
            self._child = subprocess.Popen(  # noqa: S603 - our own module, no words from outside
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
            self._of = os.getpid()
            atexit.register(self._end)
        return self._child

    def _end(self) -> None:
        if self._child is not None and self._of == os.getpid():
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()
        self._child = None


def _write(pipe: IO[bytes], value: object) -> None:
    content = pickle.dumps(value, protocol=5)
    pipe.write(LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def _read(pipe: IO[bytes]) -> Any:
    """What the other side wrote. Both sides are this module: nothing from outside is unpickled."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError("the process that solves plans has ended")
    content = pipe.read(LENGTH.unpack(head)[0])
    return pickle.loads(content)  # noqa: S301 - see above


NEIGHBOUR = Neighbour()


def main() -> None:
    """Answer until the parent is gone."""
    from concurrent.futures import ThreadPoolExecutor

    while True:
        try:
            programmes, options, threads = _read(sys.stdin.buffer)
        except EOFError:
            return
        with ThreadPoolExecutor(max_workers=threads) as pool:
            answers = list(pool.map(lambda one, options=options: _solve(one, options), programmes))
        _write(sys.stdout.buffer, answers)


def _solve(given: Arrays, options: dict[str, bool | int | float | str]) -> Solved:
    import highspy
    import numpy as np

    nothing = np.zeros(0)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in options.items():
        if solver.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            return Solved(f"HiGHS refused the option {name} = {value}", nothing, nothing, 0)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(given.cost), len(given.row_low)
    lp.col_cost_ = given.cost
    lp.col_lower_, lp.col_upper_ = np.zeros_like(given.cost), given.high
    lp.row_lower_, lp.row_upper_ = given.row_low, given.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = given.starts, given.rows, given.values
    solver.passModel(lp)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    iterations = int(max(info.simplex_iteration_count, 0) + max(info.ipm_iteration_count, 0))
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Solved("infeasible", nothing, nothing, iterations)
    if status != highspy.HighsModelStatus.kOptimal:
        return Solved(f"HiGHS ended with {solver.modelStatusToString(status)}", nothing, nothing, iterations)
    solution = solver.getSolution()
    return Solved("optimal", np.array(solution.col_value), np.array(solution.row_dual), iterations)


if __name__ == "__main__":
    # Under the module's own name, so that what is pickled here is known there.
    from kith.workforce.plan import highs

    highs.main()

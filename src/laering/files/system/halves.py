"""Reading many files with two processors: half of them in a copy of this process."""

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn, TypeVar

_T = TypeVar("_T")

_R = TypeVar("_R")

# Below this the copy costs more than it saves.
ENOUGH = 4000


def in_halves(work: Callable[[Sequence[_T]], _R], items: Sequence[_T]) -> list[_R]:
    """What ``work`` makes of the items: one result of them all, or one of each half.

    The second half is done in a copy of this process, which answers through a pipe; results
    must be small and can be pickled. Where there are few items, one processor or no way to copy
    a process, and when the copy gives no answer, all is done here.
    """
    if len(items) < ENOUGH or not hasattr(os, "fork") or _processors() < 2:
        return [work(items)]
    middle = len(items) // 2
    try:
        inlet, outlet = os.pipe()
        copy = os.fork()
    except OSError:  # the system gives no more of either: one process must do
        return [work(items)]
    if copy == 0:
        os.close(inlet)
        _answer(outlet, work, items[middle:])
    os.close(outlet)
    try:
        with open(inlet, "rb") as answer:
            mine = work(items[:middle])
            raw = answer.read()
    except BaseException:
        with suppress(OSError):
            os.kill(copy, signal.SIGKILL)
        raise
    finally:
        try:
            _, status = os.waitpid(copy, 0)
        except ChildProcessError:  # somebody has asked not to be told of ended processes
            status = 1
    if status != 0:
        return [mine, work(items[middle:])]
    import pickle

    return [mine, pickle.loads(raw)]  # noqa: S301  # our own copy's answer


def _answer(outlet: int, work: Callable[[Sequence[_T]], _R], items: Sequence[_T]) -> NoReturn:
    """Do the work and end, whatever happens, without touching anything that is the caller's."""
    status = 1
    try:
        import pickle

        with open(outlet, "wb") as answer:
            pickle.dump(work(items), answer, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""Waiting until something is so: the one place among the tests that looks at the clock.

No test judges by how long something took: a machine may be busy, and what is quick is measured in
``benchmarks``. Here the clock only says when to give up, and then it is told what was there to see.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

PATIENCE = 180.0
"""Seconds until something is given up: many times what it takes on a machine that is busy."""

LONGEST = 20
"""Seconds of a processor that one input may take: many times what it does."""


def pause() -> None:
    """Let others run for a moment. What holds afterwards must hold without it too."""
    time.sleep(0.005)


def wait_until(
    reached: Callable[[], bool],
    what: str,
    *,
    meanwhile: Callable[[], None] = pause,
    seen: Callable[[], str] = str,
) -> None:
    """Wait until something holds; fails after ``PATIENCE`` and tells what was ``seen`` then."""
    end = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > end:
            pytest.fail(f"waited {PATIENCE:.0f} seconds for {what}. {seen()}".rstrip())
        meanwhile()


@contextmanager
def in_time() -> Iterator[None]:
    """Fail instead of hanging, by what the process has worked, which no load makes longer."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def ring(*_: object) -> None:
        pytest.fail(f"worked for more than {LONGEST} seconds")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

"""Proofs that work grows with the text, and not with its square, in CPU time: a loaded machine changes it little."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the garbage of other tests alone, as `timeit` does: collecting it can take a third of a second."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def cpu(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that the work takes."""
    with _uncollected():
        began = time.process_time()
        work()
        return time.process_time() - began


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where the block takes more CPU time than that."""
    with _uncollected():
        began = time.process_time()
        yield
        assert time.process_time() - began < seconds

"""Processes that share the posts of a long run."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lfnkr_i18n.cli.interrupts import leave_endings
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from multiprocessing.process import BaseProcess

FEW = 64
"""Posts below which another process costs more (its start, some 0.2 s) than it saves."""


@contextmanager
def workers(jobs: int | None, *, posts: int) -> Iterator[Executor | None]:
    """Yield an executor of `jobs` processes (None: one a core, if the posts are many), or None where one will do."""
    count = min(jobs or _cores(), posts if jobs else posts // FEW)
    if count < 2:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(count, initializer=_begin) as executor:
            yield executor
    except BrokenProcessPool:
        problem = _("the system ended one of the processes, maybe for want of memory; run it again with -j 1")
        raise LfnkrError(problem) from None


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def _begin() -> None:
    """Make a worker leave interrupts to its parent, and end with it also where that was killed."""
    import threading
    from multiprocessing import parent_process

    leave_endings()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)  # as if killed too: files are replaced whole, and nobody waits for a result

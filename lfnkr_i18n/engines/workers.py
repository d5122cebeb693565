"""Work shared among threads that never keep the process from ending, even where a server hangs."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def as_done(
    work: Callable[[Item], Result], items: Sequence[Item], *, at_once: int
) -> Iterator[tuple[Item, Result | Exception]]:
    """Yield each item with its result, or with what it raised, as they come; `at_once` threads do the work.

    Where the caller stops (Ctrl-C), no further item is begun and nothing is waited for.
    """
    if at_once == 1 or len(items) < 2:
        for item in items:
            yield item, _outcome(work, item)
        return
    waiting = iter(items)
    lock = threading.Lock()
    over = threading.Event()
    done: queue.SimpleQueue[tuple[Item, Result | Exception]] = queue.SimpleQueue()

    def run() -> None:
        while not over.is_set():
            with lock:
                item = next(waiting, over)
            if item is over:
                return
            done.put((item, _outcome(work, item)))  # type: ignore[arg-type]  # not `over`

    for _ in range(min(at_once, len(items))):
        threading.Thread(target=run, daemon=True).start()
    try:
        for _ in items:
            yield done.get()
    finally:
        over.set()


def _outcome(work: Callable[[Item], Result], item: Item) -> Result | Exception:
    try:
        return work(item)
    except Exception as error:
        return error

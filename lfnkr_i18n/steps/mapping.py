"""The work of a step on one post after the other, or shared among the workers of an executor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from lfnkr_i18n import messages

if TYPE_CHECKING:
    from concurrent.futures import Executor

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 16
"""Posts handed to a worker at a time: enough to hide the hand-over, few enough to share the end evenly."""


def mapped(
    work: Callable[[Item], Result], items: Sequence[Item], *, executor: Executor | None = None
) -> Iterator[Result]:
    """Yield `work(item)` for every item, in order; an executor shares the work among its workers.

    `work` and its results must be picklable where the executor's workers are processes.
    """
    if executor is None:
        return map(work, items)
    speaking = partial(_speaking, messages.spoken_language(), work)
    return iter(executor.map(speaking, items, chunksize=_CHUNK))


def _speaking(language: str, work: Callable[[Item], Result], item: Item) -> Result:
    messages.use_language(language)
    return work(item)

"""The work of a step on every post in every language: one after the other, or shared among an executor's workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from lfnkr_i18n import messages
from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.steps.posts import SourcePost, Unreadable, attempt, unreadable
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

Item = TypeVar("Item")
Result = TypeVar("Result")

Languages = Callable[[SourcePost], Sequence[str]]
"""The languages that a step works on of a post."""

_TARGETS: Languages = attrgetter("targets")
_CHUNK = 16
"""Posts handed to a worker at a time: enough to hide the hand-over, few enough to share the end evenly."""


def each_language(
    project: Project,
    selection: Selection,
    work: Callable[[SourcePost, str], Result],
    *,
    languages: Languages = _TARGETS,
    executor: Executor | None = None,
) -> Iterator[Result | Unreadable]:
    """Yield `work(post, language)` for every selected post and each of its `languages` that was asked for, in order.

    What cannot be read comes as Unreadable, misplaced files first. With an executor of processes `work`, `languages`
    and the results must be picklable.
    """
    yield from unreadable(selection)
    one = partial(_of_file, project, selection, work, languages)
    for results in mapped(one, selection.files, executor=executor):
        yield from results


def _of_file(
    project: Project,
    selection: Selection,
    work: Callable[[SourcePost, str], Result],
    languages: Languages,
    file: PostFile,
) -> list[Result | Unreadable]:
    source = attempt(project, selection, file)
    if isinstance(source, Unreadable):
        return [source]
    return [work(source, language) for language in languages(source) if selection.wants(language)]


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

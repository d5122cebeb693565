"""The work of a step on every post in every language: one after the other, or shared among an executor's workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from lfnkr_i18n import messages
from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.manifest import Done, Memo
from lfnkr_i18n.reads import Reads, noted
from lfnkr_i18n.steps.posts import SourcePost, Unreadable, attempt, unreadable
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

Subject = TypeVar("Subject")
Result = TypeVar("Result")

Languages = Callable[[SourcePost], Sequence[str]]
"""The languages that a step works on of a post."""

_TARGETS: Languages = attrgetter("targets")
_CHUNK = 16
"""Posts handed to a worker at a time: enough to hide the hand-over, few enough to share the end evenly."""


class Item(NamedTuple, Generic[Subject]):
    """Something to work on, as a memo knows it."""

    name: str
    subject: Subject
    context: object = None
    """What the results depend on beside files and what all items depend on."""


def each_language(
    project: Project,
    selection: Selection,
    work: Callable[[SourcePost, str], Result],
    *,
    languages: Languages = _TARGETS,
    executor: Executor | None = None,
    memo: Memo[Any] | None = None,
    context: Callable[[PostFile], object] | None = None,
) -> Iterator[Result | Unreadable]:
    """Yield `work(post, language)` for every selected post and each of its `languages` that was asked for, in order.

    What cannot be read comes as Unreadable, misplaced files first. With an executor of processes `work`, `languages`
    and the results must be picklable. With a `memo` no work is done on posts whose files are what they were; then
    `context` returns what else, of all that `work` was given, the results of a post depend on.
    """
    yield from unreadable(project, selection)
    one = partial(_of_file, project, selection, work, languages)
    files = [Item(file.shown, file, _context(selection, file, context)) for file in selection.files]
    for results in remembered(one, files, memo=memo, wanted=selection.wants, executor=executor):
        yield from results


def _context(selection: Selection, file: PostFile, context: Callable[[PostFile], object] | None) -> object:
    """Return what the results of a post depend on beside the files that it led to: others of its id, and `context`."""
    more = None if context is None else context(file)
    rivals = selection.rivals.get(file.id)
    return more if rivals is None else ([rival.shown for rival in rivals], more)


def _of_file(
    project: Project,
    selection: Selection,
    work: Callable[[SourcePost, str], Result],
    languages: Languages,
    file: PostFile,
) -> Done[Result | Unreadable]:
    with noted() as reads:
        source = attempt(project, selection, file)
        if isinstance(source, Unreadable):
            reads.steady = False  # it is told anew in every run
            return Done(reads, {"": (source, reads)})
        wanted = {language: selection.wants(language) for language in languages(source)}
    parts: dict[str, tuple[Result | Unreadable, Reads] | None] = dict.fromkeys(wanted)
    for language in wanted:
        if wanted[language]:
            with noted() as own:
                parts[language] = work(source, language), own
    return Done(reads, parts)


def remembered(
    work: Callable[[Subject], Done[Result]],
    items: Sequence[Item[Subject]],
    *,
    memo: Memo[Any] | None = None,
    wanted: Callable[[str], bool] = lambda _part: True,
    executor: Executor | None = None,
) -> Iterator[Iterable[Result]]:
    """Yield the results of every item's wanted parts, in order; no work is done on what the memo knows of."""
    if memo is None:
        yield from (done.results for done in mapped(work, [item.subject for item in items], executor=executor))
        return
    with memo:
        known = [memo.recall(item.name, wanted, context=item.context) for item in items]
        memo.begin()
        left = [item.subject for item, results in zip(items, known, strict=True) if results is None]
        news = mapped(work, left, executor=executor)
        for item, results in zip(items, known, strict=True):
            if results is not None:
                yield results
                continue
            done = next(news)
            memo.remember(item.name, done, context=item.context)
            yield done.results


def mapped(
    work: Callable[[Subject], Result], items: Sequence[Subject], *, executor: Executor | None = None
) -> Iterator[Result]:
    """Yield `work(item)` for every item, in order; an executor shares the work among its workers.

    `work` and its results must be picklable where the executor's workers are processes.
    """
    if executor is None:
        return map(work, items)
    speaking = partial(_speaking, messages.spoken_language(), work)
    return iter(executor.map(speaking, items, chunksize=_CHUNK))


def _speaking(language: str, work: Callable[[Subject], Result], item: Subject) -> Result:
    messages.use_language(language)
    return work(item)

"""The work of a step on every post in every language: one after the other, or shared among an executor's workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from lfnkr_i18n import messages
from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.manifest import Done, Memo
from lfnkr_i18n.reads import Reads, noted
from lfnkr_i18n.replacing import Staged, flush_together
from lfnkr_i18n.steps.posts import SourcePost, Unreadable, attempt, unreadable
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

Subject = TypeVar("Subject")
Result = TypeVar("Result")

Languages = Callable[[SourcePost], Sequence[str]]
"""The languages that a step works on of a post."""

_TARGETS: Languages = attrgetter("targets")
CHUNK = 16
"""Posts handed to a worker, or flushed to the disk, at a time: enough to hide what that costs, few enough to share the
end evenly."""


class Later(NamedTuple):
    """A result whose file is staged: it is flushed to the disk with those of other posts, and then takes its place."""

    staged: Staged
    finish: Callable[[], Any]
    """Puts it in its place, and returns the result."""


TOGETHER = 300_000
"""Bytes of staged files after which they are flushed: memory stays that of few posts."""


class Item(NamedTuple, Generic[Subject]):
    """Something to work on, as a memo knows it."""

    name: str
    subject: Subject
    context: object = None
    """What the results depend on beside files and what all items depend on."""


def each_language(
    project: Project,
    selection: Selection,
    work: Callable[[SourcePost, str], Result | Later],
    *,
    languages: Languages = _TARGETS,
    executor: Executor | None = None,
    memo: Memo[Any] | None = None,
    context: Callable[[PostFile], object] | None = None,
    before: Callable[[], object] | None = None,
) -> Iterator[Result | Unreadable]:
    """Yield `work(post, language)` for every selected post and each of its `languages` that was asked for, in order.

    What cannot be read comes as Unreadable, misplaced files first. With an executor of processes `work`, `languages`
    and the results must be picklable. With a `memo` no work is done on posts whose files are what they were; then
    `context` returns what else, of all that `work` was given, the results of a post depend on. `before` is called once,
    before the first work, where any is left.
    """
    yield from unreadable(project, selection)
    several = partial(_of_files, project, selection, work, languages)
    files = (Item(file.shown, file, _context(selection, file, context)) for file in selection.files)
    for results in _remembered(several, files, memo=memo, wanted=selection.wants, executor=executor, before=before):
        yield from results


def _context(selection: Selection, file: PostFile, context: Callable[[PostFile], object] | None) -> object:
    """Return what the results of a post depend on beside the files that it led to: others of its id, and `context`."""
    more = None if context is None else context(file)
    rivals = selection.rivals.get(file.id)
    return more if rivals is None else ([rival.shown for rival in rivals], more)


def _of_files(
    project: Project,
    selection: Selection,
    work: Callable[[SourcePost, str], Result | Later],
    languages: Languages,
    files: Iterable[PostFile],
) -> Iterator[Done[Result | Unreadable]]:
    """Yield what the work on each post came to, as soon as what it staged is on the disk."""
    waiting: list[Done[Any]] = []
    size = 0
    for file in files:
        waiting.append(_of_file(project, selection, work, languages, file))
        size += sum(len(result.staged.data) for result in waiting[-1].results if isinstance(result, Later))
        if not size or size > TOGETHER or len(waiting) == CHUNK:
            yield from _finished(waiting)
            waiting, size = [], 0
    yield from _finished(waiting)


def _of_file(
    project: Project,
    selection: Selection,
    work: Callable[[SourcePost, str], Result | Later],
    languages: Languages,
    file: PostFile,
) -> Done[Result | Later | Unreadable]:
    with noted() as reads:
        source = attempt(project, selection, file)
        if isinstance(source, Unreadable):
            reads.steady = False  # it is told anew in every run
            return Done(reads, {"": (source, reads)})
        wanted = {language: selection.wants(language) for language in languages(source)}
    parts: dict[str, tuple[Result | Later | Unreadable, Reads] | None] = dict.fromkeys(wanted)
    for language in wanted:
        if wanted[language]:
            with noted() as own:
                parts[language] = work(source, language), own
    return Done(reads, parts)


def _finished(waiting: Sequence[Done[Any]]) -> Iterator[Done[Any]]:
    """Yield results whose files, where they staged any, are in their places."""
    flush_together([result.staged for done in waiting for result in done.results if isinstance(result, Later)])
    for done in waiting:
        yield Done(done.reads, {name: _settled(part) for name, part in done.parts.items()})


def _settled(part: tuple[Any, Reads] | None) -> tuple[Any, Reads] | None:
    if part is None or not isinstance(part[0], Later):
        return part
    with noted(part[1]):
        return part[0].finish(), part[1]


def remembered(
    work: Callable[[Subject], Done[Result]],
    items: Iterable[Item[Subject]],
    *,
    memo: Memo[Any] | None = None,
    wanted: Callable[[str], bool] = lambda _part: True,
    executor: Executor | None = None,
) -> Iterator[Iterable[Result]]:
    """Yield the results of every item's wanted parts, in order; no work is done on what the memo knows of."""
    return _remembered(partial(map, work), items, memo=memo, wanted=wanted, executor=executor)


def _remembered(
    work: Callable[[Iterable[Subject]], Iterator[Done[Result]]],
    items: Iterable[Item[Subject]],
    *,
    memo: Memo[Any] | None,
    wanted: Callable[[str], bool],
    executor: Executor | None,
    before: Callable[[], object] | None = None,
) -> Iterator[Iterable[Result]]:
    if memo is None:
        left = [item.subject for item in items]
        if before is not None and left:
            before()
        yield from (done.results for done in mapped(work, left, executor=executor))
        return
    with memo:
        met = [memo.recall(item.name, wanted, context=item.context) or item for item in items]
        memo.begin()
        left = [one.subject for one in met if isinstance(one, Item)]
        if before is not None and left:
            before()
        news = mapped(work, left, executor=executor)
        met.reverse()
        while met:  # what was told is let go
            one = met.pop()
            if isinstance(one, Item):
                done = next(news)
                memo.remember(one.name, done, context=one.context)
                yield done.results
            else:
                yield one


def mapped(
    work: Callable[[Iterable[Subject]], Iterator[Result]], items: Sequence[Subject], *, executor: Executor | None = None
) -> Iterator[Result]:
    """Yield what `work` makes of each item, in order; an executor shares the items among its workers.

    `work` and its results must be picklable where the executor's workers are processes.
    """
    if executor is None:
        return work(items)
    chunks = (items[first : first + CHUNK] for first in range(0, len(items), CHUNK))
    speaking = partial(_speaking, messages.spoken_language(), work)
    return chain.from_iterable(executor.map(speaking, chunks))


def _speaking(
    language: str, work: Callable[[Iterable[Subject]], Iterator[Result]], items: Sequence[Subject]
) -> list[Result]:
    messages.use_language(language)
    return list(work(items))

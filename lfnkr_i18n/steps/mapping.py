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
NAME: Callable[[PostFile], str] = attrgetter("shown")
"""What a memo knows a post by."""
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


class Known(NamedTuple, Generic[Subject]):
    """What a memo knows of things to work on. They are asked for one after the other, and none of it is held."""

    memo: Memo[Any]
    name: Callable[[Subject], str]
    """Returns what the memo knows a thing by."""
    wanted: Callable[[str], bool] = lambda _part: True
    """Tells which parts of a thing are."""
    context: Callable[[Subject], object] | None = None
    """Returns what the results depend on beside files and what those of all depend on; None: nothing."""

    def recall(self, subject: Subject) -> Iterator[Any] | None:
        """Return the results, as long as nothing they depend on changed; None: there is work to do."""
        return self.memo.recall(self.name(subject), self.wanted, context=self._about(subject))

    def recalled(self, subject: Subject) -> Iterator[Any] | None:
        """Return again what was recalled; None: it was lost meanwhile."""
        return self.memo.recalled(self.name(subject), self.wanted)

    def remember(self, subject: Subject, done: Done[Any]) -> None:
        """Keep what came of the work."""
        self.memo.remember(self.name(subject), done, context=self._about(subject))

    def _about(self, subject: Subject) -> object:
        return None if self.context is None else self.context(subject)


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
    known = None if memo is None else Known(memo, NAME, selection.wants, _context(selection, context))
    for results in _results(several, selection.files, known, executor=executor, before=before):
        yield from results


def _context(selection: Selection, more: Callable[[PostFile], object] | None) -> Callable[[PostFile], object] | None:
    """Return what tells what the results of a post depend on beside its files: others of its id, and `more`."""
    if not selection.rivals:
        return more

    def context(file: PostFile) -> object:
        own = None if more is None else more(file)
        rivals = selection.rivals.get(file.id)
        return own if rivals is None else ([rival.shown for rival in rivals], own)

    return context


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
    subjects: Sequence[Subject],
    known: Known[Subject],
    *,
    executor: Executor | None = None,
) -> Iterator[Iterable[Result]]:
    """Yield the results of every subject's wanted parts, in order; no work is done on what the memo knows of."""
    return _results(partial(map, work), subjects, known, executor=executor)


def _results(
    work: Callable[[Iterable[Subject]], Iterator[Done[Result]]],
    subjects: Sequence[Subject],
    known: Known[Subject] | None,
    *,
    executor: Executor | None,
    before: Callable[[], object] | None = None,
) -> Iterator[Iterable[Result]]:
    if known is None:
        yield from (done.results for done in _worked(work, subjects, executor, before))
        return
    with known.memo:
        there = 0
        for subject in subjects:
            results = known.recall(subject)
            if results is None:
                break
            yield results
            there += 1
        rest = subjects[there:]
        left = [subject for subject in rest if known.recall(subject) is None]
        known.memo.begin()
        news = _worked(work, left, executor, before)
        told = 0
        for subject in rest:
            if told < len(left) and left[told] is subject:
                told += 1
                done = next(news)
                known.remember(subject, done)
                yield done.results
            else:
                yield known.recalled(subject) or next(work([subject])).results


def _worked(
    work: Callable[[Iterable[Subject]], Iterator[Done[Result]]],
    subjects: Sequence[Subject],
    executor: Executor | None,
    before: Callable[[], object] | None,
) -> Iterator[Done[Result]]:
    if before is not None and subjects:
        before()
    return mapped(work, subjects, executor=executor)


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

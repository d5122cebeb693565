"""What every command over posts does: open the project, select, share the work, report post by post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import msgspec

from lfnkr_i18n.cli.outcome import ExitCode, exit_code
from lfnkr_i18n.cli.progress import watched
from lfnkr_i18n.cli.session import Session
from lfnkr_i18n.cli.workers import workers
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from lfnkr_i18n.config import Project
    from lfnkr_i18n.steps.selection import Selection


class PostResult(Protocol):
    """What a step tells of one post: `problem` says why it could not be done, `names` whose listed names were found."""

    @property
    def post(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def problem(self) -> str | None: ...
    @property
    def names(self) -> tuple[str, ...]: ...


Result = TypeVar("Result", bound=PostResult)


def silent(_result: object) -> None:
    """Do nothing with a result: it is not shown as it comes, or not kept."""


class Tally(msgspec.Struct, Generic[Result]):
    """What came of the work on posts, in numbers: there may be many."""

    counted: Callable[[Result], Mapping[str, int]] = lambda _result: {}
    """Returns what to add to `counts` of a result."""
    keep: Callable[[Result], object] = silent
    """Holds the results themselves, where they are asked for at the end."""
    done: int = 0
    failed: int = 0
    names_found: bool = False
    counts: Counter[str] = msgspec.field(default_factory=Counter)

    def add(self, result: Result) -> None:
        """Take in a result."""
        self.done += 1
        if result.problem is not None:
            self.failed += 1
        if result.names:
            self.names_found = True
        for name, number in self.counted(result).items():
            self.counts[name] += number
        self.keep(result)

    @property
    def all_failed(self) -> bool:
        """Whether nothing could be done: then there is nothing to sum up."""
        return 0 < self.done == self.failed


class Work(msgspec.Struct, frozen=True):
    """A project with the posts that a command line asks for, and who shares the work."""

    session: Session
    project: Project
    selection: Selection
    executor: Executor | None

    def watch(self, results: Iterable[Result], label: str) -> Iterator[Result]:
        """Yield results, with a progress bar where the work takes a while."""
        return watched(
            results,
            total=len(self.selection.files),
            session=self.session,
            post=lambda result: result.path,
            label=label,
        )

    def report(
        self,
        results: Iterable[Result],
        show: Callable[[Result], None],
        *,
        label: str,
        tally: Tally[Result],
    ) -> Tally[Result]:
        """Show every result as it comes, problems on stderr; return the tally with what came of all."""
        named = set()
        for result in self.watch(results, label):
            tally.add(result)
            if result.post in self.selection.named:
                named.add(result.post)
            if result.problem is not None:
                self._warn_of(result, result.problem)
            else:
                show(result)
        self.warn_in_vain(named)
        return tally

    def _warn_of(self, result: PostResult, problem: str) -> None:
        from lfnkr_i18n.steps.problems import problem_of

        found = problem_of(result, problem)
        self.session.problem(found.path, found.problem)

    def warn_in_vain(self, done: Collection[str]) -> None:
        """Say of named posts of which there is no result, why; `done` are those with one."""
        if not self.selection.named or self.selection.named <= set(done):
            return
        from lfnkr_i18n.steps.named import named_in_vain

        for line in named_in_vain(self.project, self.selection, done):
            self.session.warn(line)


@contextmanager
def work_on(
    session: Session,
    posts: Sequence[str] | None,
    languages: Sequence[str] | None,
    jobs: int | None = 1,
    *,
    gone: bool = False,
    whatever_the_register: bool = False,
) -> Iterator[Work]:
    """Open the project and select its posts; the workers end with the block.

    With `gone`, posts may be named that have no source any more. `whatever_the_register` as in `Session.project`.
    """
    from lfnkr_i18n.steps.selection import select

    project = session.project(whatever_the_register=whatever_the_register)
    selection = select(project, posts or (), languages or (), also=_gone(project) if gone and posts else ())
    with workers(jobs, posts=len(selection.files)) as executor:
        yield Work(session, project, selection, executor)


def _gone(project: Project) -> tuple[str, ...]:
    from lfnkr_i18n.steps.gone import gone_posts  # reads a ledger

    return gone_posts(project)


def about(post: str, line: str) -> str:
    """Return what is said of a post."""
    return _("{post}: {line}").format(post=post, line=line)


def ended(tally: Tally[Result], *, refused: bool = False) -> ExitCode:
    """Return how a run over posts ends; a listed name that was found anywhere is a refusal."""
    return exit_code(failed=tally.failed, of=tally.done, refused=refused or tally.names_found)

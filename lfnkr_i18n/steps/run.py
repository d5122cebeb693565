"""Run: the day's work in one go: extract, draft, check, publish what is ready, and where everything stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.checking.checked import Checked
from lfnkr_i18n.steps.drafting.account import Account
from lfnkr_i18n.steps.drafting.draft import Drafted, draft
from lfnkr_i18n.steps.extract import Extracted, extract
from lfnkr_i18n.steps.names.gates import require_register
from lfnkr_i18n.steps.problems import Problem, problem_of
from lfnkr_i18n.steps.publishing.publish import Published, publish
from lfnkr_i18n.steps.selection import Selection
from lfnkr_i18n.steps.status import Status, status

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Stage(StrEnum):
    """The parts of a day's work, in order."""

    EXTRACT = "extract"
    DRAFT = "draft"
    CHECK = "check"
    PUBLISH = "publish"


Result = TypeVar("Result", Extracted, Drafted, Checked, Published)


class Watch(Protocol):
    """Sees every result as it comes, to show or keep it; hands all of them on."""

    def __call__(self, stage: Stage, results: Iterator[Result]) -> Iterable[Result]:
        """Return the same results, in their order."""


class Day(msgspec.Struct, frozen=True):
    """What came of a day's work; the results themselves, each as its own command would give it, are for `Watch`."""

    status: Status
    problems: tuple[Problem, ...]
    """What could not be done, each once, in the order it was met; the status' own problems too."""
    refused: bool
    """Whether a gate said no to a post that stands on the command line, or a listed name was found anywhere."""
    undrafted: int
    """How many entries are left to translate."""


def run(
    project: Project,
    selection: Selection,
    *,
    now: datetime,
    by: str = "",
    account: Account | None = None,
    dry_run: bool = False,
    executor: Executor | None = None,
    watch: Watch | None = None,
) -> Day:
    """Do a day's work on the selected posts and return what came of it; nothing is waived.

    `account` keeps what engines were asked. In a dry run every stage sees the files as they are now, not what the stage
    before would have made of them. Raises RegisterMissing, as `publish` would, before anything is done.
    """
    require_register(project)
    see = watch if watch is not None else _unseen
    met = _Met()
    met.all(see(Stage.EXTRACT, extract(project, selection, dry_run=dry_run, executor=executor)))
    met.all(see(Stage.DRAFT, draft(project, selection, account=account, dry_run=dry_run, executor=executor)))
    met.all(see(Stage.CHECK, check(project, selection, executor=executor)))
    met.all(see(Stage.PUBLISH, publish(project, selection, now=now, by=by, dry_run=dry_run, executor=executor)))
    table = status(project, selection, executor=executor)
    refused = met.refused or any(problem.names for problem in table.problems)
    return Day(table, tuple(dict.fromkeys([*met.problems, *table.problems])), refused, met.undrafted)


class _Met:
    """What a day is told of results while they go by."""

    def __init__(self) -> None:
        self.problems: dict[Problem, None] = {}
        self.refused = False
        self.undrafted = 0

    def all(self, results: Iterable[Extracted | Drafted | Checked | Published]) -> None:
        for result in results:
            if result.problem is not None:
                self.problems[problem_of(result, result.problem)] = None
            held_back = isinstance(result, Published) and result.refused and result.named
            self.refused |= held_back or bool(result.names)
            self.undrafted += result.left if isinstance(result, Drafted) else 0


def _unseen(stage: Stage, results: Iterator[Result]) -> Iterable[Result]:
    del stage
    return results

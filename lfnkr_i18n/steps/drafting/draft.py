"""Draft: fill untranslated entries from memory, then by the project's engines; people review every draft."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.drafting.account import Account
from lfnkr_i18n.steps.drafting.drafted import Drafted, Unfilled
from lfnkr_i18n.steps.mapping import each_language
from lfnkr_i18n.steps.posts import SourcePost, Unreadable
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection
from lfnkr_i18n.temporary import sweep

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from lfnkr_i18n.engines.patience import Pace
    from lfnkr_i18n.memory import Memory
    from lfnkr_i18n.steps.drafting.asking import Desk

# The memory, and what reads catalogs, are imported where there is a catalog to fill; engines, the gated client, and the
# checks that judge answers where an engine is asked.

__all__ = ["Drafted", "draft"]

_ROUND = 200
"""Texts that are asked before their posts are saved: what a crash makes a rerun read from the answer cache again."""


def draft(
    project: Project,
    selection: Selection,
    *,
    engine: str | None = None,
    account: Account | None = None,
    anew: bool = False,
    dry_run: bool = False,
    executor: Executor | None = None,
    pace: Pace | None = None,
) -> Iterator[Drafted]:
    """Fill the untranslated entries of the posts' catalogs; yield one result a post and target language.

    Drafts of machines that nobody touched are brought up to date with the memory; reviewed and stale entries and drafts
    that a person changed are left alone. Catalogs are brought up to date with their posts first; where nothing is
    drafted, nothing is written.

    What memory has nothing for is asked of `engine`, or of those of lfnkr.toml. `account` limits what they are sent and
    says afterwards what that was; `anew`: also ask again what they had nothing usable for; `pace` is the clock by which
    services are waited for. A dry run sends and writes nothing. Raises UsageError, SettingsError, or LfnkrError where
    an engine may not be asked.
    """
    account = account if account is not None else Account()
    if account.max_chars is not None and account.max_chars < 0:
        raise UsageError(_("--max-chars is a number of characters, 0 or more"))
    if account.max_cost is not None and account.max_cost < 0:
        raise UsageError(_("--max-cost is an amount of money, 0 or more"))
    names = _engines(project, engine, account) if engine is not None or project.settings.draft.engines else ()
    if not dry_run:
        sweep(project.tmp)
    with ExitStack() as stack:
        first = _from_memory(project, selection, stack, dry_run=dry_run, executor=executor)
        if not names:
            yield from (item.drafted if isinstance(item, Unfilled) else item for item in first)
            return
        desk = _desk(project, names, account, stack, pace, dry_run=dry_run, anew=anew)
        yield from _with_engines(desk, selection, first)


def _engines(project: Project, engine: str | None, account: Account) -> tuple[str, ...]:
    """Return the names of the engines to ask, which can be asked and whose prices are known where they have to be."""
    from lfnkr_i18n.steps.drafting.engines import chosen, require_prices

    names = chosen(project, engine)
    if account.max_cost is not None:
        require_prices(project, names)
    return names


def _desk(
    project: Project,
    names: Sequence[str],
    account: Account,
    stack: ExitStack,
    pace: Pace | None,
    *,
    dry_run: bool,
    anew: bool,
) -> Desk:
    """Return the desk where engines are asked; what it opens is closed with `stack`."""
    from lfnkr_i18n.engines.cache import ANSWERS, AnswerCache
    from lfnkr_i18n.steps.drafting.asking import Desk
    from lfnkr_i18n.steps.drafting.engines import opened
    from lfnkr_i18n.steps.names.gates import matcher_of
    from lfnkr_i18n.steps.terms import glossary_of

    cache = stack.enter_context(AnswerCache(project.cache / ANSWERS, read_only=dry_run))
    matcher = matcher_of(project)
    glossary = glossary_of(project)
    asked = stack.enter_context(opened(project, names, register=matcher, pace=pace, glossary=glossary))
    return Desk(project, asked, cache, matcher, glossary, account, dry_run=dry_run, anew=anew)


def _from_memory(
    project: Project, selection: Selection, stack: ExitStack, *, dry_run: bool, executor: Executor | None
) -> Iterator[Unfilled | Drafted]:
    """Yield every catalog, filled from memory; a post that cannot be read as its final result.

    The memory is opened where a post is not known to need nothing of it, and before the work on the first one: what a
    post reads is noted, and the files of the memory are none of its own.
    """

    @cache
    def memory() -> Memory:
        from lfnkr_i18n.steps.memory.opening import open_memory

        return stack.enter_context(open_memory(project))

    def filled_here(source: SourcePost, language: str) -> Unfilled:
        from lfnkr_i18n.steps.drafting.unfilled import unfilled

        return unfilled(project, dry_run, memory(), source, language)

    here = executor is None
    work = filled_here if here else partial(_in_worker, project, dry_run, time.monotonic_ns())
    known = memo(project, "draft", Unfilled, keeps=_needs_nothing, frozen=dry_run)
    # Also brings the index up to date, before a worker opens it.
    first = memory if here else lambda: memory().prepare()
    for result in each_language(project, selection, work, before=first, executor=executor, memo=known):
        if isinstance(result, Unreadable):
            yield Drafted(result.post, result.shown, problem=result.message, names=result.names)
        else:
            yield result


def _needs_nothing(result: Unfilled) -> bool:
    """Tell whether a post's texts are all people's own work, whatever the memory holds."""
    return not result.asked and result.drafted.problem is None


_opened: dict[int, Memory] = {}
"""A worker's memory, by the run it works for; one is closed when no task has it any more."""
_opening = Lock()


def _in_worker(project: Project, dry_run: bool, run: int, source: SourcePost, language: str) -> Unfilled:
    from lfnkr_i18n.steps.drafting.unfilled import unfilled
    from lfnkr_i18n.steps.memory.opening import memory_of

    with _opening:
        memory = _opened.get(run)
        if memory is None:
            _opened.clear()
            memory = _opened[run] = memory_of(project)
    return unfilled(project, dry_run, memory, source, language)


def _with_engines(desk: Desk, selection: Selection, first: Iterable[Unfilled | Drafted]) -> Iterator[Drafted]:
    """Yield the results in order, each after engines were asked for what its post wants."""
    from lfnkr_i18n.steps.drafting.saving import filled

    for items in _rounds(first):
        answers = desk.ask([item for item in items if isinstance(item, Unfilled)])
        for item in items:
            yield (
                filled(desk.project, selection, item, answers, dry_run=desk.dry_run)
                if isinstance(item, Unfilled)
                else item
            )
    if desk.dry_run:
        desk.look_up_quotas()


def _rounds(items: Iterable[Unfilled | Drafted]) -> Iterator[list[Unfilled | Drafted]]:
    """Yield items in lists that hold about _ROUND texts."""
    some: list[Unfilled | Drafted] = []
    texts = 0
    for item in items:
        some.append(item)
        texts += len(item.wanted) if isinstance(item, Unfilled) else 0
        if texts >= _ROUND:
            yield some
            some, texts = [], 0
    if some:
        yield some

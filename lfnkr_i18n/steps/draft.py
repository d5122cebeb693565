"""Draft: fill untranslated entries from what was translated before; people review every draft."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polib

from lfnkr_i18n.catalog import (
    DraftLog,
    State,
    draft_origin,
    key,
    key_of,
    live,
    open_catalog,
    save,
    set_draft,
    state_of,
)
from lfnkr_i18n.config import Project, require_no_register
from lfnkr_i18n.errors import LfnkrError, UsageError
from lfnkr_i18n.files import locked, sweep
from lfnkr_i18n.memory import Memory
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.extract import merged_catalog
from lfnkr_i18n.steps.mapping import each_language
from lfnkr_i18n.steps.memory import memory_of, open_memory
from lfnkr_i18n.steps.posts import SourcePost, Unreadable
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

_MEMORY = "memory"
_EXACT = "memory 100%"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text for an entry, and where it comes from: `memory 87%`."""

    text: str
    origin: str


Translator = Callable[[Sequence[str]], Mapping[str, Draft]]
"""Gives drafts for source texts, by text; for those it has none for, nothing."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting did to one catalog; `problem` says why it could not."""

    post: str
    path: str
    language: str = ""
    """Target language; empty where the post itself could not be read."""
    catalog: str = ""
    exact: int = 0
    """Entries filled with the translation of an equal text."""
    similar: int = 0
    """Entries filled with the translation of a similar text."""
    left: int = 0
    """Entries that stay untranslated."""
    characters: int = 0
    """Characters of the source texts of those."""
    written: bool = False
    """Whether the catalog was written (in a dry run: would be)."""
    problem: str | None = None

    @property
    def filled(self) -> int:
        """Entries that got a draft."""
        return self.exact + self.similar


def draft(
    project: Project,
    selection: Selection,
    *,
    engine: str | None = None,
    max_chars: int | None = None,
    dry_run: bool = False,
    executor: Executor | None = None,
) -> Iterator[Drafted]:
    """Fill the untranslated entries of the posts' catalogs; yield one result a post and target language.

    Drafts of memory that nobody touched are brought up to date with it; reviewed and stale entries and drafts that a
    person changed are left alone. Catalogs are brought up to date with their posts first; where nothing is drafted,
    nothing is written. `max_chars` limits what engines are sent; memory sends nothing. Raises LfnkrError where an
    engine is asked for: there are none yet.
    """
    require_no_register(project)
    _refuse_engines(project, engine, max_chars)
    if not dry_run:
        sweep(project.tmp)
    with open_memory(project) as memory:  # also brings the index up to date, before any worker opens it
        if executor is None:
            work = partial(_draft, project, dry_run, memory)
        else:
            memory.prepare()
            work = partial(_draft_in_worker, project, dry_run, time.monotonic_ns())
        for result in each_language(project, selection, work, executor=executor):
            if isinstance(result, Unreadable):
                yield Drafted(result.post, result.shown, problem=result.message)
            else:
                yield result


def _refuse_engines(project: Project, engine: str | None, max_chars: int | None) -> None:
    """Raise where an engine is named: silence would look as if it had been asked."""
    if max_chars is not None and max_chars < 0:
        raise UsageError(_("--max-chars is a number of characters, 0 or more"))
    named = [engine] if engine else list(project.settings.draft.engines)
    if named:
        raise LfnkrError(
            _(
                "{engines}: this version has no engines yet, drafts come from memory alone; "
                "take them out of draft.engines in lfnkr.toml"
            ).format(engines=", ".join(named))
        )


_opened: dict[int, Memory] = {}
"""A worker's memory, by the run it works for."""


def _draft_in_worker(project: Project, dry_run: bool, run: int, source: SourcePost, language: str) -> Drafted:
    if run not in _opened:
        _opened.clear()
        _opened[run] = memory_of(project)
    return _draft(project, dry_run, _opened[run], source, language)


def _draft(project: Project, dry_run: bool, memory: Memory, source: SourcePost, language: str) -> Drafted:
    translators = [_from_memory(project, memory, source.language, language)]
    return _draft_catalog(project, source, language, translators, dry_run=dry_run)


def _from_memory(project: Project, memory: Memory, source_language: str, language: str) -> Translator:
    """Return the translator that every draft asks first."""
    min_match = project.settings.draft.min_match

    def translate(texts: Sequence[str]) -> Mapping[str, Draft]:
        matches = memory.best_of(texts, source_language=source_language, target_language=language, min_match=min_match)
        return {
            text: Draft(match.target.strip("\n"), f"{_MEMORY} {int(match.score)}%") for text, match in matches.items()
        }

    return translate


def _draft_catalog(
    project: Project, source: SourcePost, language: str, translators: Sequence[Translator], *, dry_run: bool
) -> Drafted:
    """Draft into one catalog; the lock is held from reading to saving."""
    path = project.catalog_path(source.id, language)
    shown = project.relative(path)
    log = DraftLog(project.cache)
    try:
        with contextlib.nullcontext() if dry_run else locked(shown, cache=project.cache):
            file = open_catalog(path, shown)
            catalog = merged_catalog(project, source, language, file).catalog
            entries = {key(entry): entry for entry in live(catalog)}
            own = [entries[name] for name in dict.fromkeys(map(key_of, source.post.segments)) if name in entries]
            changed = _fill([entry for entry in own if _wants_draft(entry, log)], translators)
            if changed and not dry_run:
                log.remember(changed)
                save(file, catalog, tmp=project.tmp)
    except LfnkrError as error:
        return Drafted(source.id, source.shown, language, shown, problem=str(error))
    left = [entry for entry in own if state_of(entry) is State.UNTRANSLATED]
    exact = sum(draft_origin(entry) == _EXACT for entry in changed)
    return Drafted(
        source.id,
        source.shown,
        language,
        shown,
        exact,
        len(changed) - exact,
        len(left),
        sum(len(entry.msgid) for entry in left),
        written=bool(changed),
    )


def _wants_draft(entry: polib.POEntry, log: DraftLog) -> bool:
    """Tell whether an entry may get a draft: it has no text, or still the one that memory wrote."""
    if state_of(entry) is State.UNTRANSLATED:
        return True
    return (draft_origin(entry) or "").startswith(_MEMORY) and log.wrote(entry)


def _fill(entries: Sequence[polib.POEntry], translators: Sequence[Translator]) -> list[polib.POEntry]:
    """Draft entries by the first translator that has something for them; return those that changed."""
    changed = []
    left = list(entries)
    for translate in translators:
        drafts = translate([entry.msgid for entry in left])
        for entry in left:
            offered = drafts.get(entry.msgid)
            if offered is not None and (entry.msgstr, draft_origin(entry)) != (offered.text, offered.origin):
                set_draft(entry, offered.text, offered.origin)
                changed.append(entry)
        left = [entry for entry in left if entry.msgid not in drafts]
    return changed

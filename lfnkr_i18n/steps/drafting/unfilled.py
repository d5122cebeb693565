"""The first half of drafting: entries filled from memory, and what is left for engines."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, Sequence

import polib
from msgspec.structs import replace

from lfnkr_i18n.catalog import (
    DraftLog,
    State,
    draft_origin,
    key,
    key_of,
    live,
    save,
    set_draft,
    state_of,
)
from lfnkr_i18n.config import Project, catalog_name
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.files import locked
from lfnkr_i18n.markup.inline import visible_text
from lfnkr_i18n.markup.notation import in_html
from lfnkr_i18n.memory import Context, Memory
from lfnkr_i18n.model import Key, Markup, Match, Segment
from lfnkr_i18n.steps.drafting.drafted import Drafted, Unfilled, Wanted
from lfnkr_i18n.steps.extract import merged_catalog
from lfnkr_i18n.steps.names.gates import matcher_of, open_gated
from lfnkr_i18n.steps.posts import SourcePost

_MEMORY = "memory"
_EXACT = "memory 100%"
_NEVER = 101
_BEFORE, _AFTER = 3, 1
"""How many texts around a segment help to understand it."""


def unfilled(project: Project, dry_run: bool, memory: Memory, source: SourcePost, language: str) -> Unfilled:
    """Draft into one catalog from memory and return what is left; the lock is held from reading to saving."""
    shown = catalog_name(source.id, language)
    log = DraftLog(project.cache)
    drafted = Drafted(source.id, source.shown, language, shown)
    try:
        with contextlib.nullcontext() if dry_run else locked(shown, cache=project.cache):
            file = open_gated(project, source.id, language)
            catalog = merged_catalog(project, source, language, file).catalog
            entries = own_entries(catalog, source.post.segments)
            least = {name: _least(entry, log, project.settings.draft.min_match) for name, entry in entries.items()}
            asked = any(match <= 100 for match in least.values())
            matches = _matches(project, memory, entries, least, (source.language, language)) if asked else {}
            in_tags = {key_of(segment) for segment in source.post.segments if segment.markup is Markup.HTML}
            changed = _fill(project, entries, least, matches, in_tags)
            if changed and not dry_run:
                log.remember(changed)
                save(file, catalog, tmp=project.tmp)
    except LfnkrError as error:
        drafted = replace(drafted, problem=str(error), names=error.people)
        return Unfilled(drafted, source.file, source.language, "", confidential=True)
    left = [entry for entry in entries.values() if state_of(entry) is State.UNTRANSLATED]
    exact = sum(draft_origin(entry) == _EXACT for entry in changed)
    drafted = replace(
        drafted,
        exact=exact,
        similar=len(changed) - exact,
        left=len(left),
        characters=sum(len(entry.msgid) for entry in left),
        written=bool(changed),
    )
    wanted = _wanted(source.post.segments, {key(entry) for entry in left})
    confidential = source.post.front_matter.get("confidential") not in (None, False)
    return Unfilled(drafted, source.file, source.language, source.post.title, confidential, wanted, asked=asked)


def own_entries(catalog: polib.POFile, segments: Sequence[Segment]) -> Mapping[Key, polib.POEntry]:
    """Return the entries of a post's segments, by key, in the order of the post."""
    entries = {key(entry): entry for entry in live(catalog)}
    return {name: entries[name] for name in dict.fromkeys(map(key_of, segments)) if name in entries}


def _matches(
    project: Project,
    memory: Memory,
    entries: Mapping[Key, polib.POEntry],
    least: Mapping[Key, int],
    languages: tuple[str, str],
) -> Mapping[str, Match]:
    """Return what memory has for the entries that may get a draft (`_least`), by msgid."""
    return memory.best_of(
        [entry.msgid for name, entry in entries.items() if least[name] <= 100],
        source_language=languages[0],
        target_language=languages[1],
        min_match=project.settings.draft.min_match,
        contexts=_contexts(entries.values()),
    )


def _fill(
    project: Project,
    entries: Mapping[Key, polib.POEntry],
    least: Mapping[Key, int],
    matches: Mapping[str, Match],
    in_tags: Collection[Key],
) -> list[polib.POEntry]:
    """Draft entries from what memory has, but for texts in which a listed name stands; those `in_tags` are HTML.

    Returns those that changed.
    """
    changed = []
    names = matcher_of(project)
    for name, entry in entries.items():
        match = matches.get(entry.msgid)
        if match is None or match.ratio < least[name]:  # penalties order matches, and hide none
            continue
        if names.terms_in(match.target):
            continue
        text, origin = match.target.strip("\n"), f"{_MEMORY} {int(match.score)}%"
        if name in in_tags and match.source != entry.msgid:
            text = in_html(entry.msgid, match.source, text)
        if (entry.msgstr, draft_origin(entry)) != (text, origin):
            set_draft(entry, text, origin)
            changed.append(entry)
    return changed


def _contexts(entries: Collection[polib.POEntry]) -> dict[str, Context]:
    """Return where each text stands in the post, by text; where it first stands, of one that stands there twice."""
    texts = [None, *(entry.msgid for entry in entries), None]
    contexts: dict[str, Context] = {}
    for entry, before, after in zip(entries, texts, texts[2:], strict=False):
        contexts.setdefault(entry.msgid, Context(before, after, entry.msgctxt))
    return contexts


def _least(entry: polib.POEntry, log: DraftLog, min_match: int) -> int:
    """Return how alike a pair of memory must be to be an entry's draft, in percent; more than 100: it may get none.

    It may where it has no text, or still the one that a machine wrote; an engine's gives way to an equal text only.
    """
    if state_of(entry) is State.UNTRANSLATED:
        return min_match
    if not log.wrote(entry):
        return _NEVER
    return min_match if (draft_origin(entry) or "").startswith(_MEMORY) else 100


def _wanted(segments: Sequence[Segment], left: set[Key]) -> tuple[Wanted, ...]:
    """Return the texts that are left, each once, with what stands around them."""
    blocks = [segment.block for segment in segments]
    found: dict[Key, Wanted] = {}
    for index, segment in enumerate(segments):
        name = key_of(segment)
        if name not in left or name in found:
            continue
        alone = segment.block not in (blocks[index - 1] if index else None, *blocks[index + 1 : index + 2])
        before = tuple(visible_text(one.source, markup=one.markup) for one in segments[max(0, index - _BEFORE) : index])
        after = tuple(visible_text(one.source, markup=one.markup) for one in segments[index + 1 : index + 1 + _AFTER])
        found[name] = Wanted(name, segment.kind, segment.markup, alone, before, after)
    return tuple(found.values())

"""Where the reviewed translations of a project contradict its glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.model import Occurrence, Pair
from lfnkr_i18n.steps.mapping import each_language
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.posts import SourcePost, Unreadable
from lfnkr_i18n.steps.selection import Selection
from lfnkr_i18n.steps.terms import glossary_of

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Use(msgspec.Struct, frozen=True):
    """How the reviewed translations of a project render a form."""

    form: str
    source_language: str
    language: str
    approved: tuple[str, ...]
    line: int
    """Of its row in the glossary, from 1."""
    entries: int
    """Reviewed entries whose source holds the form."""
    against: tuple[str, ...]
    """Places of those that hold none of the approved translations, `catalog:line`."""


def contradicted(
    project: Project, selection: Selection, *, executor: Executor | None = None
) -> Iterator[Use | Unreadable]:
    """Yield the forms that reviewed translations do without, in the glossary's order, after what cannot be read."""
    uses: dict[tuple[str, tuple[str, str]], list[_Seen]] = defaultdict(list)
    for found in each_language(project, selection, partial(_seen, project), executor=executor):
        if isinstance(found, Unreadable):
            yield found
            continue
        for one in found:
            uses[one.occurrence.form, one.languages].append(one)
    used = [_use(seen) for seen in uses.values()]
    yield from sorted((use for use in used if use.against), key=lambda use: (use.line, use.form, use.language))


class _Seen(msgspec.Struct, frozen=True):
    """A term in the source of a reviewed entry."""

    occurrence: Occurrence
    approved: tuple[str, ...]
    languages: tuple[str, str]
    """Of the source, of the translation."""
    place: str
    followed: bool


def _seen(project: Project, source: SourcePost, language: str) -> list[_Seen]:
    from lfnkr_i18n.catalog import State, key, key_of, live, state_of
    from lfnkr_i18n.checks import terms_of

    try:
        opened = open_gated(project, source.id, language)
    except LfnkrError:
        return []  # `lfnkr check` says so
    catalog, shown = opened.catalog, opened.shown
    entries = {key(entry): entry for entry in live(catalog)} if catalog is not None else {}
    languages, found = (source.language, language), []
    for segment in {key_of(segment): segment for segment in source.post.segments}.values():
        entry = entries.get(key_of(segment))
        if entry is None or state_of(entry) is not State.REVIEWED:
            continue
        pair = Pair(entry.msgid, entry.msgstr, *languages, terms=glossary_of(project), markup=segment.markup)
        place = f"{shown}:{entry.linenum or 1}"
        found += [_Seen(use.occurrence, use.approved, languages, place, use.followed) for use in terms_of(pair)]
    return found


def _use(seen: Sequence[_Seen]) -> Use:
    """Return what entries with the same form in the same languages say together."""
    first = seen[0]
    against = tuple(one.place for one in seen if not one.followed)
    line = first.occurrence.terms[0].line
    return Use(first.occurrence.form, *first.languages, first.approved, line, len(seen), against)

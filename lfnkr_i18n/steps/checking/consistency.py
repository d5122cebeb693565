"""The check `inconsistent`: posts that translate the same text differently.

Only long texts count (a short one may need another translation in another place), only reviewed translations, and only
differences that somebody reads: not those of spaces, punctuation, width or case.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from lfnkr_i18n.catalog import State, key, live, state_of
from lfnkr_i18n.catalog.model import Key
from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.files import digest
from lfnkr_i18n.languages import is_cjk
from lfnkr_i18n.manifest import Done
from lfnkr_i18n.markup.inline import visible_text
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import EMPTY
from lfnkr_i18n.reads import Reads, noted
from lfnkr_i18n.steps.mapping import Item, remembered
from lfnkr_i18n.steps.names.gates import matcher_of, open_gated
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

INCONSISTENT = "inconsistent"
"""Name of the check."""

_LONG = 25
"""Columns from which a text is long: five English words, a dozen Japanese characters."""

Disagreements = Mapping[tuple[str, str], Mapping[Key, str]]
"""(post, language) → its entries that another post translates differently, with what is to be said of each."""


class _Seen(NamedTuple):
    """A reviewed translation of a long text."""

    text: str
    """Digest of what it translates, and into which language."""
    translation: str
    """Digest of what is read of it."""
    post: str
    language: str
    place: str
    key: Key


def disagreements(project: Project, selection: Selection, *, executor: Executor | None = None) -> Disagreements:
    """Return the entries of the selected posts that do not translate a text as most of those posts do."""
    groups: dict[str, list[_Seen]] = defaultdict(list)
    known = memo(project, "translations", list[_Seen])
    names = matcher_of(project)
    items = [Item(file.shown, file) for file in selection.files if not names.terms_in(file.shown)]
    work = partial(_of_post, project, selection)
    for post in remembered(work, items, memo=known, wanted=selection.wants, executor=executor):
        for one in chain.from_iterable(post):
            groups[one.text].append(one)
    found: dict[tuple[str, str], dict[Key, str]] = defaultdict(dict)
    for group in groups.values():
        for one, other in _minority(group):
            message = _("{place} translates the same text differently; choose one translation")
            found[one.post, one.language][one.key] = message.format(place=other.place)
    return found


def _minority(group: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen]]:
    """Yield each translation that is not the most frequent one (of equally frequent ones the first), with that one."""
    ((usual, _count),) = Counter(one.translation for one in group).most_common(1)
    other = next(one for one in group if one.translation == usual)
    yield from ((one, other) for one in group if one.translation != usual)


def _of_post(project: Project, selection: Selection, file: PostFile) -> Done[list[_Seen]]:
    """Return, by language, the reviewed translations of a post's long texts."""
    parts: dict[str, tuple[list[_Seen], Reads] | None] = dict.fromkeys(project.settings.project.languages)
    for language in parts:
        if selection.wants(language):
            with noted() as reads:
                parts[language] = list(_translations(project, file, language)), reads
    return Done(Reads(), parts)


def _translations(project: Project, file: PostFile, language: str) -> Iterator[_Seen]:
    """Yield the reviewed translations of a post's long texts; what is wrong with a catalog has its own finding."""
    try:
        opened = open_gated(project, file.id, language)
    except LfnkrError:
        return
    catalog, shown = opened.catalog, opened.shown
    for entry in live(catalog) if catalog is not None else ():
        if state_of(entry) is State.REVIEWED and entry.msgstr.strip() != EMPTY and _is_long(entry.msgid):
            text = digest(f"{language}\0{entry.msgctxt}\0{entry.msgid}".encode("utf-8", "surrogatepass"))
            read = digest(_read(entry.msgstr).encode("utf-8", "surrogatepass"))
            yield _Seen(text, read, file.id, language, f"{shown}:{entry.linenum or 1}", key(entry))


def _is_long(text: str) -> bool:
    if 2 * len(text) < _LONG:
        return False
    shown = visible_text(text)
    return sum(2 if is_cjk(character) else 1 for character in shown) >= _LONG


def _read(text: str) -> str:
    """Return what of a translation makes a difference to its readers."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if unicodedata.category(character)[0] not in "CPZ")

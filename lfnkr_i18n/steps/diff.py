"""Diff: what changed in the source texts whose translations are stale, word by word, with the translations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.errors import FileError, UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.steps.extract import merged_catalog
from lfnkr_i18n.steps.gone import gone_posts
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.posts import Unreadable, attempt
from lfnkr_i18n.steps.selection import Selection, select

if TYPE_CHECKING:
    import polib

_HAN = "\u2e80-\u2fdf々〇〆\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA = "\u3041-\u309f"
_KATAKANA = "\u30a0-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
# Japanese has no spaces, so a change of script stands in for a word's end.
_TOKEN = lazy(rf"\s+|[{_HAN}]+|[{_HIRAGANA}]+|[{_KATAKANA}]+|(?:(?![{_HAN}{_HIRAGANA}{_KATAKANA}_])\w)+|.", re.DOTALL)

_LONG = 2000
"""Tokens from which difflib may take frequent words for noise: exact comparison is quadratic."""


class Change(StrEnum):
    """What happened to a piece of text."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class Piece(msgspec.Struct, frozen=True):
    """A run of text that stayed, went or came."""

    change: Change
    text: str


class StaleEntry(msgspec.Struct, frozen=True):
    """A translation whose source text changed since, or that a person marked."""

    post: str
    path: str
    """The post, from the project's folder; its catalog where the post is gone."""
    line: int
    """Line of `path` where the text stands, from 1."""
    language: str
    context: str | None
    """The front-matter key (`title`), else None."""
    old_source: str | None
    """The text that was translated; None where it is not known: a person marked the entry."""
    source: str
    """The text of today."""
    translation: str
    """Of the old text."""
    pieces: tuple[Piece, ...]
    """From the old text to that of today; those that are not deleted are the latter."""


def diff(project: Project, post: str, language: str) -> list[StaleEntry]:
    """Return the stale entries of a post in a language, as they stand with the post as it is today; writes nothing.

    `post` is an id, a path or a glob; of a post that is gone, the entries of its catalog. Raises UsageError where there
    is no such post, or it is not translated into the language; LfnkrError where it or its catalog cannot be read.
    """
    selection = select(project, [post], [language], also=gone_posts(project))
    found = [entry for file in selection.files for entry in _of_post(project, selection, file, language)]
    for item in selection.misplaced:
        raise FileError(item.message, path=item.shown)
    for gone in selection.others:
        found += _of_gone(project, gone, language)
    return found


def _of_post(project: Project, selection: Selection, file: PostFile, language: str) -> Iterator[StaleEntry]:
    from lfnkr_i18n.catalog import key, key_of

    source = attempt(project, selection, file)
    if isinstance(source, Unreadable):
        raise source.error
    if language not in source.targets:
        if file.id not in selection.named:
            return
        raise UsageError(_("{post} is not translated into {language}").format(post=source.shown, language=language))
    catalog = merged_catalog(project, source, language, open_gated(project, source.id, language)).catalog
    lines = {key_of(segment): segment.line for segment in reversed(source.post.segments)}
    for entry in _stale(catalog):
        yield _told(entry, source.id, source.shown, lines[key(entry)], language)


def _of_gone(project: Project, post: str, language: str) -> Iterator[StaleEntry]:
    file = open_gated(project, post, language)
    for entry in _stale(file.catalog or ()):
        yield _told(entry, post, file.shown, entry.linenum or 1, language)


def _stale(catalog: Iterable[polib.POEntry]) -> Iterator[polib.POEntry]:
    from lfnkr_i18n.catalog import State, state_of

    return (entry for entry in catalog if state_of(entry) is State.STALE)


def _told(entry: polib.POEntry, post: str, path: str, line: int, language: str) -> StaleEntry:
    old = entry.previous_msgid
    pieces = (Piece(Change.EQUAL, entry.msgid),) if old is None else word_diff(old, entry.msgid)
    return StaleEntry(post, path, line, language, entry.msgctxt, old, entry.msgid, entry.msgstr, pieces)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return how `old` became `new`: by words, and in Japanese by runs of one script. What went comes before what came.

    >>> [(piece.change.value, piece.text) for piece in word_diff("We met 12 families.", "We met 15 families.")]
    [('equal', 'We met '), ('delete', '12'), ('insert', '15'), ('equal', ' families.')]
    """
    from difflib import SequenceMatcher

    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, left, right, autojunk=max(len(left), len(right)) > _LONG)
    pieces: list[Piece] = []
    went = came = ""
    for change, i, i_end, j, j_end in matcher.get_opcodes():
        before, after = "".join(left[i:i_end]), "".join(right[j:j_end])
        if change != "equal":
            went, came = went + before, came + after
        elif after.isspace() and (went or came) and j_end < len(right) and i_end < len(left):
            # A blank that stayed between two changed words would cut the change in two.
            went, came = went + before, came + after
        else:
            pieces += _changed(went, came)
            went = came = ""
            pieces.append(Piece(Change.EQUAL, after))
    return (*pieces, *_changed(went, came))


def _changed(went: str, came: str) -> Iterator[Piece]:
    if went:
        yield Piece(Change.DELETE, went)
    if came:
        yield Piece(Change.INSERT, came)

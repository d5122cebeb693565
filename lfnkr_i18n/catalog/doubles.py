"""Two entries under one msgctxt and msgid: which stays, and where the other's text goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

import polib

from lfnkr_i18n.catalog.model import texts

Item = TypeVar("Item")

OTHER_MARK = "other translation:"
"""Starts the translator comment that keeps the text of an entry that gave way to one with the same msgid."""


def contradict(first: polib.POEntry, second: polib.POEntry) -> bool:
    """Tell whether two entries with one key are both live, and say different things."""
    return not first.obsolete and not second.obsolete and _meaning(first) != _meaning(second)


def take_all(entry: polib.POEntry, others: Sequence[polib.POEntry]) -> None:
    """Put what other entries with its key hold into an entry: texts and notes as comments, references; each once."""
    known = set(texts(entry))
    lines: list[str] = []
    remarks: list[str] = []
    places: list[tuple[str, str]] = []
    for other in others:
        if other.obsolete:
            lines += _kept(other, known)
        lines += other.tcomment.split("\n") if other.tcomment else []
    add_comments(entry, lines)
    for twin in [] if entry.obsolete else [other for other in others if not other.obsolete]:
        remarks += twin.comment.split("\n") if twin.comment else []
        places += twin.occurrences
    entry.comment = "\n".join(_with_new(entry.comment.split("\n") if entry.comment else [], filter(None, remarks)))
    entry.occurrences = _with_new(entry.occurrences, places)


def _with_new(held: list[Item], more: Iterable[Item]) -> list[Item]:
    """Return a list with what else there is, once."""
    known = set(held)
    return [*held, *(item for item in dict.fromkeys(more) if item not in known)]


def _meaning(entry: polib.POEntry) -> tuple[object, ...]:
    return entry.msgid_plural, entry.msgstr, entry.msgstr_plural, sorted(entry.flags)


def keep_texts(entry: polib.POEntry, other: polib.POEntry) -> None:
    """Put the translations of `other` that `entry` does not have into its translator comment, once."""
    add_comments(entry, _kept(other, set(texts(entry))))


def _kept(other: polib.POEntry, known: Collection[str]) -> list[str]:
    return [f"{OTHER_MARK} {on_one_line(text)}" for text in texts(other) if text and text not in known]


def add_comments(entry: polib.POEntry, lines: list[str]) -> None:
    """Add the lines to an entry's translator comment that it does not hold yet."""
    held = entry.tcomment.split("\n") if entry.tcomment else []
    entry.tcomment = "\n".join(_with_new(held, lines))


def on_one_line(text: str) -> str:
    r"""Return `text` for a comment: line breaks as PO files write them.

    >>> print(on_one_line("one\ntwo"))
    one\ntwo
    """
    return (
        text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") if "\n" in text or "\r" in text else text
    )

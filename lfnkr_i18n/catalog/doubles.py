"""Two entries under one msgctxt and msgid: which stays, and where the other's text goes."""

from __future__ import annotations

import polib

from lfnkr_i18n.catalog.model import texts

OTHER_MARK = "other translation:"
"""Starts the translator comment that keeps the text of an entry that gave way to one with the same msgid."""


def unite(first: polib.POEntry, second: polib.POEntry) -> polib.POEntry | None:
    """Return the one of two entries with one key that stays, having taken what the other holds; None: they contradict.

    A live entry stays, and of two obsolete ones the first; the other's text becomes a translator comment. Two live ones
    may differ in nothing but comments and references.
    """
    if not first.obsolete and not second.obsolete:
        if _meaning(first) != _meaning(second):
            return None
    elif first.obsolete and not second.obsolete:
        first, second = second, first
    if second.obsolete:
        keep_texts(first, second)
    _take_comments(first, second)
    return first


def _meaning(entry: polib.POEntry) -> tuple[object, ...]:
    return entry.msgid_plural, entry.msgstr, entry.msgstr_plural, sorted(entry.flags)


def keep_texts(entry: polib.POEntry, other: polib.POEntry) -> None:
    """Put the translations of `other` that `entry` does not have into its translator comment, once."""
    known = set(texts(entry))
    add_comments(entry, [f"{OTHER_MARK} {on_one_line(text)}" for text in texts(other) if text and text not in known])


def add_comments(entry: polib.POEntry, lines: list[str]) -> None:
    """Add the lines to an entry's translator comment that it does not hold yet."""
    held = entry.tcomment.split("\n") if entry.tcomment else []
    entry.tcomment = "\n".join([*held, *(line for line in dict.fromkeys(lines) if line not in held)])


def on_one_line(text: str) -> str:
    r"""Return `text` for a comment: line breaks as PO files write them.

    >>> print(on_one_line("one\ntwo"))
    one\ntwo
    """
    return (
        text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") if "\n" in text or "\r" in text else text
    )


def _take_comments(entry: polib.POEntry, other: polib.POEntry) -> None:
    add_comments(entry, other.tcomment.split("\n") if other.tcomment else [])
    if not entry.obsolete and not other.obsolete:
        held = entry.comment.split("\n") if entry.comment else []
        new = [line for line in other.comment.split("\n") if line and line not in held]
        entry.comment = "\n".join([*held, *new])
        entry.occurrences += [place for place in other.occurrences if place not in entry.occurrences]

"""Statements that look for texts by their hashes, several at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

_ASKED = 64
"""Texts that are looked for with one statement."""


def groups(hashes: Iterable[int]) -> Iterator[list[int]]:
    """Yield hashes as many at a time as a statement has places for: one alone, or _ASKED, the last one repeated."""
    several = iter(hashes)
    while some := list(islice(several, _ASKED)):
        yield some if len(some) == 1 else some + some[-1:] * (_ASKED - len(some))


def _ids_sql(count: int) -> str:
    return f"SELECT id, direction, text FROM text WHERE h IN ({_marks(count)})"  # noqa: S608


def _found_sql(key: str, count: int) -> str:
    half = (
        "SELECT s.text, t.text, file.origin, pair.context, pair.position, file.id, file.name, "
        "coalesce(nullif(pair.author, ''), file.author), coalesce(nullif(pair.date, ''), file.date), file.tool, "
        "file.content, {back} FROM text s JOIN direction d ON d.id = +s.direction JOIN pair ON pair.{side} = s.id "
        "JOIN text t ON t.id = pair.{other} JOIN file ON file.id = pair.file "
        "WHERE d.source = ? AND d.target = ? AND s.{key} IN ({marks})"
    )
    ways = (("source", "target", 0), ("target", "source", 1))
    return " UNION ALL ".join(
        half.format(side=one, other=other, back=back, key=key, marks=_marks(count)) for one, other, back in ways
    )


def _marks(count: int) -> str:
    return ", ".join("?" * count)


# One statement of each count: sqlite3 keeps them prepared.
IDS = {count: _ids_sql(count) for count in (1, _ASKED)}
"""By the count of hashes: the ids, directions and texts."""

FOUND = {(key, count): _found_sql(key, count) for key in ("h", "hd") for count in (1, _ASKED)}
"""By the hash (of the text, or without its digits) and the count: the pairs of a direction, as `Found` has them.

Values: the languages and the hashes, twice, since a pair serves both ways.
"""

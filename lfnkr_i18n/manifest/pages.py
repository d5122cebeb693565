"""A map that lies in memory as it does on the disk: as bytes, of which only a few pages are values at a time.

Ten thousand posts have twenty thousand files and as many results, and a run looks at one after the other. As values all
of them would take several times the memory of their bytes, and most of the time of a run in which nothing changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

from lfnkr_i18n.manifest.storage import encoded

Value = TypeVar("Value", bound=msgspec.Struct)

FULL = 128
"""Names on a page at which it becomes two."""
OPEN = 4
"""Pages that are values at a time: posts come in the order of their names, their files too, each kind in its place."""

_ARRAY = b"\xdd"
"""What an array with a length of four bytes begins with (MessagePack specification, "Array format family")."""

Bound = tuple[str, int, msgspec.Raw]
"""A page at rest: a text that none of its names is less than, how many names there are, and the encoded map."""


class _Page(Generic[Value]):
    """Names that are neighbours in their order, with their values."""

    __slots__ = ("changed", "count", "rest", "values")

    def __init__(self, count: int, rest: msgspec.Raw | bytes) -> None:
        self.count, self.rest = count, rest
        self.values: dict[str, Value] | None = None
        self.changed = False


class Pages(Generic[Value]):
    """A map from names to values."""

    def __init__(self, kind: Any, bound: Iterable[Bound] = ()) -> None:
        """`kind` is the type of the values, `bound` what `pieces` are the bytes of; decoded where it is asked for."""
        self._decode = msgspec.msgpack.Decoder(dict[str, kind]).decode
        self._firsts: list[str] = []
        self._pages: list[_Page[Value]] = []
        for first, count, rest in bound:
            self._firsts.append(first)
            self._pages.append(_Page(count, rest))
        if not self._pages:
            self._firsts.append("")
            self._pages.append(_Page(0, encoded({})))
        self._open: list[_Page[Value]] = []
        self._looks: list[dict[str, Value]] = []

    def __len__(self) -> int:
        return sum(page.count if page.values is None else len(page.values) for page in self._pages)

    def items(self) -> Iterator[tuple[str, Value]]:
        """Yield names and values; meanwhile values may be replaced and names discarded, but none may come."""
        for place in range(len(self._pages)):
            yield from list(self._opened(place).items())

    def get(self, name: str) -> Value | None:
        """Return a value, None where there is none."""
        for values in self._looks:
            found = values.get(name)
            if found is not None:
                return found
        return self._opened(self._place(name)).get(name)

    def __setitem__(self, name: str, value: Value) -> None:
        place = self._place(name)
        values, page = self._opened(place), self._pages[place]
        values[name] = value
        page.changed = True
        if len(values) > FULL:
            self._split(place)

    def discard(self, name: str) -> None:
        """Forget a name; it need not be there."""
        place = self._place(name)
        if self._opened(place).pop(name, None) is not None:
            self._pages[place].changed = True

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes of all that is known, a list of Bound, to be written one after the other."""
        for page in self._open:
            self._close(page)
        self._open, self._looks = [], []
        yield _ARRAY + len(self._pages).to_bytes(4, "big")
        for first, page in zip(self._firsts, self._pages, strict=True):
            yield encoded((first, page.count, msgspec.Raw(page.rest)))

    def _place(self, name: str) -> int:
        return max(0, bisect_right(self._firsts, name) - 1)

    def _opened(self, place: int) -> dict[str, Value]:
        """Return the values of a page, which for a while need not be decoded again."""
        page = self._pages[place]
        if page.values is None:
            try:
                page.values = self._decode(page.rest)
            except msgspec.DecodeError:  # of another make
                page.values = {}
            self._open.insert(0, page)
            if len(self._open) > OPEN:
                self._close(self._open.pop())
            self._looks = [page.values for page in self._open if page.values is not None]
        return page.values

    def _close(self, page: _Page[Value]) -> None:
        if page.values is not None:
            if page.changed:
                page.count, page.rest, page.changed = len(page.values), encoded(page.values), False
            page.values = None

    def _split(self, place: int) -> None:
        """Make two pages of one; the second one is closed."""
        values = self._opened(place)
        later = sorted(values)[len(values) // 2 :]
        rest = encoded({name: values.pop(name) for name in later})
        self._firsts.insert(place + 1, later[0])
        self._pages.insert(place + 1, _Page(len(later), rest))

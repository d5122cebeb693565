"""A map that lies on the disk: bytes, of which only a few pages are values in memory at a time.

Ten thousand posts have twenty thousand files and as many results, and a run looks at one after the other. As values all
of them would take several times the memory of their bytes, and most of the time of a run in which nothing changed; so
that memory does not grow with the posts, not even their bytes are held, and of pages that the run changed only some.

On the disk the pages lie one after the other; behind them their index, and the index's length in eight bytes.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from lfnkr_i18n.manifest.storage import Shelf, encoded, open_shelf, store
from lfnkr_i18n.temporary import Scratch, Slot

Value = TypeVar("Value", bound=msgspec.Struct)

FULL = 128
"""Names on a page at which it becomes two."""
OPEN = 4
"""Pages that are values at a time: posts come in the order of their names, their files too, each kind in its place."""

HELD = 500_000
"""Bytes of changed pages that are held in memory; more lie on the disk, too."""

_LENGTH = 8
"""Bytes of the index's length."""


class _Index(msgspec.Struct, array_like=True):
    context: str
    pages: list[tuple[str, int, int]]
    """Of each page a text that none of its names is less than, how many names there are, and how many bytes."""


_INDEX = msgspec.msgpack.Decoder(_Index)


class _Page(Generic[Value]):
    """Names that are neighbours in their order, with their values."""

    __slots__ = ("changed", "count", "rest", "slot", "values")

    def __init__(self, count: int, rest: Callable[[], bytes]) -> None:
        """`rest` returns the bytes of the values, as they were when the page was closed."""
        self.count, self.rest = count, rest
        self.values: dict[str, Value] | None = None
        self.changed = False
        self.slot: Slot | None = None


class Pages(Generic[Value]):
    """A map from names to values, as an earlier run left it."""

    def __init__(self, kind: Any, path: Path, *, context: str = "") -> None:
        """`kind` is the type of the values, decoded where one is asked for.

        It is empty where there is nothing at `path`, or what was saved of another context.
        """
        self._decode = msgspec.msgpack.Decoder(dict[str, kind]).decode
        self._path, self._context = path, context
        self._firsts: list[str] = []
        self._pages: list[_Page[Value]] = []
        self._open: list[_Page[Value]] = []
        self._looks: list[dict[str, Value]] = []
        self._scratch, self._held = Scratch(path.parent), 0
        self._shelf = open_shelf(path)
        if self._shelf is not None:
            self._find(self._shelf)
        if not self._pages:
            self._firsts.append("")
            self._pages.append(_Page(0, partial(encoded, {})))

    def _find(self, shelf: Shelf) -> None:
        """Find the pages of a manifest."""
        length = int.from_bytes(shelf.read(shelf.size - _LENGTH, _LENGTH), "big")
        try:
            index = _INDEX.decode(shelf.read(shelf.size - _LENGTH - length, length))
        except (msgspec.DecodeError, UnicodeDecodeError, OverflowError):  # of another make
            return
        start = 0
        for first, count, size in index.pages if index.context == self._context else ():
            self._firsts.append(first)
            self._pages.append(_Page(count, partial(shelf.read, start, size)))
            start += size

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
        if values.get(name) == value:
            return
        values[name] = value
        page.changed = True
        if len(values) > FULL:
            self._split(place)

    def discard(self, name: str) -> None:
        """Forget a name; it need not be there."""
        place = self._place(name)
        if self._opened(place).pop(name, None) is not None:
            self._pages[place].changed = True

    def save(self, *, tmp: Path) -> None:
        """Write all that is known, and be done. Raises OSError."""
        store(self._path, self._pieces(), tmp=tmp)

    def close(self) -> None:
        """Let go of the files."""
        self._scratch.close()
        if self._shelf is not None:
            self._shelf.close()

    def _pieces(self) -> Iterator[bytes]:
        """Yield what is to be written; then the file that it came from, and takes the place of, is closed."""
        for page in self._open:
            self._close(page)
        self._open, self._looks = [], []
        index = _Index(self._context, [])
        for first, page in zip(self._firsts, self._pages, strict=True):
            rest = page.rest()
            index.pages.append((first, page.count, len(rest)))
            yield rest
        last = encoded(index)
        yield last
        yield len(last).to_bytes(_LENGTH, "big")
        self.close()

    def _place(self, name: str) -> int:
        return max(0, bisect_right(self._firsts, name) - 1)

    def _opened(self, place: int) -> dict[str, Value]:
        """Return the values of a page, which for a while need not be decoded again."""
        page = self._pages[place]
        if page.values is None:
            try:
                page.values = self._decode(page.rest())
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
                self._keep(page, page.values)
            page.values = None

    def _keep(self, page: _Page[Value], values: dict[str, Value]) -> None:
        """Keep what a page holds until it is saved: in memory, or on the disk where there is much of it."""
        data = encoded(values)
        page.count, page.changed, page.rest = len(values), False, partial(bytes, data)
        if self._held < HELD:
            self._held += len(data)
            return
        with contextlib.suppress(OSError):  # no place to write: memory holds it
            page.slot = self._scratch.put(data, page.slot)
            page.rest = partial(self._scratch.read, page.slot)

    def _split(self, place: int) -> None:
        """Make two pages of one; the second one is closed."""
        values = self._opened(place)
        later = sorted(values)[len(values) // 2 :]
        self._firsts.insert(place + 1, later[0])
        self._pages.insert(place + 1, _Page(0, bytes))
        self._keep(self._pages[place + 1], {name: values.pop(name) for name in later})

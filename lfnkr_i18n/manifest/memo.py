"""Results remembered from run to run: those of a pure function, by what its inputs held.

An entry says which files some work read, with their digests, and what came of it (a *verifying trace*: Mokhov,
Mitchell, Peyton Jones, "Build systems à la carte", 2018, section 4.2.2). While they hold the same, so does the result.
Whatever else may influence a result is in the context: of all entries, or of one item's.

It is all a cache. Without it, or where it is damaged, everything is worked out again. Of two runs that save at once the
later one wins, which costs the other one's entries and no more: the disk proves each of them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

import msgspec

from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import digest
from lfnkr_i18n.manifest.fingerprints import Fingerprints
from lfnkr_i18n.manifest.marks import Marks
from lfnkr_i18n.manifest.pages import Pages
from lfnkr_i18n.manifest.program import program_digest
from lfnkr_i18n.manifest.storage import encoded
from lfnkr_i18n.reads import Reads

Result = TypeVar("Result")

_Looks = list[tuple[str, str | None]]
"""Names of files, and the digest that each had; None: there was none."""


class _Part(msgspec.Struct, array_like=True, gc=False):
    """A part of an item: what was read for it alone, and its result."""

    looks: _Looks
    result: msgspec.Raw


class _Entry(msgspec.Struct, array_like=True, gc=False):
    """An item: what it depends on beside files, what was read to know its parts, and the parts in order."""

    context: str
    looks: _Looks
    parts: dict[str, _Part | None]
    """None: nothing is remembered of it."""


class Done(msgspec.Struct, Generic[Result], frozen=True):
    """What came of the work on an item, by part (those of a post are its languages)."""

    reads: Reads
    """What was read to know the parts."""
    parts: Mapping[str, tuple[Result, Reads] | None] = msgspec.field(default_factory=dict)
    """All there are, in order; None: not asked for."""

    @property
    def results(self) -> list[Result]:
        """The results, in order."""
        return [part[0] for part in self.parts.values() if part is not None]


class Memo(Generic[Result]):
    """One step's results; a context manager that keeps at its end what was learned."""

    def __init__(
        self,
        cache: Path,
        step: str,
        kind: Any,
        *,
        context: object = None,
        keeps: Callable[[Result], bool],
        again: Callable[[Result], Result],
        frozen: bool = False,
    ) -> None:
        """Open what earlier runs of a step left in `.lfnkr/manifest`; `cache` is `.lfnkr`.

        `kind` is the results' type. `context` is all but files that may influence any of them. `keeps` tells which
        results to remember, `again` what comes of the same work when it is done again and nothing changed meanwhile.
        With `frozen` nothing is written.
        """
        self._tmp, self._frozen = cache / "tmp", frozen
        self._keeps, self._again = keeps, again
        known = digest(encoded([program_digest(), step, os.fsencode(cache), context]))
        self._entries: Pages[_Entry] = Pages(_Entry, cache / "manifest" / step, context=known)
        self._kind = kind
        self._files = Fingerprints(cache)
        self._asked = Marks()
        self._changed = False

    @cached_property
    def _decode(self) -> Callable[[msgspec.Raw], Result]:
        return msgspec.msgpack.Decoder(self._kind, dec_hook=_made).decode

    def __enter__(self) -> Memo[Result]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if not self._frozen:
            with contextlib.suppress(OSError, FileError):
                self._save()
        self._files.close()
        self._entries.close()

    def recall(self, item: str, wanted: Callable[[str], bool], *, context: object = None) -> Iterator[Result] | None:
        """Return the results of an item's wanted parts, in order; None: some of it has to be worked out."""
        self._asked.add(hash(item))
        entry = self._entries.get(item)
        if entry is None or entry.context != _short(context) or not self._files.hold(entry.looks):
            return None
        found = []
        for name, part in entry.parts.items():
            if wanted(name):
                if part is None or not self._files.hold(part.looks):
                    return None
                found.append(part.result)
        return map(self._decode, found)

    def recalled(self, item: str, wanted: Callable[[str], bool]) -> Iterator[Result] | None:
        """Return again what was recalled of an item before; None: it was lost meanwhile."""
        entry = self._entries.get(item)
        if entry is None:
            return None
        parts = entry.parts.items()
        return map(self._decode, [part.result for name, part in parts if part is not None and wanted(name)])

    def begin(self) -> None:
        """Get ready to learn: call it before the work on what could not be recalled."""
        if not self._frozen:
            try:
                self._files.begin()
            except OSError:  # nothing can be written here
                self._frozen = True

    def remember(self, item: str, done: Done[Result], *, context: object = None) -> None:
        """Remember what came of the work on an item; what it read has to be all that it depends on."""
        if self._frozen or not done.reads.steady:
            return
        looks = self._learned(done.reads)
        old = self._entries.get(item)
        if old is not None and (old.context != _short(context) or old.looks != looks):
            old = None
        parts = {}
        for name, part in done.parts.items():
            if part is not None:
                parts[name] = self._part(*part)
            else:
                parts[name] = None if old is None else old.parts.get(name)
        self._entries[item] = _Entry(_short(context), looks, parts)
        self._changed = True

    def _part(self, result: Result, reads: Reads) -> _Part | None:
        if not (reads.steady and self._keeps(result)):
            return None
        try:
            stored = msgspec.Raw(encoded(self._again(result)))
        except UnicodeEncodeError:  # it quotes bytes that are no text
            return None
        return _Part(self._learned(reads), stored)

    def _learned(self, reads: Reads) -> _Looks:
        looks = []
        for path, seen in reads.seen.items():
            name = self._files.name(path)
            self._files.learn(name, seen)
            looks.append((name, seen.digest))
        return looks

    def _save(self) -> None:
        self._files.save()
        if self._changed:
            self._forget_lost()
            self._entries.save(tmp=self._tmp)

    def _forget_lost(self) -> None:
        """Forget items whose first file is gone, unless most items were none of this run's business."""
        asked = self._asked.met()
        if len(asked) * 2 > len(self._entries):
            for item, entry in self._entries.items():
                if item not in asked and entry.looks and self._files.digest(entry.looks[0][0]) is None:
                    self._entries.discard(item)


def _short(context: object) -> str:
    return "" if context is None else digest(encoded(context))


def _made(kind: type, value: object) -> Any:
    """Make a value that MessagePack knows as a text, such as a path."""
    return kind(value)

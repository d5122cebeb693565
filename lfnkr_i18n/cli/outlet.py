"""The last gate: no listed name is written to stdout or stderr, whoever wrote it there.

Results and messages speak of ids already. This is for what nobody thought of: a traceback, a library's warning, a path
that somebody typed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO

Mask = Callable[[str], str]


def _as_it_is(text: str) -> str:
    return text


class Outlet:
    """A text stream on which a mask lies; everything else is the stream's own affair.

    It has no `buffer`: bytes would pass the mask.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.mask: Mask = _as_it_is

    def write(self, text: str) -> int:
        """Write a text, masked. TypeError: bytes, with which libraries ask whether a stream takes them."""
        if not isinstance(text, str):
            raise TypeError("a text is written here, not bytes")
        self._stream.write(self.mask(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write lines as one text: a name may be split over them."""
        self.write("".join(lines))

    @property
    def buffer(self) -> None:
        """Raise AttributeError, as streams without bytes do."""
        raise AttributeError("buffer")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __iter__(self) -> Any:
        return iter(self._stream)


def masked(text: str) -> str:
    """Return a text as it will be written: for a value that is laid out, since a cell may wrap within a name."""
    return sys.stdout.mask(text) if isinstance(sys.stdout, Outlet) else text


def open_outlets() -> None:
    """Put outlets without a mask over stdout and stderr."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, Outlet):
            stream.mask = _as_it_is
        else:
            setattr(sys, name, Outlet(stream))


def mask_outlets(mask: Mask = _as_it_is) -> None:
    """Put a mask on what is written from now on; without one, take it off."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, Outlet):
            stream.mask = mask

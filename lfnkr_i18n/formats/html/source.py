"""Where HTML stands in a post."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


class SourceMap:
    """Characters of the post for characters of HTML that was put together from lines without their prefixes."""

    def __init__(self, lines: Sequence[tuple[int, str]]) -> None:
        self.text = "".join(line for _, line in lines)
        self._starts: list[int] = []
        self._places: list[int] = []
        length = 0
        for place, line in lines:
            if not self._places or place != self._places[-1] + length - self._starts[-1]:
                self._starts.append(length)
                self._places.append(place)
            length += len(line)
        self._shift = self._places[0] if len(self._places) == 1 else None
        """What is added to every offset, where the HTML is one stretch of the post."""

    def start(self, offset: int) -> int:
        """Return the character of the post for the begin of a stretch."""
        if self._shift is not None:
            return offset + self._shift
        index = bisect_right(self._starts, offset) - 1
        return self._places[index] + offset - self._starts[index]

    def end(self, offset: int) -> int:
        """Return the character of the post for the end of a stretch, which is on the line of its last character."""
        if self._shift is not None:
            return offset + self._shift
        return self.start(offset - 1) + 1

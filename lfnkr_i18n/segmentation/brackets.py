"""Which brackets and quotation marks of a line belong together."""

from __future__ import annotations

import re
from bisect import bisect_right

from lfnkr_i18n.patterns import lazy

LONGEST = 600
"""Characters that one bracket may hold; where its closer is further away it was forgotten, and the mark is literal."""

_CLOSERS = {
    "(": ")", "[": "]", "（": "）", "［": "］", "〔": "〕", "【": "】", "「": "」", "『": "』",
    "〈": "〉", "《": "》", "｢": "｣", "“": "”", "〝": "〟", "«": "»", "〖": "〗", "〘": "〙",
}  # fmt: skip
_OPENERS = {closer: opener for opener, closer in _CLOSERS.items()}
_TOGGLE = '"'
_ANY = lazy("[" + re.escape("".join([*_CLOSERS, *_OPENERS, _TOGGLE])) + "]")


class Brackets:
    """The pairs of one line, at any depth; found in one pass."""

    def __init__(self, line: str) -> None:
        """Pair each closer with the nearest opener of its kind; marks between the two that stay alone are literal."""
        self.closer: dict[int, int] = {}
        """Position of an opener → position of its closer."""
        pending: list[tuple[str, int]] = []
        count: dict[str, int] = {}
        for match in _ANY.finditer(line):
            mark, at = match[0], match.start()
            opener = _OPENERS.get(mark) or (mark if mark == _TOGGLE and count.get(mark) else "")
            if not opener:
                pending.append((mark, at))
                count[mark] = count.get(mark, 0) + 1
            while count.get(opener):
                last, start = pending.pop()
                count[last] -= 1
                if last == opener:
                    if at - start <= LONGEST:
                        self.closer[start] = at
                    break
        self.opener = {end: start for start, end in self.closer.items()}
        """Position of a closer → position of its opener."""
        self._outer = _outermost(self.closer)
        self._outer_starts = [start for start, _ in self._outer]

    def __bool__(self) -> bool:
        """Tell whether there is any pair."""
        return bool(self._outer)

    def hold(self, at: int) -> bool:
        """Tell whether the position lies inside a pair (the opener's own does not, the closer's does)."""
        index = bisect_right(self._outer_starts, at - 1) - 1
        return index >= 0 and at <= self._outer[index][1]


def brackets_of(line: str) -> Brackets:
    """Return the pairs of a line."""
    return Brackets(line) if _ANY.search(line) else _NONE


def _outermost(closer: dict[int, int]) -> list[tuple[int, int]]:
    outer: list[tuple[int, int]] = []
    for start in sorted(closer):
        if not outer or start > outer[-1][1]:
            outer.append((start, closer[start]))
    return outer


_NONE = Brackets("")

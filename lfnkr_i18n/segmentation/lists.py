"""Lists that a line runs on in (`1. Boil water. 2. Add rice.`): where the items start."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lfnkr_i18n.patterns import lazy

_BULLET = lazy(r"([•‣◦▪●■◆►▶✓✔])\s")
_NUMBERED = lazy(r"([(\[]?)(\d{1,3}|[A-Za-z]|ii?)([.)\]]{1,2})\s")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NEXT_ROMAN = dict(pairwise(_ROMAN))
_ENDED = tuple(".!?;:,…)”’\"'")


def item_starts(line: str) -> Iterable[int]:
    """Return where a line that starts with a list marker has its next items.

    A number or letter counts only in order (`1.`, then `2.`), and after a stop also only behind another mark:
    `1. See page 2. It is …` has one item.
    """
    if bullet := _BULLET.match(line):
        return (match.end() for match in re.finditer(rf"\s(?={bullet[1]}\s)", line) if match.end() > bullet.end())
    if numbered := _NUMBERED.match(line):
        return _in_order(line, numbered)
    return ()


def _in_order(line: str, first: re.Match[str]) -> Iterator[int]:
    before, label, after = first.groups()
    at = first.end()
    roman = label.lower() in ("i", "ii")
    while label := _successor(label, roman=roman):
        marker = re.compile(rf"(?<=\s){re.escape(before + label + after)}(?=\s)")
        match = marker.search(line, at)
        while match and after == "." and not line[max(0, match.start() - 8) : match.start()].rstrip().endswith(_ENDED):
            match = marker.search(line, match.end())
        if match is None:
            return
        yield match.start()
        at = match.end()


def _successor(label: str, *, roman: bool) -> str:
    """Return the label that comes next in a list; empty at the alphabet's end and after 999."""
    if label.isdecimal():
        return str(int(label) + 1) if int(label) < 999 else ""
    if roman:
        follower = _NEXT_ROMAN.get(label.lower(), "")
        return follower.upper() if label.isupper() else follower
    return chr(ord(label) + 1) if label not in "Zz" else ""

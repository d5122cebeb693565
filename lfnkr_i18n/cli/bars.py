"""A bar that shows how far a translation is: reviewed, draft, stale, untranslated."""

from __future__ import annotations

from collections.abc import Sequence

BLOCKS = "█▓▒░"
"""Reviewed, draft, stale, untranslated: told apart without colours too."""


def shares(counts: Sequence[int], width: int) -> list[int]:
    """Return how many of `width` cells each count gets: in proportion, and at least one for what is not zero.

    The largest shares give cells to the smallest; where there are fewer cells than such counts, they keep them. All
    zero where there is nothing to show.

    >>> shares([1, 1, 0, 98], 10)
    [1, 1, 0, 8]
    >>> shares([1, 1, 1, 9], 2)
    [0, 0, 0, 2]
    >>> shares([0, 0, 0, 0], 10)
    [0, 0, 0, 0]
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    least = int(sum(map(bool, counts)) <= width)
    cells = [max(least, count * width // total) if count else 0 for count in counts]
    while sum(cells) != width:
        step = 1 if sum(cells) < width else -1
        # Whoever is furthest from its exact share, in the direction we have to go, gives or gets one cell.
        place = max(
            (index for index, count in enumerate(counts) if count and cells[index] + step >= least),
            key=lambda index: step * (counts[index] * width / total - cells[index]),
        )
        cells[place] += step
    return cells

"""Objects of both sides of a pair, matched one to one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Object = TypeVar("Object")


def unmatched(
    sources: Sequence[Object],
    targets: Sequence[Object],
    of_source: Callable[[Object], Hashable],
    of_target: Callable[[Object], Hashable],
) -> tuple[list[Object], list[Object]]:
    """Return the objects of each side without one of the same key on the other, each of which is a partner once.

    >>> unmatched(["a", "a", "b"], ["a", "c"], str, str)
    (['a', 'b'], ['c'])
    """
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, source in enumerate(sources):
        waiting[of_source(source)].append(place)
    lone = []
    for target in targets:
        partners = waiting[of_target(target)]
        if partners:
            partners.popleft()
        else:
            lone.append(target)
    left = sorted(place for partners in waiting.values() for place in partners)
    return [sources[place] for place in left], lone

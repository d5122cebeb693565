"""What both sides of a pair say of the same, found by names: in time linear in what they say."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol, TypeVar


class Known(Protocol):
    """Something that a text says: two agree where one is known by a name by which the other is sought."""

    def known_by(self) -> Iterable[Hashable]:
        """Return its own names."""

    def sought_by(self) -> Iterable[Hashable]:
        """Return the names of what agrees with it."""


_Known = TypeVar("_Known", bound=Known)
_Object = TypeVar("_Object")


def names_of(objects: Iterable[Known]) -> set[Hashable]:
    """Return all names by which some objects are known."""
    return {name for one in objects for name in one.known_by()}


def first_places(objects: Sequence[Known]) -> dict[Hashable, int]:
    """Return, for each name, the number of the first object that is known by it."""
    return {name: place for place, one in reversed([*enumerate(objects)]) for name in one.known_by()}


def first_partner(one: Known, objects: Sequence[_Object], places: dict[Hashable, int]) -> _Object | None:
    """Return the first of some objects that agrees with another one; `places` are their first places."""
    found = min((places[name] for name in one.sought_by() if name in places), default=None)
    return None if found is None else objects[found]


def without_partner(sources: Sequence[_Known], targets: Sequence[_Known]) -> tuple[list[_Known], list[_Known]]:
    """Return the objects of each side that no object of the other side agrees with; one may be partner of several."""
    if not sources or not targets:
        return list(sources), list(targets)
    in_target, in_source = names_of(targets), names_of(sources)
    lone = [one for one in sources if in_target.isdisjoint(one.sought_by())]
    return lone, [one for one in targets if in_source.isdisjoint(one.sought_by())]


def contradictions(
    sources: Iterable[_Object],
    targets: Sequence[_Object],
    of_source: Callable[[_Object], Iterable[Hashable]],
    of_target: Callable[[_Object], Iterable[Hashable]],
) -> list[tuple[_Object, _Object]]:
    """Return pairs of objects that speak of the same, as their keys say, each object once, in order.

    >>> contradictions(["a1", "b1"], ["b2", "a3"], lambda one: one[0], lambda other: other[0])
    [('a1', 'a3'), ('b1', 'b2')]
    """
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, target in enumerate(targets):
        for key in of_target(target):
            waiting[key].append(place)
    taken: set[int] = set()
    found = []
    for source in sources:
        queues = [waiting[key] for key in of_source(source) if key in waiting]
        for queue in queues:
            while queue and queue[0] in taken:
                queue.popleft()
        first = min((queue[0] for queue in queues if queue), default=None)
        if first is not None:
            taken.add(first)
            found.append((source, targets[first]))
    return found

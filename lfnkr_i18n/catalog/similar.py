"""Which new segments are old ones that somebody edited: alike in text, in order, neighbours weighing in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from lfnkr_i18n.languages import is_cjk

ENOUGH = 62.0
"""Percent of rapidfuzz's `fuzz.ratio` from which a text is offered: at 60 msgmerge-like guesses start to be wrong
(`Storing Books` and `String` share 63 %, which is why short texts need more)."""

_ENOUGH_WHEN_SHORT = 74.0
_SHORT = 24
"""Width (a CJK character counts two) below which a text is short."""

_NEIGHBOUR = 4.0
"""What a neighbour that is the same in both versions adds, each side."""

_OTHER_CONTEXT = 10.0
"""What a different msgctxt takes off."""

_COMPARED = 4000
"""Characters of a text that are compared: the work grows with the square."""

_ALL_PAIRS = 400_000
"""Pairs up to which every new text is compared with every old one; above, with those near its place."""

_NEAR = 60
"""Old texts compared on each side of the place where a text is expected, in long posts."""

_ROUNDS = 8
"""Times that pairs are looked for: one that was found may be the neighbour that another one lacked."""

_OFFERS = 5
"""Candidates kept for each new text."""


class Place(msgspec.Struct, frozen=True):
    """A text with its msgctxt and where it stands among its version's texts, from 0; None: it is in no version."""

    text: str
    context: str | None
    number: int | None


def similar_pairs(
    new: Sequence[Place], old: Sequence[Place], *, same: Mapping[int, int], enough: float = ENOUGH
) -> dict[int, int]:
    """Return index in `new` → index in `old` for texts that are alike; each is used once, the best pairs first.

    `same` tells which place of the new version is which place of the old one. `new` and `old` are in order.
    """
    offers = [(score, j, i) for j, found in enumerate(_offers(new, old, same)) for score, i in found]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    anchors = dict(same)
    for _round in range(_ROUNDS):
        ranked = sorted(
            (
                (score + _bonus(new[j], old[i], anchors), -j, -i)
                for score, j, i in offers
                if j not in pairs and i not in taken
            ),
            reverse=True,
        )
        before = len(pairs)
        for score, minus_j, minus_i in ranked:
            j, i = -minus_j, -minus_i
            if j in pairs or i in taken or score < _needed(new[j].text, old[i].text, enough):
                continue
            pairs[j] = i
            taken.add(i)
            new_place, old_place = new[j].number, old[i].number
            if new_place is not None and old_place is not None:
                anchors[new_place] = old_place
        if len(pairs) == before:
            break
    return pairs


def _offers(new: Sequence[Place], old: Sequence[Place], same: Mapping[int, int]) -> Iterator[list[tuple[float, int]]]:
    from rapidfuzz import fuzz, process

    texts = [place.text[:_COMPARED] for place in old]
    expected = _expected(new, old, same) if len(new) * len(old) > _ALL_PAIRS else None
    for j, place in enumerate(new):
        first = 0 if expected is None else max(0, expected[j] - _NEAR)
        last = len(old) if expected is None else expected[j] + _NEAR
        found = process.extract(
            place.text[:_COMPARED],
            texts[first:last],
            scorer=fuzz.ratio,
            processor=None,
            score_cutoff=ENOUGH - 2 * _NEIGHBOUR,
            limit=_OFFERS,
        )
        yield [(score, first + i) for _text, score, i in found]


def _expected(new: Sequence[Place], old: Sequence[Place], same: Mapping[int, int]) -> list[int]:
    """Return for each new text the index in `old` that stands where it should: after the last text that is the same."""
    from bisect import bisect_left

    known = sorted(same)
    numbers = [place.number if place.number is not None else 0 for place in old]
    found = []
    for place in new:
        number = place.number or 0
        before = bisect_left(known, number) - 1
        anchor = known[before] if before >= 0 else 0
        found.append(bisect_left(numbers, same.get(anchor, 0) + number - anchor))
    return found


def _bonus(new: Place, old: Place, anchors: Mapping[int, int]) -> float:
    bonus = 0.0 if new.context == old.context else -_OTHER_CONTEXT
    if new.number is None or old.number is None:
        return bonus
    if anchors.get(new.number - 1, -2) == old.number - 1:
        bonus += _NEIGHBOUR
    if anchors.get(new.number + 1, -2) == old.number + 1:
        bonus += _NEIGHBOUR
    return bonus


def _needed(left: str, right: str, enough: float) -> float:
    short = min(_width(left), _width(right)) < _SHORT
    return max(enough, _ENOUGH_WHEN_SHORT) if short else enough


def _width(text: str) -> int:
    return sum(2 if is_cjk(character) else 1 for character in text[:_SHORT])

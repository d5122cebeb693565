"""Marks: what was met is told; of what was not, little is taken for it."""

from __future__ import annotations

import tracemalloc

from lfnkr_i18n.manifest.marks import Marks

MANY = 20_000


def names(beginning: str) -> list[str]:
    return [f"{beginning}/{number:05}" for number in range(MANY)]


def test_what_was_met_is_told_from_most_of_the_rest() -> None:
    marks = Marks()
    for name in [*names("met"), *names("met")]:
        marks.add(hash(name))
    met = marks.met()
    assert all(name in met for name in names("met"))
    assert sum(name in met for name in names("other")) < MANY / 10
    assert MANY * 0.95 < len(met) <= MANY
    assert len(Marks().met()) == 0


def test_a_name_that_is_met_leaves_a_few_bytes() -> None:
    marks, hashes = Marks(), list(map(hash, names("met")))
    tracemalloc.start()
    for number in hashes:
        marks.add(number)
    met = marks.met()
    height = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(met)
    assert height / MANY < 20

"""What is said in more than one way is found, whatever else was said, in few bytes a saying."""

from __future__ import annotations

import gc
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.steps.checking.contested import Sayings, shortened
from lfnkr_i18n.steps.checking.facts import text_digest

numbers = st.integers(0, 50).map(lambda number: text_digest(str(number)))


@given(st.lists(st.lists(st.tuples(numbers, numbers))))
def test_it_finds_what_a_dict_would(posts: list[list[tuple[int, int]]]) -> None:
    sayings, ways = Sayings(), dict[int, set[int]]()
    for post in posts:
        sayings.add(post)
        for what, how in post:
            ways.setdefault(what, set()).add(how)
    contested = {shortened(what) for what, said in ways.items() if len(said) > 1}
    assert sayings.contested() == contested


def test_a_saying_takes_few_bytes() -> None:
    many = 100_000
    gc.collect()
    tracemalloc.start()
    sayings = Sayings()
    for number in range(many):
        sayings.add([(number * 0x9E3779B97F4A7C15 % 2**64, number)])
    assert not sayings.contested()
    height = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert height / many < 16

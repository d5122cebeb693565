"""Pages: a map like any other, whatever the order in which it is filled, that takes little more than its bytes."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.manifest import Done, Memo
from lfnkr_i18n.manifest.pages import FULL, Bound, Pages
from lfnkr_i18n.manifest.storage import encoded
from lfnkr_i18n.reads import Reads, Seen, Stamp


class Number(msgspec.Struct, array_like=True):
    """A value."""

    number: int


def pages_of(bound: Iterable[Bound] = ()) -> Pages[Number]:
    return Pages(Number, bound)


def written(pages: Pages[Number]) -> bytes:
    return b"".join(pages.pieces())


def reopened(pages: Pages[Number]) -> Pages[Number]:
    """Return the same as another run finds it."""
    return pages_of(msgspec.msgpack.decode(written(pages), type=list[Bound]))


def content(pages: Pages[Number]) -> dict[str, int]:
    """Return all that a map holds, by its names in their order."""
    found = {name: value.number for name, value in pages.items()}
    assert all(pages.get(name) == Number(number) for name, number in found.items())
    return dict(sorted(found.items()))


changes = st.lists(st.tuples(st.text("ab/é\0", max_size=3), st.integers(0, 9) | st.none()), max_size=30)


@given(first=changes, more=changes)
def test_it_holds_what_a_dict_would(first: list[tuple[str, int | None]], more: list[tuple[str, int | None]]) -> None:
    pages, expected = pages_of(), dict[str, int]()
    for part in (first, more):
        for name, number in part:
            if number is None:
                pages.discard(name)
                expected.pop(name, None)
            else:
                pages[name] = Number(number)
                expected[name] = number
            assert pages.get(name) == (None if number is None else Number(number))
        pages = reopened(pages)
        assert content(pages) == dict(sorted(expected.items()))
        assert len(pages) == len(expected)


@pytest.mark.parametrize("order", ["forwards", "backwards", "scattered"])
def test_many_names_are_found_whatever_their_order(order: str) -> None:
    numbers = list(range(6 * FULL + 1))
    if order == "backwards":
        numbers.reverse()
    elif order == "scattered":
        numbers.sort(key=lambda number: (number % 5, number))
    pages = pages_of()
    for number in numbers:
        pages[f"{number:05}"] = Number(number)
    for each in (pages, reopened(pages)):
        assert content(each) == {f"{number:05}": number for number in sorted(numbers)}
        assert each.get("no such name") is None


def test_what_is_read_alone_stays_the_same_bytes() -> None:
    pages = pages_of()
    for number in range(5 * FULL):
        pages[f"{number:05}"] = Number(number)
    bound = written(pages)
    again = reopened(pages)
    assert content(again)
    assert written(again) == bound


def test_a_page_of_another_make_is_as_good_as_empty() -> None:
    pages = pages_of([("", 1, msgspec.Raw(encoded({"a": "a text"})))])
    assert pages.get("a") is None
    pages["b"] = Number(1)
    assert content(reopened(pages)) == {"b": 1}


@dataclass(frozen=True)
class Told:
    """A result as large as that of a post."""

    post: str
    path: str
    language: str
    catalog: str
    numbers: tuple[int, ...] = (0,) * 8


def opened(root: Path) -> Memo[Told]:
    return Memo(root / ".lfnkr", "tell", Told, keeps=lambda _told: True, again=lambda told: told)


def work(root: Path, number: int) -> Done[Told]:
    """Return the work on a post, which read two files."""
    source, catalog = f"source_posts/en/{number:05}.md", f"locales/ja/LC_MESSAGES/{number:05}.po"
    told = Told(f"{number:05}", source, "ja", catalog)
    reads, own = (Reads({f"{root}/{path}": Seen("0" * 32, Stamp(1, 1, 1, 1))}) for path in (source, catalog))
    return Done(reads, {"ja": (told, own)})


def bytes_at_the_height(root: Path, posts: int) -> int:
    """Return what the second of two runs takes, in which everything is learned anew."""
    for _run in range(2):
        gc.collect()
        tracemalloc.start()
        with opened(root) as memory:
            memory.begin()
            for number in range(posts):
                assert memory.recall(f"{number:05}", lambda _part: True) is None
                memory.remember(f"{number:05}", work(root, number))
        height = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return height


def test_a_post_more_takes_little_more_than_its_bytes(tmp_path: Path) -> None:
    few, many = 300, 1500
    heights = [bytes_at_the_height(tmp_path / str(posts), posts) for posts in (few, many)]
    assert (heights[1] - heights[0]) / (many - few) < 1600

"""Pages: a map like any other, whatever the order in which it is filled, of which memory holds a few pages."""

from __future__ import annotations

import gc
import io
import tempfile
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lfnkr_i18n.files import digest
from lfnkr_i18n.manifest import Done, Memo, pages
from lfnkr_i18n.manifest.pages import FULL, Pages
from lfnkr_i18n.manifest.storage import store
from lfnkr_i18n.reads import Reads, Seen, Stamp


class Number(msgspec.Struct, array_like=True):
    """A value."""

    number: int


class Text(msgspec.Struct, array_like=True):
    """Another."""

    text: str


def pages_at(path: Path) -> Pages[Number]:
    return Pages(Number, path)


def reopened(known: Pages[Number], path: Path) -> Pages[Number]:
    """Return the same as another run finds it."""
    known.save(tmp=path.parent / "tmp")
    return pages_at(path)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("manifest") / "numbers"


@pytest.fixture
def fresh(place: Path) -> Path:
    place.unlink(missing_ok=True)
    return place


def content(known: Pages[Number]) -> dict[str, int]:
    """Return all that a map holds, by its names in their order."""
    found = {name: value.number for name, value in known.items()}
    assert all(known.get(name) == Number(number) for name, number in found.items())
    return dict(sorted(found.items()))


changes = st.lists(st.tuples(st.text("ab/é\0", max_size=3), st.integers(0, 9) | st.none()), max_size=30)


@pytest.fixture(params=[0, pages.HELD], ids=["changes on the disk", "changes in memory"])
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "HELD", request.param)


@pytest.mark.usefixtures("held")
@given(first=changes, more=changes)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_holds_what_a_dict_would(
    place: Path, first: list[tuple[str, int | None]], more: list[tuple[str, int | None]]
) -> None:
    place.unlink(missing_ok=True)
    known, expected = pages_at(place), dict[str, int]()
    for part in (first, more):
        for name, number in part:
            if number is None:
                known.discard(name)
                expected.pop(name, None)
            else:
                known[name] = Number(number)
                expected[name] = number
            assert known.get(name) == (None if number is None else Number(number))
        known = reopened(known, place)
        assert content(known) == dict(sorted(expected.items()))
        assert len(known) == len(expected)


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("order", ["forwards", "backwards", "scattered"])
def test_many_names_are_found_whatever_their_order(order: str, fresh: Path) -> None:
    numbers = list(range(6 * FULL + 1))
    if order == "backwards":
        numbers.reverse()
    elif order == "scattered":
        numbers.sort(key=lambda number: (number % 5, number))
    known = pages_at(fresh)
    for number in numbers:
        known[f"{number:05}"] = Number(number)
    for _run in range(2):
        assert content(known) == {f"{number:05}": number for number in sorted(numbers)}
        assert known.get("no such name") is None
        known = reopened(known, fresh)


def filled(path: Path, count: int) -> Pages[Number]:
    known = pages_at(path)
    for number in range(count):
        known[f"{number:05}"] = Number(number)
    return known


def test_what_is_read_alone_stays_the_same_bytes(fresh: Path) -> None:
    again = reopened(filled(fresh, 5 * FULL), fresh)
    written = fresh.read_bytes()
    assert content(again)
    reopened(again, fresh)
    assert fresh.read_bytes() == written


def test_what_was_saved_of_another_context_is_not_there(fresh: Path) -> None:
    filled(fresh, 3).save(tmp=fresh.parent)
    assert len(Pages[Number](Number, fresh)) == 3
    assert len(Pages[Number](Number, fresh, context="another")) == 0


def test_values_of_another_make_are_as_good_as_none(fresh: Path) -> None:
    texts: Pages[Text] = Pages(Text, fresh)
    texts["a"] = Text("a text")
    texts.save(tmp=fresh.parent)
    known = pages_at(fresh)
    assert known.get("a") is None
    known["b"] = Number(1)
    assert content(reopened(known, fresh)) == {"b": 1}


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x00", id="less than a length"),
        pytest.param(b"\xff" * 8, id="a length that no file has"),
        pytest.param((100).to_bytes(8, "big"), id="a length beyond the beginning"),
        pytest.param(b"\xdd\x00\x00\x00\x00" + bytes(8), id="an index of another make"),
    ],
)
def test_a_whole_file_of_another_make_is_as_good_as_none(fresh: Path, behind: bytes) -> None:
    store(fresh, [behind], tmp=fresh.parent)
    assert content(reopened(pages_at(fresh), fresh)) == {}


def test_what_takes_its_place_meanwhile_is_another_map(fresh: Path) -> None:
    filled(fresh, 5 * FULL).save(tmp=fresh.parent)
    known = pages_at(fresh)
    fresh.unlink()
    filled(fresh, 1).save(tmp=fresh.parent)
    assert len(content(known)) == 5 * FULL
    assert len(content(reopened(known, fresh))) == 5 * FULL


EMPTY = digest(b"")


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
    reads, own = (Reads({f"{root}/{path}": Seen(EMPTY, Stamp(1, 1, 1, 1))}) for path in (source, catalog))
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


def test_a_post_that_is_worked_on_leaves_little_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "HELD", 100_000)
    few, many = 300, 1500
    heights = [bytes_at_the_height(tmp_path / str(posts), posts) for posts in (few, many)]
    assert (heights[1] - heights[0]) / (many - few) < 150


def test_nothing_is_left_of_what_lay_on_the_disk(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "HELD", 0)
    known = filled(fresh, 5 * FULL)
    assert len(content(known)) == 5 * FULL
    assert not [path for path in fresh.parent.iterdir() if path.is_file()]


def test_where_nothing_can_be_written_memory_holds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "HELD", 0)
    assert len(content(filled(tmp_path / "no folder" / "numbers", 5 * FULL))) == 5 * FULL
    assert not list(tmp_path.iterdir())


def test_on_a_full_disk_memory_holds_it(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "HELD", 0)
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_options: Full())
    assert len(content(filled(fresh, 5 * FULL))) == 5 * FULL


class Full(io.BytesIO):
    """A file that takes less than it is given."""

    def write(self, data: Any) -> int:
        return super().write(bytes(data)[:-1])


def bytes_to_recall(root: Path, posts: int) -> int:
    """Return what a run takes in which nothing changed."""
    for number in range(posts):
        for path in (f"source_posts/en/{number:05}.md", f"locales/ja/LC_MESSAGES/{number:05}.po"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).touch()
    with opened(root) as memory:
        memory.begin()
        for number in range(posts):
            memory.remember(f"{number:05}", work(root, number))
    for _run in range(2):  # the first one finds out that the stamps are others
        gc.collect()
        tracemalloc.start()
        with opened(root) as memory:
            for number in range(posts):
                found = memory.recall(f"{number:05}", lambda _part: True)
                assert found is not None
                assert [told.post for told in found] == [f"{number:05}"]
        height = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return height


def test_of_posts_that_did_not_change_memory_holds_few(tmp_path: Path) -> None:
    few, many = 300, 1500
    heights = [bytes_to_recall(tmp_path / str(posts), posts) for posts in (few, many)]
    assert (heights[1] - heights[0]) / (many - few) < 150

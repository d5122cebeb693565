"""The memory, from PO files of our own making to matches: what serves, what is found, what is never an error."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from lfnkr_i18n.errors import CatalogError
from lfnkr_i18n.memory import (
    Context,
    FileFacts,
    FilePairs,
    Memory,
    OnDisk,
    Store,
    StoredPair,
    current_store,
    refreshed_store,
)
from lfnkr_i18n.memory.records import FileState
from lfnkr_i18n.memory.store import memory_store, open_store, open_to_read

Pairs = Sequence[tuple[str, str]]
STATE = FileState(1, 1, "x")


@contextlib.contextmanager
def memory_of(posts: Mapping[str, Pairs], languages: tuple[str, str] = ("en", "ja")) -> Iterator[Memory]:
    """A memory of posts (id → pairs), without files."""
    store = memory_store()
    with store.transaction():
        for post, pairs in posts.items():
            store.put(
                post, STATE, FileFacts(post), [StoredPair(*pair, languages, None, n) for n, pair in enumerate(pairs)]
            )
    memory = Memory(store)
    try:
        yield memory
    finally:
        memory.close()


def found(memory: Memory, text: str, limit: int = 5, min_match: float = 70) -> list[tuple[int, str, str]]:
    matches = memory.search(text, source_language="en", target_language="ja", limit=limit, min_match=min_match)
    return [(int(match.score), match.target, match.origin) for match in matches]


def best(memory: Memory, text: str, min_match: float = 75) -> str | None:
    match = memory.best(text, source_language="en", target_language="ja", min_match=min_match)
    return match.target if match else None


HELPED = {"2020/a": [("We helped 12 families.", "12家族を支援しました。"), ("Thank you.", "ありがとう。")]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Thank you.", [(100, "ありがとう。", "2020/a")], id="equal"),
        pytest.param("Thank you all.", [(83, "ありがとう。", "2020/a")], id="similar"),
        pytest.param("Thank you!", [(89, "ありがとう。", "2020/a")], id="another mark costs 1"),
        pytest.param("We helped 12 familes.", [(97, "12家族を支援しました。", "2020/a")], id="a typing error"),
        pytest.param("We helped 15 families.", [(92, "12家族を支援しました。", "2020/a")], id="other numbers cost 3"),
        pytest.param("Nothing like it", [], id="nothing similar"),
        pytest.param("", [], id="no text"),
        pytest.param(" \n", [], id="white space"),
    ],
)
def test_search(text: str, expected: list[tuple[int, str, str]]) -> None:
    with memory_of(HELPED) as memory:
        assert found(memory, text) == expected


def test_a_pair_serves_in_both_directions() -> None:
    with memory_of(HELPED) as memory:
        (match,) = memory.search("ありがとう。", source_language="ja", target_language="en")
        assert (match.score, match.source, match.target) == (100, "ありがとう。", "Thank you.")
        assert not memory.search("ありがとう。", source_language="en", target_language="ja")


def test_a_pair_of_several_posts_comes_once_the_most_used_first() -> None:
    posts = {
        "2019/a": [("Thank you.", "感謝します。")],
        "2020/b": [("Thank you.", "ありがとう。")],
        "2021/c": [("Thank you.", "ありがとう。")],
        "2022/d": [("Thank you.", "どうも。")],
    }
    expected = [(100, "ありがとう。", "2021/c"), (100, "どうも。", "2022/d"), (100, "感謝します。", "2019/a")]
    with memory_of(posts) as memory, memory_of(dict(reversed(posts.items()))) as other:
        assert found(memory, "Thank you.") == found(other, "Thank you.") == expected
        assert found(memory, "Thank you.", limit=2) == expected[:2]


def test_composed_and_decomposed_characters_are_the_same() -> None:
    with memory_of({"a": [("Café", "カフェ")]}) as memory:
        assert found(memory, "Cafe\u0301") == [(100, "カフェ", "a")]


def test_penalties_reorder_and_never_choose() -> None:
    """The nearer text has other numbers: with two asked for it comes second, and it is still the one of one."""
    text = "Since 2020 we have met 123 families in camps."
    near = ("Since 2020 we have met 124 families in camps.", "124家族")
    far = ("Since 2020 we have met 123 families in caves.", "テント")
    with memory_of({"a": [near, far]}) as memory:
        assert [target for _, target, _ in found(memory, text, limit=2)] == ["テント", "124家族"]
        assert [target for _, target, _ in found(memory, text, limit=1)] == ["124家族"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We helped 15 families.", "15家族を支援しました。", id="digits put in place"),
        pytest.param("We helped 12 families.", "12家族を支援しました。", id="equal"),
        pytest.param("We helped 12 famlies!", "12家族を支援しました。", id="similar"),
        pytest.param("Thank them all, always.", None, id="below min_match"),
        pytest.param(" ", None, id="white space"),
    ],
)
def test_best(text: str, expected: str | None) -> None:
    with memory_of(HELPED) as memory:
        assert best(memory, text) == expected


def test_digits_in_place_do_not_make_up_for_too_little_that_is_alike() -> None:
    with memory_of({"a": [("12-34", "12の34")]}) as memory:
        assert best(memory, "98-76") is None
        assert best(memory, "98-76", min_match=10) == "98の76"


def test_digits_in_place_are_better_than_a_nearer_text() -> None:
    posts = {"a": [("In 2019, 17 of 28 came.", "2019年、28人中17人。"), ("In 2020, 34 of 51 cane.", "杖")]}
    with memory_of(posts) as memory:
        assert best(memory, "In 2020, 34 of 51 came.", 60) == "2020年、51人中34人。"


CONTEXT = {
    "2019/a": [("We left.", "発ちました。"), ("Thank you.", "感謝します。"), ("Goodbye.", "さようなら。")],
    "2020/b": [("We came.", "来ました。"), ("Thank you.", "ありがとう。"), ("Goodbye.", "さようなら。")],
    "2021/c": [("It rained.", "雨でした。"), ("Thank you.", "ありがとう。"), ("Come again.", "また来て。")],
}


@pytest.mark.parametrize(
    ("context", "expected", "in_context"),
    [
        pytest.param(Context(), "ありがとう。", False, id="nowhere: what most posts use"),
        pytest.param(Context("We left.", "Goodbye."), "感謝します。", True, id="between the same segments"),
        pytest.param(Context("We left.", "Come in."), "感謝します。", False, id="after the same"),
        pytest.param(Context("Hello.", "Goodbye."), "ありがとう。", False, id="before the same, as in two posts"),
        pytest.param(Context("Hello.", None), "ありがとう。", False, id="elsewhere"),
    ],
)
def test_among_equals_the_one_in_the_same_place_is_first(context: Context, expected: str, in_context: bool) -> None:
    with memory_of(CONTEXT) as memory:
        found = memory.search("Thank you.", source_language="en", target_language="ja", limit=1, context=context)
    assert [(match.score, match.target, match.in_context) for match in found] == [(100, expected, in_context)]


def test_the_place_counts_both_ways() -> None:
    with memory_of(CONTEXT) as memory:
        context = Context("来ました。", "さようなら。")
        (found,) = memory.search("ありがとう。", source_language="ja", target_language="en", limit=1, context=context)
    assert (found.origin, found.in_context) == ("2020/b", True)


def test_many_texts_are_looked_up_at_once() -> None:
    texts = ["Thank you.", "Nothing of the sort", "Thank you.", "We helped 15 families."]
    with memory_of(HELPED) as memory:
        found = memory.best_of(texts, source_language="en", target_language="ja", min_match=75)
    assert {text: match.target for text, match in found.items()} == {
        "Thank you.": "ありがとう。",
        "We helped 15 families.": "15家族を支援しました。",
    }


def test_many_texts_take_few_statements() -> None:
    """Read one by one, rows cost more than the comparison."""
    store = memory_store()
    with store.transaction():
        pairs = [StoredPair(f"We met family {n} by the {n % 7} rivers.", f"{n}家族", ("en", "ja")) for n in range(500)]
        store.put("a", STATE, FileFacts("a"), pairs)
    memory = Memory(store)
    statements: list[str] = []
    store._connection.set_trace_callback(statements.append)
    texts = [f"We met the family {n} by rivers." for n in range(200)]
    found = memory.best_of(texts, source_language="en", target_language="ja", min_match=60)
    assert len(found) == 200
    assert len(statements) < 30
    memory.close()


def test_together_texts_find_what_each_finds_alone() -> None:
    texts = [
        "Thank you!",
        "We helped 15 families.",
        "We helped 12 familes.",
        "Thank you.",
        "Nothing",
        "Thank you.",
        " ",
    ]
    with memory_of(HELPED | CONTEXT) as memory:
        together = memory.best_of(texts, source_language="en", target_language="ja", min_match=60)
        alone = {text: memory.best(text, source_language="en", target_language="ja", min_match=60) for text in texts}
    assert together == {text: match for text, match in alone.items() if match is not None}
    assert len(together) == 4


TEXT = st.text(alphabet="ab 12家", min_size=1, max_size=10)


@settings(max_examples=100)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=12), TEXT, st.integers(1, 4), st.integers(30, 100))
def test_choice_is_by_ratio(pairs: Pairs, text: str, limit: int, min_match: int) -> None:
    with memory_of({"a": pairs}) as memory:
        matches = memory.search(text, source_language="en", target_language="ja", limit=limit, min_match=min_match)
    ratios = sorted((fuzz.ratio(text, source) for source, _ in set(pairs)), reverse=True)
    enough = [ratio for ratio in ratios if ratio >= min_match and text.strip()]
    assert sorted((fuzz.ratio(text, match.source) for match in matches), reverse=True) == enough[:limit]
    assert {(match.source, match.target) for match in matches} <= set(pairs)
    assert all(match.score <= fuzz.ratio(text, match.source) for match in matches)


# The database and the files


def read(file: OnDisk, stream: BinaryIO) -> FilePairs:
    """Our stand-in for a PO file: a line is a pair, `source=target`."""
    lines = stream.read().decode().splitlines()
    return FilePairs(FileFacts(file.path.stem), (_pair(file, number, line) for number, line in enumerate(lines, 1)))


def _pair(file: OnDisk, number: int, line: str) -> StoredPair:
    if line == "broken":
        raise CatalogError("broken", path=file.name, line=number)
    source, target = line.split("=")
    return StoredPair(source, target, ("en", "ja"))


def on_disk(folder: Path) -> list[OnDisk]:
    return [
        OnDisk(path.name, path, path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.po"))
    ]


def write(path: Path, text: str, *, age: int = 100) -> None:
    path.write_text(text, encoding="utf-8")
    then = path.stat().st_mtime - age
    os.utime(path, (then, then))


class Reading:
    """A memory's database over the PO files of a folder; `parsed` are the files that were read."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "memory.sqlite"
        self.parsed: list[str] = []

    def is_current(self) -> bool:
        store = current_store(self.path, on_disk(self.folder))
        if store is not None:
            store.close()
        return store is not None

    def refresh(self) -> list[str]:
        store, problems = refreshed_store(self.path, on_disk(self.folder), self._read)
        store.close()
        return problems

    def targets(self, text: str) -> list[str]:
        store = open_to_read(self.path)
        assert store is not None
        found = [pair.target for pair in store.exact([text], ("en", "ja"))[text]]
        store.close()
        return found

    def _read(self, file: OnDisk, stream: BinaryIO) -> FilePairs:
        self.parsed.append(file.name)
        return read(file, stream)


def test_only_changed_files_are_read(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    write(tmp_path / "a.po", "one=一")
    write(tmp_path / "b.po", "two=二")
    assert not reading.is_current()
    reading.refresh()
    assert reading.parsed == ["a.po", "b.po"]
    assert reading.is_current()

    write(tmp_path / "a.po", "one=ひとつ", age=50)
    (tmp_path / "b.po").unlink()
    assert not reading.is_current()
    reading.refresh()
    assert reading.parsed[2:] == ["a.po"]
    assert (reading.targets("one"), reading.targets("two")) == (["ひとつ"], [])

    write(tmp_path / "a.po", "one=ひとつ", age=30)  # touched, the content is the same
    reading.refresh()
    assert reading.parsed[3:] == []
    assert reading.is_current()


def test_a_second_save_within_the_clocks_grain_is_seen(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    write(tmp_path / "a.po", "one=一", age=0)
    time_of_first = (tmp_path / "a.po").stat().st_mtime_ns
    reading.refresh()
    write(tmp_path / "a.po", "one=壱", age=0)
    os.utime(tmp_path / "a.po", ns=(time_of_first, time_of_first))
    assert not reading.is_current()
    reading.refresh()
    assert reading.targets("one") == ["壱"]


def test_a_broken_file_is_reported_each_time_and_gives_nothing(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    write(tmp_path / "a.po", "one=一")
    write(tmp_path / "b.po", "two=二")
    reading.refresh()
    write(tmp_path / "a.po", "one=壱\nbroken", age=20)
    for _ in range(2):
        assert reading.refresh() == ["a.po:2: broken"]
        assert (reading.targets("one"), reading.targets("two")) == ([], ["二"])
    write(tmp_path / "a.po", "one=一", age=10)
    assert reading.refresh() == []
    assert reading.targets("one") == ["一"]


def test_a_database_half_destroyed_is_built_again(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    write(tmp_path / "a.po", "\n".join(f"text {n}=文{n}" for n in range(500)))
    reading.refresh()
    data = bytearray(reading.path.read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    reading.path.write_bytes(data)
    assert not reading.is_current()
    assert reading.refresh() == []
    assert reading.targets("text 7") == ["文7"]


def test_without_a_place_the_memory_is_built_in_memory(tmp_path: Path) -> None:
    write(tmp_path / "a.po", "one=一")
    store, problems = refreshed_store(None, on_disk(tmp_path), read)
    assert ([pair.target for pair in store.exact(["one"], ("en", "ja"))["one"]], problems) == (["一"], [])
    store.close()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty file"),
        pytest.param(b"not a database at all, but long enough to look at" * 50, id="no database"),
        pytest.param(b"SQLite format 3\x00" + b"\xff" * 5000, id="corrupt"),
    ],
)
def test_a_database_that_is_none_is_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(content)
    assert open_to_read(path) is None
    store = open_store(path)
    assert store.files() == {}
    store.close()
    again = open_to_read(path)
    assert again is not None
    again.close()


def test_a_foreign_database_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text)")
    assert open_to_read(path) is None
    store = open_store(path)
    assert store.direction_stats() == []
    store.close()


def test_a_database_found_corrupt_while_searching_is_built_again(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    store = open_store(path)
    with store.transaction():
        store.put("a", STATE, FileFacts("a"), [StoredPair(f"text {n}", f"文{n}", ("en", "ja")) for n in range(500)])
    store.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    path.write_bytes(data)

    def renew() -> Store:
        renewed = memory_store()
        with renewed.transaction():
            renewed.put("a", STATE, FileFacts("a"), [StoredPair("text 1", "文1", ("en", "ja"))])
        return renewed

    damaged = open_to_read(path)
    assert damaged is not None
    memory = Memory(damaged, renew=renew)
    assert found(memory, "text 1", limit=1) == [(100, "文1", "a")]
    memory.close()


def test_a_folder_that_cannot_be_written_gets_a_memory_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = open_store(tmp_path / "file" / "memory.sqlite")
    assert store.files() == {}
    store.close()


def test_threads_may_search_at_once() -> None:
    pairs = [(f"Sentence number {n} is here.", f"文{n}") for n in range(200)]
    wrong: list[int] = []
    with memory_of({"a": pairs}) as memory:

        def search(start: int) -> None:
            numbers = range(start, 200, 4)
            answers = {n: found(memory, f"Sentence number {n} is here.", limit=1) for n in numbers}
            wrong.extend(n for n, answer in answers.items() if answer != [(100, f"文{n}", "a")])

        threads = [threading.Thread(target=search, args=(start,)) for start in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []

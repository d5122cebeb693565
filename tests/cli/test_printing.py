"""Results for programs: what is printed piece by piece is what would be printed at once, in the memory of a piece."""

from __future__ import annotations

import csv
import gc
import io
import json
import tracemalloc
from collections.abc import Iterable, Iterator

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lfnkr_i18n.cli.printing import JsonRows, json_text, print_csv, print_json
from lfnkr_i18n.publishing.states import PostState
from lfnkr_i18n.steps.status import Rows, StatusRow, Totals

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def at_once(parts: dict[str, object]) -> str:
    return json.dumps({"version": 1, **parts}, indent=2, ensure_ascii=False) + "\n"


@given(rows=st.lists(values, max_size=5), totals=values)
def test_json_is_what_json_would_write(rows: list[object], totals: object) -> None:
    expected = at_once({"rows": rows, "totals": totals, "more": rows})
    assert json_text(rows=iter(rows), totals=lambda: totals, more=rows) == expected
    assert json_text(rows=kept(rows), totals=totals, more=iter(rows)) == expected


def kept(rows: Iterable[object]) -> JsonRows:
    held = JsonRows()
    for row in rows:
        held.append(row)
    return held


@given(rows=st.lists(values, max_size=5), totals=values)
def test_an_object_may_hold_rows(rows: list[object], totals: object) -> None:
    expected = at_once({"status": {"rows": rows, "totals": totals}, "more": [{"rows": rows}]})
    assert json_text(status={"rows": iter(rows), "totals": totals}, more=[{"rows": rows}]) == expected


class Flat(msgspec.Struct, frozen=True):
    text: str
    number: int
    state: PostState | None = None


class Other(msgspec.Struct, frozen=True):
    text: str
    more: tuple[str, ...] = ()


class Secretive(msgspec.Struct, frozen=True):
    text: str
    _hidden: str = "hidden"


@given(
    rows=st.lists(
        st.builds(Flat, st.text(st.characters()), st.integers(), st.none() | st.sampled_from(PostState))
        | st.builds(Other, st.text(st.characters()), st.tuples(st.text()))
        | st.builds(Secretive, st.text(st.characters()))
    )
)
@example(rows=[Flat("\udc80", 1)])
@example(rows=[Flat("".join(map(chr, range(0x100))) + "\u2028\u3000", 2**70)])
def test_rows_are_what_json_would_write(rows: list[object]) -> None:
    plain = [
        {name: getattr(row, name) for name in ("text", "number", "state", "more") if hasattr(row, name)} for row in rows
    ]
    assert json_text(rows=iter(rows)) == json_text(rows=kept(rows)) == at_once({"rows": plain})


@pytest.mark.parametrize("count", [0, 1, 127, 128, 129, 1000])
def test_many_items_are_one_list(count: int) -> None:
    rows: list[object] = [{"post": str(number), "segments": number} for number in range(count)]
    assert json_text(rows=iter(rows)) == json_text(rows=kept(rows)) == at_once({"rows": rows})


def row(number: int) -> StatusRow:
    post = f"2020/{number:05}"
    numbers = (40, 10, 0, 0, 30, 500, 100, 0, 0, 0, 0)
    return StatusRow(post, f"{post}.md", f"{post}.po", "A title", "en", "ja", *numbers, PostState.NEW, None, "Wait.")


def test_what_comes_behind_the_rows_may_know_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    totals = Totals()

    def rows() -> Iterator[StatusRow]:
        for number in range(300):
            totals.add(row(number))
            yield row(number)

    print_json(rows=rows(), totals=totals.summed)
    found = json.loads(capsys.readouterr().out)
    assert len(found["rows"]) == found["totals"]["posts"] == 300
    assert found["totals"]["states"] == {"new": 300}


def test_csv_is_written_row_by_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(["a", "b"], ([number, f'"{number}",\n'] for number in range(300)))
    found = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))
    assert found == [["a", "b"], *([str(number), f'"{number}",\n'] for number in range(300))]


def test_rows_held_are_the_same_rows() -> None:
    rows = Rows(map(row, range(10)))
    assert list(rows) == [row(number) for number in range(10)]
    assert (rows[-1], list(rows[2:4]), bool(rows), bool(Rows())) == (row(9), [row(2), row(3)], True, False)
    assert rows == Rows(map(row, range(10))) != Rows(map(row, range(9)))
    assert json.loads(json_text(rows=rows))["rows"][3]["post"] == "2020/00003"


class Nowhere(io.StringIO):
    """A stream that keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)


def test_rows_printed_take_the_memory_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Nowhere())
    heights = []
    for count in (2500, 12_500):
        gc.collect()
        tracemalloc.start()
        print_json(rows=map(row, range(count)))
        heights.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert heights[1] < 1.2 * heights[0]


def test_rows_kept_take_a_tenth_of_what_they_are() -> None:
    rows = [row(number) for number in range(2560)]
    kept(rows[:256])  # modules
    gc.collect()
    tracemalloc.start()
    held = kept(map(row, range(2560)))
    gc.collect()
    packed = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert packed < len(json_text(rows=held)) / 10

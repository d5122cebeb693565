"""Lines of a terminal: where text may break, in English and Japanese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lfnkr_i18n.cli.bars import shares
from lfnkr_i18n.cli.lines import NO_END, NO_START, line_spans


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in line_spans(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("one two three", 7, ["one two", "three"], id="at spaces"),
        pytest.param("one  two", 4, ["one", "two"], id="blanks at a line's end belong to none"),
        pytest.param(
            "記事を公開します。", 8, ["記事を", "公開しま", "す。"], id="behind a particle, the full stop not alone"
        ),
        pytest.param("次は「下訳」です", 6, ["次は", "「下", "訳」", "です"], id="brackets stay with what they hold"),
        pytest.param(
            "翻訳者が 2 分節を翻訳します。", 24, ["翻訳者が 2 分節を", "翻訳します。"], id="at a phrase's end"
        ),
        pytest.param("翻訳者が 2 分節", 12, ["翻訳者が", "2 分節"], id="a number stays with what it counts"),
        pytest.param("東京都千代田区に", 12, ["東京都千代田", "区に"], id="where no phrase ends, anywhere"),
        pytest.param("が一二三四五六", 12, ["が一二三四五", "六"], id="a phrase's end near the beginning is none"),
        pytest.param("データ", 4, ["デー", "タ"], id="a long vowel mark starts no line"),
        pytest.param("lfnkr publish を実行", 14, ["lfnkr publish", "を実行"], id="both scripts"),
        pytest.param("unbreakable", 4, ["unbr", "eaka", "ble"], id="a word longer than the line is cut"),
        pytest.param("one\n\ntwo", 9, ["one", "", "two"], id="line ends stay"),
        pytest.param("", 9, [""], id="nothing"),
    ],
)
def test_where_lines_break(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text("ab 、。「」ー漢字カナ", max_size=60), st.integers(4, 30))
def test_no_character_is_lost_and_no_line_too_wide(text: str, width: int) -> None:
    cut = lines(text, width)
    assert "".join(cut).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in cut)


def test_what_starts_no_line_ends_one() -> None:
    assert not NO_START & NO_END


@given(st.lists(st.integers(0, 10_000), min_size=4, max_size=4), st.integers(4, 40))
def test_a_bar_is_full_and_shows_everything_there_is(counts: list[int], width: int) -> None:
    cells = shares(counts, width)
    assert sum(cells) == (width if any(counts) else 0)
    assert [bool(count) for count in cells] == [bool(count) for count in counts]

"""Languages: what stands between two pieces of text, and how text is counted."""

from __future__ import annotations

import pytest

from lfnkr_i18n.languages import count_words, is_cjk, joint


@pytest.mark.parametrize(
    ("left", "right", "between"),
    [
        pytest.param("行く。", "赤い", "", id="Japanese on both sides"),
        pytest.param("Go.", "Red", " ", id="English on both sides"),
        pytest.param("行く。", "LFNKR", " ", id="Japanese, then Latin"),
        pytest.param("（注）", "「本」", "", id="full-width brackets"),
        pytest.param("안녕.", "반가워", " ", id="Korean is written with spaces"),
        pytest.param("待った……", "返事はない", "", id="an ellipsis after Japanese"),
        pytest.param("We waited…", "Nobody", " ", id="an ellipsis after English"),
        pytest.param("来ました。", "2024年には", "", id="a year in Japanese"),
        pytest.param("They came.", "2024 was cold.", " ", id="a year in English"),
        pytest.param("2024", "2025", " ", id="two numbers never become one"),
        pytest.param("聞いた。", "“誰？”", "", id="curly quotes around Japanese"),
    ],
)
def test_joint(left: str, right: str, between: str) -> None:
    assert joint(left, right) == between


@pytest.mark.parametrize("character", "あアｱー漢々。、「」！Ａ０")
def test_scripts_without_spaces(character: str) -> None:
    assert is_cjk(character)


@pytest.mark.parametrize("character", "aé1.… 한д")
def test_scripts_with_spaces(character: str) -> None:
    assert not is_cjk(character)


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        pytest.param("We don't know; it's 12-year-old rice.", "en", 6, id="apostrophes and hyphens join"),
        pytest.param("15家族を 支援。", "ja", 8, id="Japanese counts characters"),
        pytest.param("", "en", 0, id="nothing"),
    ],
)
def test_count(text: str, language: str, count: int) -> None:
    assert count_words(text, language) == count

"""What holds for any text: spans in order, only white space between them, linear time, the same twice."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.segmentation import SEGMENTER, sentence_spans, split_sentences
from tests.timing import cpu

MARKS = [*'。！？」「『』（）()"“”…♪☆．.!?① \u3000\n\t\ud800\x00\r•’と']
WORDS = ["という", "とても", "の", "行く", "A", "Ms.", "approx.", "lab C", "went", "Yahoo!", "ヤフー！", "example.org"]
RUNS = ["1.", "2)", "（笑）", "・・・", "😊", "[1]"]
PIECES = st.sampled_from(MARKS + WORDS + RUNS)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)
LANGUAGES = st.sampled_from(["en", "ja", "fr", "ko", "zh", "x-unknown", ""])


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, language=LANGUAGES)
def test_spans_hold_all_but_white_space(text: str, language: str) -> None:
    end = 0
    for span in sentence_spans(text, language):
        assert not text[end : span.start].strip()
        sentence = text[span.start : span.end]
        assert sentence
        assert sentence == sentence.strip()
        assert "\n" not in sentence
        end = span.end
    assert not text[end:].strip()


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, language=LANGUAGES)
def test_twice_is_the_same(text: str, language: str) -> None:
    assert sentence_spans(text, language) == sentence_spans(text, language)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "unit", ["a", "“", "「", "(", '"', "？と", "「あ。」", "(A.) B. ", "... ", "Ms. A ", "あ.", "。😀", "• x "]
)
def test_time_is_linear(unit: str, language: str) -> None:
    """Ten times the text may take twenty times as long: a quadratic rule takes a hundred."""
    small, large = (unit * (size // len(unit)) for size in (20_000, 200_000))
    assert cpu(lambda: sentence_spans(large, language)) < 20 * cpu(lambda: sentence_spans(small, language)) + 0.5


def test_a_window_cuts_as_a_whole_text_does() -> None:
    sentence = 'Mr. Ito said: "I came in Sept. 2014 (by bus). I stayed." '
    assert split_sentences(sentence * 500, "en") == [sentence.strip()] * 500


def test_the_segmenter_names_the_sentencex_that_is_pinned() -> None:
    assert SEGMENTER.endswith(f"sentencex-{version('sentencex')}")

"""Similar texts are all found: the search is compared with a look at every text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from lfnkr_i18n.memory.similar import SimilarTexts

TEXTS = ["We helped 12 families.", "We helped 15 families.", "The children went to school.", "短い文。", "長い文です。"]


def test_best_first() -> None:
    found = SimilarTexts(TEXTS).search("We helped 13 families.", limit=5, min_score=70)
    assert [text for _, text in found] == ["We helped 12 families.", "We helped 15 families."]
    assert found[0][0] == fuzz.ratio("We helped 13 families.", "We helped 12 families.")


@pytest.mark.parametrize(("limit", "min_score", "count"), [(1, 70, 1), (5, 100, 0), (5, 0, 5), (2, 0, 2)])
def test_limits(limit: int, min_score: float, count: int) -> None:
    assert len(SimilarTexts(TEXTS).search("We helped 13 families.", limit=limit, min_score=min_score)) == count


def test_an_equal_text_scores_100() -> None:
    assert SimilarTexts(TEXTS).search("短い文。", limit=1, min_score=100) == [(100.0, "短い文。")]


def test_equal_scores_come_in_one_order() -> None:
    texts = [f"text number {n}" for n in range(9)]
    mixed = texts[4:] + texts[3::-1]
    assert SimilarTexts(texts).search("text number x", limit=4, min_score=50) == SimilarTexts(mixed).search(
        "text number x", limit=4, min_score=50
    )


ALPHABET = st.text(alphabet="abcdえ家 12", max_size=14)


@settings(max_examples=200)
@given(st.lists(ALPHABET, max_size=30), ALPHABET, st.integers(0, 100))
def test_nothing_that_scores_enough_is_missed(texts: list[str], text: str, min_score: int) -> None:
    found = SimilarTexts(texts).search(text, limit=50, min_score=min_score)
    expected = sorted((fuzz.ratio(text, other) for other in set(texts)), reverse=True)
    assert [score for score, _ in found] == [score for score in expected if score >= min_score]

"""What makes a similar pair worth less, and what does not."""

from __future__ import annotations

import pytest

from lfnkr_i18n.memory.penalties import differences


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        pytest.param("We met.", "We met.", (), id="equal"),
        pytest.param("We met them.", "We met her.", (), id="other words only"),
        pytest.param("We met 12 people.", "We met 15 people.", ("numbers",), id="numbers"),
        pytest.param("１２人です。", "12人です。", (), id="numbers of another width"),
        pytest.param("We met 1,200.", "We met 1200.", (), id="numbers with commas"),
        pytest.param("We met **her**.", "We met her.", ("markup",), id="bold"),
        pytest.param("See [us](/a).", "See [us](/b).", ("markup",), id="another target"),
        pytest.param("See [us](/2020/).", "See [us](/2021/).", ("markup",), id="a number in the target only"),
        pytest.param("See [it](/a).", "See [us](/a).", (), id="other words in a link"),
        pytest.param("We met?", "We met.", ("punctuation",), id="question"),
        pytest.param("会いました！", "会いました!", (), id="marks of another width"),
        pytest.param("「会いました」", "会いました", ("punctuation",), id="quotation"),
        pytest.param("**12** people?", "15 people.", ("numbers", "markup", "punctuation"), id="all of them"),
    ],
)
def test_differences(text: str, source: str, expected: tuple[str, ...]) -> None:
    assert differences(text, source) == expected


@pytest.mark.parametrize(
    ("context", "stored", "expected"),
    [
        pytest.param("title", "title", (), id="both titles"),
        pytest.param("title", None, ("context",), id="a sentence used as a title"),
        pytest.param("title", "excerpt", ("context",), id="an excerpt used as a title"),
        pytest.param(None, None, (), id="not asked"),
    ],
)
def test_context(context: str | None, stored: str | None, expected: tuple[str, ...]) -> None:
    assert differences("A text.", "A text.", context=context, stored=stored) == expected

"""However often something stands in a pair, all checks together take time linear in it."""

from __future__ import annotations

from itertools import count

import pytest

from lfnkr_i18n.checks import check_pair
from lfnkr_i18n.model import Markup
from tests.timing import cpu

PIECES = {
    "“": 16_000,
    "「": 16_000,
    "『「": 16_000,
    "(「": 16_000,
    '"': 16_000,
    "(a) ": 8000,
    "（あ）": 8000,
    "[a](/b) ": 4000,
    "[a#](/#) ": 4000,
    "[a][b] ": 4000,
    "![a](/b) ": 4000,
    "<https://a.example/#> ": 4000,
    "https://a.example/# ": 4000,
    '<a href="/b">a</a> ': 4000,
    '<img src="/#" alt="a"> ': 4000,
    "<b>": 4000,
    "</b>": 4000,
    "<b>a</b> ": 4000,
    "<b><i>a</b></i> ": 4000,
    "*a* ": 4000,
    "**": 8000,
    "`a#` ": 4000,
    "{{ a }} ": 4000,
    "[^#] ": 4000,
    "&amp; ": 8000,
    "# km ": 4000,
    "#キロ、": 4000,
    "$# million ": 4000,
    "#万円、": 4000,
    "a#@b.example ": 4000,
    "03-1234-# ": 4000,
    "2020-05-# ": 4000,
    "May #, 2020 ": 4000,
    "1/2 ": 4000,
    "#年5月5日、": 4000,
    "令和2年5月#日（金）、": 4000,
    "#:00 ": 4000,
}
"""What is repeated, and how often at most; each `#` is another number."""
PLAIN = {"en": "We came home.", "ja": "家に帰りました。"}


def repeated(piece: str, times: int) -> str:
    numbers = count(10)
    return "".join(str(next(numbers)) if part == "#" else part for part in "\0".join(piece).split("\0") * times)


@pytest.mark.parametrize("markup", Markup)
@pytest.mark.parametrize("piece", PIECES)
def test_eight_times_the_text_takes_no_more_than_sixteen_times_as_long(piece: str, markup: Markup) -> None:
    def checked(text: str) -> None:
        for source, target in (("en", "ja"), ("ja", "en")):
            for one, other in ((text, text), (text, PLAIN[target]), (PLAIN[source], text)):
                check_pair(one, other, source_language=source, target_language=target, markup=markup)

    small, large = (repeated(piece, PIECES[piece] // divisor) for divisor in (8, 1))
    assert cpu(lambda: checked(large)) < 16 * cpu(lambda: checked(small)) + 0.25

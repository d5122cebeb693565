"""The checks that compare values, on rows: each finds its planted mistakes and is silent on good translations.

Rows are in tests/files/checks/planted and tests/files/checks/good, a file a check: language of the source, source,
translation, and further fields of the pair as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lfnkr_i18n.checks import CHECKS
from lfnkr_i18n.model import Pair
from tests.timing import within

FILES = Path(__file__).parents[1] / "files" / "checks"
VALUES = ("front-matter", "titles", "stale-edit", "numbers", "negation", "contacts", "dates", "times", "money", "units")
OTHER = {"en": "ja", "ja": "en"}


def rows(folder: str) -> list[tuple[str, Pair]]:
    return list(_rows(folder))


def _rows(folder: str) -> Iterator[tuple[str, Pair]]:
    for check in VALUES:
        for line in (FILES / folder / f"{check}.tsv").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                language, source, target, *options = line.split("\t")
                further = json.loads(options[0]) if options else {}
                yield check, Pair(source, target, language, OTHER[language], **further)


@pytest.mark.parametrize(("check", "pair"), rows("planted"))
def test_planted_mistakes_are_found(check: str, pair: Pair) -> None:
    assert list(CHECKS[check](pair))


@pytest.mark.parametrize(("check", "pair"), rows("good"))
def test_good_translations_pass_in_silence(check: str, pair: Pair) -> None:
    assert list(CHECKS[check](pair)) == []


@pytest.mark.parametrize(("check", "pair"), rows("good"))
def test_what_is_good_is_good_the_other_way_round(check: str, pair: Pair) -> None:
    if pair.previous_source:
        pytest.skip("the old source has one language")
    back = Pair(pair.target, pair.source, pair.target_language, pair.source_language)
    assert list(CHECKS[check](back)) == []


@pytest.mark.parametrize(("check", "pair"), [*rows("planted"), *rows("good")])
def test_spans_lie_in_their_texts(check: str, pair: Pair) -> None:
    for remark in CHECKS[check](pair):
        assert remark.source_span is None or remark.source_span.end <= len(pair.source)
        assert remark.target_span is None or remark.target_span.end <= len(pair.target)


@pytest.mark.parametrize("check", VALUES)
@pytest.mark.parametrize(
    "piece", ["1", "1/", "1年", "一", "十日", "May ", "the first ", "1-", "2024-", "¥1", "1,", "a@", "+8 "]
)
def test_long_texts_take_linear_time(check: str, piece: str) -> None:
    text = piece * (30_000 // len(piece))
    with within(seconds=3):
        list(CHECKS[check](Pair(text, text, "en", "ja")))
        list(CHECKS[check](Pair(text, text, "ja", "en")))

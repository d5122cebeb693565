"""What the check `times` says of times that were converted into the reader's zone."""

from __future__ import annotations

import pytest

from lfnkr_i18n import check_pair
from lfnkr_i18n.checks.times import same_times
from lfnkr_i18n.model import Pair
from tests.timing import cpu

MISSING = "the time zone UTC is missing in the translation"


@pytest.mark.parametrize(
    ("japanese", "said"),
    [
        pytest.param("配信は日本時間20時に始まります。", [], id="converted, and named"),
        pytest.param("配信は20時に始まります。", [MISSING], id="converted, not named"),
        pytest.param(
            "配信は21時に始まります。",
            ["the time is 11:00 in the source, 21時 in the translation", MISSING],
            id="converted wrongly",
        ),
    ],
)
def test_converted_times(japanese: str, said: list[str]) -> None:
    pair = Pair("The stream begins at 11:00 UTC.", japanese, "en", "ja")
    assert [remark.message for remark in same_times(pair)] == said


def test_the_translation_may_name_the_zone_that_the_source_takes_for_granted() -> None:
    assert not list(same_times(Pair("配信は20時に始まります。", "The stream begins at 11:00 UTC.", "ja", "en")))


@pytest.mark.parametrize("piece", ["3:30 p.m. ", "3時、", "午後3時、", "15:00 ", "half past five "])
def test_eight_times_the_text_takes_no_more_than_sixteen_times_as_long(piece: str) -> None:
    def checked(times: int) -> None:
        for source, target in (("en", "ja"), ("ja", "en")):
            check_pair(piece * times, piece * times, source_language=source, target_language=target)

    assert cpu(lambda: checked(4000)) < 16 * cpu(lambda: checked(500)) + 0.25

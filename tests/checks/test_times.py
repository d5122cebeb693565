"""What the check `times` says of times that were converted into the reader's zone."""

from __future__ import annotations

import pytest

from lfnkr_i18n.checks.times import same_times
from lfnkr_i18n.model import Pair

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

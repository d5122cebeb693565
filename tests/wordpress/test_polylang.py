"""Polylang's group of translations: the one PHP array that it writes, and nothing else that PHP can serialize."""

from __future__ import annotations

import pytest

from lfnkr_i18n.wordpress.polylang import group_of
from tests.timing import within


@pytest.mark.parametrize(
    ("text", "group"),
    [
        pytest.param('a:2:{s:2:"ja";i:4;s:2:"en";i:5;}', {"ja": 4, "en": 5}, id="two"),
        pytest.param('a:1:{s:7:"zh-hans";i:12;}', {"zh-hans": 12}, id="one"),
        pytest.param("a:0:{}", {}, id="none"),
        pytest.param('a:2:{s:2:"en";i:5;s:4:"sync";a:1:{s:2:"en";s:2:"ja";}}', {"en": 5}, id="with Polylang Pro's own"),
        pytest.param('a:2:{s:2:"ja";i:4;}', {}, id="fewer than it says"),
        pytest.param('a:1:{s:3:"ja";i:4;}', {}, id="shorter than it says"),
        pytest.param('a:1:{s:2:"ja";s:1:"4";}', {}, id="text for a number"),
        pytest.param('a:2:{s:2:"ja";i:4;s:2:"ja";i:5;}', {}, id="one language twice"),
        pytest.param('O:8:"stdClass":1:{s:2:"ja";i:4;}', {}, id="an object"),
        pytest.param('a:1:{s:2:"ja";O:4:"Evil":0:{}}', {}, id="an object inside"),
        pytest.param("", {}, id="empty"),
        pytest.param("ja=4", {}, id="something else"),
    ],
)
def test_groups(text: str, group: dict[str, int]) -> None:
    assert group_of(text) == group


def test_hostile_text_takes_no_longer() -> None:
    with within(seconds=1):
        group_of("a:1:{" + 's:2:"ja";i:4;' * 50_000)

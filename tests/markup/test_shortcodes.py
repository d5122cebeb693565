"""Which brackets are shortcodes, and where their attributes stand."""

from __future__ import annotations

import pytest

from lfnkr_i18n.markup.shortcodes import attribute_values, shortcodes
from tests.timing import within


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[gallery]", ["[gallery]"], id="WordPress's own"),
        pytest.param("See [1], [sic], a[0], [a b c] and [PDF].", [], id="prose"),
        pytest.param('[x a="1" b=2 c]', ['[x a="1" b=2 c]'], id="with attributes"),
        pytest.param("[b]now[/b]", ["[b]", "[/b]"], id="with an end"),
        pytest.param("[two_words] [contact-form]", ["[two_words]"], id="two words"),
        pytest.param("[[x]] [[gallery ids='1']]", ["[[x]]", "[[gallery ids='1']]"], id="escaped"),
        pytest.param("[x a='1'/] [x a=/b/]", ["[x a='1'/]", "[x a=/b/]"], id="closed in itself"),
        pytest.param('[x a="1] b', [], id="a quote that is never closed"),
        pytest.param('[x a="<b>"]', [], id="tags inside: WordPress takes it for text"),
    ],
)
def test_shortcodes(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in shortcodes(text)] == expected


def test_attributes() -> None:
    text = "[x Title=\"A b\" n=5 q='c']"
    (one,) = shortcodes(text)
    found = [(name, text[start:end], quote) for name, start, end, quote in attribute_values(text, one)]
    assert found == [("title", "A b", '"'), ("n", "5", ""), ("q", "c", "'")]


@pytest.mark.parametrize(
    "text", ["[" * 200_000, "[a " * 100_000, '[a b="' * 60_000, "[a" + " b" * 200_000, "[a b=" * 100_000]
)
def test_takes_linear_time(text: str) -> None:
    with within(seconds=5):
        list(shortcodes(text))

"""The markup inside an HTML segment."""

from __future__ import annotations

import pytest

from lfnkr_i18n.markup.inline import constructs, visible_text
from lfnkr_i18n.model import Markup
from tests.timing import within


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Plain words.", [], id="nothing"),
        pytest.param("**a** _b_ [c](d) `e`", [], id="Markdown is text"),
        pytest.param("<strong>a</strong> <em>b</em>", [("strong", ""), ("emphasis", "")], id="emphasis"),
        pytest.param('<strong class="x">a</strong>', [("tag", 'strong class="x"')], id="emphasis with an attribute"),
        pytest.param("<b>a</b>", [("tag", "b"), ("tag", "/b")], id="bold is a tag of its own"),
        pytest.param("<A HREF=u title='x'>y</a>", [("tag", 'a href="u" title'), ("tag", "/a")], id="attributes"),
        pytest.param("a<br />b<BR>c", [("hard break", ""), ("hard break", "")], id="line breaks"),
        pytest.param("<code>a <b>b</b></code> c", [("code", "<code>a <b>b</b></code>")], id="code is one piece"),
        pytest.param('<span translate="no">X <i>y</i></span>', [("code", '<span translate="no">X <i>y</i></span>')]),
        pytest.param("<svg><title>t</title></svg>", [("code", "<svg><title>t</title></svg>")], id="drawing"),
        pytest.param("a <!-- b --> c", [("tag", "<!-- b -->")], id="comment"),
        pytest.param("5 < 7 & 8 > 3", [], id="bare signs"),
        pytest.param("by {{ a <b> }}", [("template", "{{ a <b> }}")], id="no markup inside templates"),
    ],
)
def test_constructs(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.kind.value, one.detail) for one in constructs(text, markup=Markup.HTML)] == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Plain *words*_.", "Plain *words*_.", id="plain"),
        pytest.param("See <a href='/en/'>us</a> &amp; <code>a&lt;b</code>", "See us & a<b", id="markup"),
        pytest.param('<img src="a" alt="A &quot;b&quot;"> c', 'A "b" c', id="alt text"),
        pytest.param("one<br>two", "one\ntwo", id="line break"),
        pytest.param("By {{ page.author }}.", "By .", id="templates"),
        pytest.param("a <!-- b --> c<script>d</script>", "a  c", id="what browsers do not show"),
        pytest.param("<ruby>漢<rt>かん</rt></ruby>字", "漢かん字", id="ruby"),
    ],
)
def test_visible_text(text: str, shown: str) -> None:
    assert visible_text(text, markup=Markup.HTML) == shown


@pytest.mark.parametrize("text", ["<b>" * 30_000, "<code>" * 30_000, "<" * 100_000, "{{" * 50_000, "<svg>" * 30_000])
def test_takes_linear_time(text: str) -> None:
    with within(seconds=5):
        constructs(text, markup=Markup.HTML)
        visible_text(text, markup=Markup.HTML)

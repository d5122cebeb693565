"""The inline parser of a segment: what is markup in it, and what a reader sees."""

from __future__ import annotations

import pytest

from lfnkr_i18n.markup.inline import constructs, visible_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Plain words.", [], id="nothing"),
        pytest.param("**a** and __b__", [("strong", ""), ("strong", "")], id="strong, two ways"),
        pytest.param("*a* _b_ ~~c~~", [("emphasis", ""), ("emphasis", ""), ("strikethrough", "")], id="emphasis"),
        pytest.param("これは**「本」**です", [], id="stars that Markdown leaves visible"),
        pytest.param("これは<strong>「本」</strong>です", [("strong", "")], id="strong as a tag"),
        pytest.param("[us](/en/ 'home')", [("link", "/en/")], id="link"),
        pytest.param("[訳][Foo Bar]", [("link", "[foo bar]")], id="reference"),
        pytest.param("as he said [sic]", [], id="brackets that are text"),
        pytest.param("![a *b*](c.jpg)", [("image", "c.jpg")], id="no constructs in an alt text"),
        pytest.param("[![a](b.jpg)](c)", [("link", "c"), ("image", "b.jpg")], id="a picture that is a link"),
        pytest.param("<https://example.org>", [("autolink", "https://example.org")], id="autolink"),
        pytest.param("`a*b*`", [("code", "a*b*")], id="code"),
        pytest.param("noted[^1]", [("footnote", "1")], id="footnote"),
        pytest.param("<a href=u title='x'>y</a>", [("tag", 'a href="u" title'), ("tag", "/a")], id="tags"),
        pytest.param("by {{ a *b* }}", [("template", "{{ a *b* }}")], id="no markup inside templates"),
        pytest.param("one  \ntwo\\\nthree\nfour", [("hard break", ""), ("hard break", "")], id="hard breaks"),
        pytest.param("# not a heading", [], id="no block begins in a segment"),
        pytest.param("a\n- b\n\n    c\n\n# d", [], id="nor on its later lines"),
    ],
)
def test_constructs(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.kind.value, found.detail) for found in constructs(text)] == expected


def test_spans_are_characters_of_the_text() -> None:
    text = "日本の **強調** と [訳](u)"
    assert [text[c.span.start : c.span.end] for c in constructs(text)] == ["**強調**", "[訳](u)"]


def test_only_defined_labels_resolve_where_they_are_known() -> None:
    text = "[a] [b][] [c][d] [^1] [^2]"
    found = constructs(text, definitions=["A", "^1"])
    assert [(c.kind.value, c.detail) for c in found] == [("link", "[a]"), ("footnote", "1")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Plain words.", "Plain words.", id="plain"),
        pytest.param("See **[us](/en/ 'home')** &amp; `code`[^1].", "See us & code.", id="markup"),
        pytest.param("![a *b*](c.jpg)", "a b", id="alt text"),
        pytest.param(r"\*a\* 5 < 6", "*a* 5 < 6", id="escapes"),
        pytest.param("one  \ntwo<br>three", "one\ntwo\nthree", id="hard breaks"),
        pytest.param("By {{ page.author }}.", "By .", id="templates"),
        pytest.param("a <!-- b --> c", "a  c", id="comment"),
        pytest.param("", "", id="empty"),
    ],
)
def test_visible_text(text: str, shown: str) -> None:
    assert visible_text(text) == shown

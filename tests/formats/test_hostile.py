"""Translations that look like markup: at every kind of place they stay text, by our parser and by another one."""

from __future__ import annotations

import html5lib  # type: ignore[import-untyped]  # has no types
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from lfnkr_i18n.formats import read_post

PLACES = {
    "paragraph": "Hello there.\n\nNext.\n",
    "first of two": "Hello there. And more.\n",
    "second line": "First one.\nHello there.\n",
    "quote": "> Hello there.\n",
    "list item": "- Hello there.\n- b\n",
    "numbered": "1. Hello there.\n",
    "heading": "## Hello there.\n",
    "underlined heading": "Hello there.\n---\n",
    "cell": "| Hello there. | b |\n|---|---|\n| c | d |\n",
    "footnote": "a[^1]\n\n[^1]: Hello there.\n",
    "raw HTML": "<div>\nHello there.\n</div>\n",
    "alt text": "![Hello there.](a.jpg)\n",
    "title": '![](a.jpg "Hello there.")\n',
    "attribute": '<div title="Hello there.">\n',
    "after front matter": "---\nn: 1\n---\nHello there.\n",
    "beside a reference": "Hello there.\n\n[x]: /x\n\n[x]\n",
}
FORMS = (
    *(
        "# H",
        "## H",
        "- item",
        "+ item",
        "* item",
        "1. one",
        "7) seven",
        "1986. x",
        "> quote",
        "===",
        "---",
        "***",
        "___",
    ),
    *("```", "~~~", "```py", "[y]: /u", "[ ] task", "[x] done", ": def", "::: tip", "!!! note", "*[A]: b", "[TOC]"),
    *(
        "[!NOTE]",
        "+++",
        "訳 ##",
        "訳 {#id}",
        "訳 {.c}",
        "{: .x}",
        "訳\\",
        "\\",
        "訳`",
        "`訳",
        "``",
        "\\`",
        "a*",
        "*a",
        "**a",
    ),
    *("a**", "_a", "a_", "~~a", "10~20", "[a", "a]", "a](b", "](c)", "![", "!", "(a)", "<div>", "</div>", "</p>", "<b"),
    *("<b>x", "x</b>", "<!--", "-->", "<?", "<script>", "<br", '<a href="', "<https://a", "<![CDATA[", "]]>", "&"),
    *("&lt;", "&#35;", '"q"', "'q'", 'a "b', "a 'b", "{{ x", "{{ x }}", "{% x %}", "%}", "$$", "「本」", "　訳"),
    *(
        "import a from 'b'",
        "|",
        "||",
        "a|b",
        "|---|",
        "--- | ---",
        "a\nb",
        "a\n# b",
        "a\n\n- b",
        "\ta",
        "    a",
        "a  \nb",
    ),
)


def skeleton(text: str) -> list[str]:
    """The rendered page without its words."""
    if text.startswith("---\nn: 1\n---\n"):
        text = text.removeprefix("---\nn: 1\n---\n")
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin).render(text)
    walker = html5lib.getTreeWalker("etree")(html5lib.parseFragment(page))
    return [
        f"{token['type']} {token['name']} {sorted(key for _, key in token.get('data', {}))}"
        for token in walker
        if token["type"] in {"StartTag", "EndTag", "EmptyTag"}
    ]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", FORMS)
def test_text_stays_text(place: str, form: str) -> None:
    source = PLACES[place]
    post = read_post(source.encode(), "post.md", language="en")
    texts = [form if "Hello" in segment.source else None for segment in post.segments]
    rendered = post.render(texts, language="ja")
    assert post.verify(rendered) == []
    assert skeleton(rendered.decode()) == skeleton(source)

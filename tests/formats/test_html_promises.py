"""HTML posts keep the promises, whatever is in them: identity, only text moves, nothing visible is missed.

`word` stands wherever people read; a translation puts another word in its place and leaves all else.
"""

from __future__ import annotations

import re
from pathlib import Path

import html5lib  # type: ignore[import-untyped]  # has no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.formats import Post, read_post

FILES = sorted((Path(__file__).parent / "files/html").glob("*.html"))
TEXTS = ["word", "Word one. ", "word &amp; ", " &lt;word&gt; ", "&nbsp;", "5 < 7 ", "a&b ", "\n", "\r\n", "\n\n", "。"]
INLINE = ["<b>", "</b>", "<i class='x'>", "</i>", "<br>", "<br/>", "<a href='/u'>", "</a>", "<!-- c -->", "<wbr>"]
ATTRIBUTES = [
    "<img alt='word' src=a>",
    '<img alt="a &quot;word&quot;">',
    "<a title=word>",
    "<input placeholder='word'>",
]
BLOCK = ["<p>", "</p>", "<div title='word'>", "</div>", "<ul>", "<li>", "</li>", "</ul>", "<h2>", "</h2>", "<hr />"]
TABLES = ["<table><tr><td>", "</td></tr></table>", "<blockquote>", "</blockquote>", "<cite>", "</cite>"]
CODE = ["<code>code</code>", "<pre>code\n\n<b></pre>", "<script>code < 1</script>", "<kbd>code</kbd>"]
ODD = [
    "<",
    ">",
    "&",
    "</",
    "<!",
    "<?x>",
    "</p",
    "<p",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "</x>",
    "\0",
    "\ufeff",
    "'",
    '"',
]
BLOCKS = [
    "<!-- wp:paragraph -->",
    "<!-- /wp:paragraph -->",
    '<!-- wp:search {"label":"word \\u0026 x"} /-->',
    '<!-- wp:more {"customText":"word"} --><!--more word--><!-- /wp:more -->',
    '<!-- wp:image {"id":1,"alt":"word"} -->',
    "<!-- wp:html --><p>code</p><b<!-- /wp:html -->",
    "<!-- wp:x {",
    "<!-- wp:html -->",
]
CLASSIC = [
    "<!--more word-->",
    "<!--nextpage-->",
    "[gallery ids='1']",
    "[b]word[/b]",
    "[caption]",
    "[/caption]",
    "[x",
    "]",
]
PLAIN = [*TEXTS, *INLINE, *ATTRIBUTES, *BLOCK, *TABLES]


def soup(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=25).map("".join)


ANY = soup(*PLAIN, *CODE, *ODD, *BLOCKS, *CLASSIC)


def read(text: str) -> Post:
    return read_post(text.encode(), "a.html", language="en")


WORD = re.compile(r"<!--.*?-->|<[!?/][^>]*>|(?P<word>[Ww]ord)", re.DOTALL)
"""A word, where it is not in a comment or what browsers take for one."""


def translated(post: Post) -> list[str | None]:
    return [WORD.sub(lambda match: "言葉" if match["word"] else match[0], segment.source) for segment in post.segments]


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_untranslated_it_is_the_same(text: str) -> None:
    post = read(text)
    data = text.encode()
    assert post.render([None] * len(post.segments), language="ja") == data
    assert post.render([segment.source for segment in post.segments], language="ja") == data
    assert post.verify(data) == []


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_other_words_change_no_structure(text: str) -> None:
    post = read(text)
    assert post.verify(post.render(translated(post), language="ja")) == []


@settings(max_examples=100, deadline=None)
@given(ANY, ANY)
def test_any_translation_can_be_written_and_judged(text: str, words: str) -> None:
    post = read(text)
    wanted = [words.replace("\0", "") or None for _ in post.segments]
    post.verify(post.render(wanted, language="ja"))


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_plain_words_never_become_markup(text: str) -> None:
    """A translation without markup: what the comparison says is at most that markup is missing."""
    post = read(text)
    hostile = "訳 < > & \" ' </p> <!-- --> <b> [gallery] ]]> {{ -- wp:x"
    found = post.verify(post.render([hostile] * len(post.segments), language="ja"))
    assert not [
        finding.message for finding in found if " is new" in finding.message and "missing" not in finding.message
    ]


def browser(text: str) -> tuple[list[str], str]:
    """Return the tags that another parser sees, and what a browser shows: text and the attributes that people read."""
    root = html5lib.parseFragment(text, treebuilder="etree", namespaceHTMLElements=False)
    tags, shown = [], []
    for node in root.iter():
        name = node.tag if isinstance(node.tag, str) else "comment"
        tags.append(" ".join([name, *(k for k in sorted(node.attrib))]))
        if name not in ("comment", "code", "pre", "script", "kbd"):
            shown.append(node.text or "")
        shown += [node.tail or "", *(node.attrib.get(key, "") for key in ("alt", "title", "placeholder"))]
    return tags, "\n".join(shown)


@settings(max_examples=100, deadline=None)
@given(soup(*PLAIN, "<code>code</code>", "<pre>code</pre>"))
def test_a_browser_sees_the_same_tags_and_no_word_left(text: str) -> None:
    post = read(text)
    before, after = browser(text), browser(post.render(translated(post), language="ja").decode())
    assert before[0] == after[0]
    assert "ord" in before[1] or before[1].split() == after[1].split()
    assert "word" not in after[1].lower()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_our_own_posts(path: Path, line_end: str) -> None:
    text = path.read_text(encoding="utf-8").replace("\n", line_end)
    post = read_post(text.encode(), path.name, language=path.name[:2])
    assert post.render([None] * len(post.segments), language="ja") == text.encode()
    rendered = post.render([f"訳{segment.source}" for segment in post.segments], language="ja")
    assert post.verify(rendered) == []
    assert rendered.decode().count("訳") == len(post.segments)

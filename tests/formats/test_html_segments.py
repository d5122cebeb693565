"""What a translator sees of an HTML post: `files/html/*.html` with the expected segments beside them, and rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from lfnkr_i18n.formats import read_post
from lfnkr_i18n.house import Unit
from lfnkr_i18n.model import Markup, ReadingRules, Segment

FILES = sorted((Path(__file__).parent / "files/html").glob("*.html"))


def shown(segment: Segment) -> str:
    context = f" ({segment.context})" if segment.context else ""
    return f"{segment.line:>3}  {segment.kind}{context}: {segment.source}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_whole_post(path: Path) -> None:
    post = read_post(path.read_bytes(), path.name, language=path.name[:2])
    expected = path.with_suffix(".segments").read_text(encoding="utf-8").splitlines()
    assert [shown(segment) for segment in post.segments] == expected
    assert {segment.markup for segment in post.segments} == {Markup.HTML}


def sources(text: str, language: str = "en", rules: ReadingRules | None = None) -> list[str]:
    return [segment.source for segment in read_post(text.encode(), "a.html", language=language, rules=rules).segments]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.source) for one in read_post(text.encode(), "a.htm", language="en").segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<p>One\ntwo. Three.</p>", ["One two.", "Three."], id="a line end is a blank"),
        pytest.param("<p>One<br>two</p>", ["One", "two"], id="a hard break parts sentences"),
        pytest.param("<p><b>One<br />two</b></p>", ["<b>One<br />two</b>"], id="but stays inside a tag pair"),
        pytest.param("<p><i>One. Two.</i> Three.</p>", ["<i>One. Two.</i>", "Three."], id="no cut inside tags"),
        pytest.param("<div>a b<p>c d</p>e f</div>", ["a b", "c d", "e f"], id="block tags cut"),
        pytest.param("<p>One <span>two", ["One <span>two"], id="tags that are never closed"),
        pytest.param("<p>a <b>c <i>d</b> e</i></p>", ["a <b>c <i>d</b> e</i>"], id="tags that cross"),
        pytest.param("<P CLASS=x>Hi there</P >", ["Hi there"], id="upper case, no quotes, odd blanks"),
        pytest.param("<p>5 < 7 & 8 > 3 a&b</p>", ["5 < 7 & 8 > 3 a&b"], id="bare signs"),
        pytest.param("<p>a &amp; b &#8212; c&nbsp;d &lt; 5 &harr;</p>", ["a & b — c\u00a0d < 5 ↔"], id="entities"),
        pytest.param(
            "<p>&lt;b&gt; &amp;lt; &amp;copy</p>", ["&lt;b&gt; &amp;lt; &amp;copy"], id="that would be markup"
        ),
        pytest.param(
            "<p>a &#91;b&#93; &#123;{ c }} &lt;% d %&gt;</p>",
            ["a &#91;b&#93; &#123;{ c }} &lt;% d %&gt;"],
            id="that would be a shortcode or a template",
        ),
        pytest.param("<p>soft&shy;hyphen a&#8203;b</p>", ["soft&shy;hyphen a&#8203;b"], id="that nobody would see"),
        pytest.param("<p>&unknown; &copy no</p>", ["&unknown; &copy no"], id="that are none, or end too early"),
        pytest.param("<!-- c --><p>a<!-- d --> b</p><!-- e", ["a<!-- d --> b"], id="comments"),
        pytest.param("<!DOCTYPE html><?xml x?><p>a b</p><![CDATA[ c ]]>", ["a b"], id="declarations"),
        pytest.param("<title>A &amp; b</title><textarea>c d</textarea>", ["A & b", "c d"], id="text without tags"),
        pytest.param("<script>a b</script><style>c</style><pre>d e</pre><p>f</p>", ["f"], id="no text"),
        pytest.param("<p>See <code>a b</code>, <kbd>c</kbd>.</p>", ["See <code>a b</code>, <kbd>c</kbd>."], id="code"),
        pytest.param("<p>A <svg><title>t</title></svg> b</p>", ["A <svg><title>t</title></svg> b"], id="a drawing"),
        pytest.param("<p>x <code>y</p><p>z</p>", ["x <code>y", "z"], id="code that is never closed"),
        pytest.param('<div translate="no">a <p>b</p></div><p>c</p>', ["c"], id="not to be translated"),
        pytest.param('<p>By <b class="notranslate">Aya</b>.</p>', ['By <b class="notranslate">Aya</b>.'], id="in text"),
        pytest.param("<p><b>One two.</b></p>", ["<b>One two.</b>"], id="inline tags stay"),
        pytest.param('<img alt="A door" src=a title=b>', ["A door", "b"], id="a picture alone: its texts"),
        pytest.param('<p>A <img alt="door"> here</p>', ['A <img alt="door"> here'], id="among words it stays"),
        pytest.param('<a aria-label="Go home"><svg/></a>', ["Go home"], id="a label alone"),
        pytest.param(
            "<input placeholder='Find <words>'><p title='<b> &amp; 5 &lt; 7'>a</p><textarea><i> am</textarea>",
            ["Find &lt;words&gt;", "&lt;b&gt; & 5 &lt; 7", "a", "&lt;i&gt; am"],
            id="what looks like a tag where none can be",
        ),
        pytest.param("<img alt='A < B. It opens.'>", ["A < B.", "It opens."], id="what looks like none"),
        pytest.param("<input placeholder='Your name'><input type=submit value=Send>", ["Your name", "Send"], id="form"),
        pytest.param('<input type="text" value="abc"> <b>1</b>', [], id="what a field holds is no text"),
        pytest.param('<table summary="Two rows"><td>a', ["Two rows", "a"], id="summary"),
        pytest.param("<p>By {{ page.a }}. More.</p>{% if a %}", ["By {{ page.a }}.", "More."], id="templates"),
        pytest.param("<p>2024</p><p>***</p><p>https://a.example/b</p>", [], id="nothing to translate"),
        pytest.param("<p>a [x]b. c[/x] d</p>", ["a [x]b.", "c[/x] d"], id="plain HTML has no shortcodes"),
    ],
)
def test_html(text: str, expected: list[str]) -> None:
    assert sources(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<p>一つ。\n二つ。</p>", ["一つ。", "二つ。"], id="no blank between lines"),
        pytest.param("<p>一\n二</p>", ["一二"], id="nor inside a sentence"),
        pytest.param(
            "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字。はい。</p>",
            ["<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字。", "はい。"],
            id="ruby stays whole",
        ),
    ],
)
def test_japanese_html(text: str, expected: list[str]) -> None:
    assert sources(text, "ja") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Dear all,\n\nWe met.\nThank you.", ["Dear all,", "We met.", "Thank you."], id="paragraphs, lines"
        ),
        pytest.param("a b\n\n\n\n<b>c\nd</b>\n\ne", ["a b", "<b>c\nd</b>", "e"], id="a line's end inside tags shows"),
        pytest.param("a b\r\n\r\nc\r\nd", ["a b", "c", "d"], id="Windows line ends"),
        pytest.param("One.\nhttps://a.example/b\nTwo.\n\nhttps://a.example/c", ["One.", "Two."], id="oEmbed lines"),
        pytest.param(
            "a<!--more Read on-->b\n\nc<!--nextpage-->d", ["a", "Read on", "b", "c", "d"], id="more, next page"
        ),
        pytest.param("<!--more-->a b", ["a b"], id="more without a text"),
        pytest.param(
            '[caption id="a" width="3"]<a href="u"><img src="s" alt="Door"></a> The <em>door</em>.[/caption]\n\na b',
            ["Door", "The <em>door</em>.", "a b"],
            id="caption, new form",
        ),
        pytest.param(
            '[caption width="3" caption="The &quot;door&quot;"]<img alt="Door">[/caption]',
            ['The "door"', "Door"],
            id="caption, old form",
        ),
        pytest.param(
            '<p>[caption a="b"]<img alt="Door"> Open[/caption]</p>', ["Door", "Open"], id="caption in a paragraph"
        ),
        pytest.param('a\n\n[gallery ids="1,2"]\n\n[embed]https://a.example/[/embed]', ["a"], id="blocks of WordPress"),
        pytest.param(
            'a\n\nGive [b]now[/b] [x a="b"] [[esc]] [1] [sic]!', ["a", 'Give [b]now[/b] [x a="b"] [[esc]] [1] [sic]!']
        ),
        pytest.param("a\n\n[b]One. Two.[/b] Three.", ["a", "[b]One. Two.[/b]", "Three."], id="no cut inside a pair"),
        pytest.param("a\n\n[code]x y\n\nz[/code]\n\nb", ["a", "b"], id="code"),
        pytest.param("<ul>\n <li>a b</li>\n</ul>\n<!--more-->\n<pre>c\n\nd</pre>e f", ["a b", "e f"], id="lists, pre"),
        pytest.param("<!--more-->\n<div>\n\na b\n\n</div>\n&nbsp;\n\nc", ["a b", "c"], id="blocks around, spacers"),
    ],
)
def test_classic_editor(text: str, expected: list[str]) -> None:
    assert sources(text) == expected


def block(name: str, inner: str = "", attributes: str = "") -> str:
    json = f" {attributes}" if attributes else ""
    return f"<!-- wp:{name}{json} -->\n{inner}\n<!-- /wp:{name} -->" if inner else f"<!-- wp:{name}{json} /-->"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(block("paragraph", "<p>a\n\nb</p>"), ["a b"], id="a line's end is a blank"),
        pytest.param(block("core/heading", "<h2>a b</h2>"), ["a b"], id="a name with its namespace"),
        pytest.param(block("code", "<pre><code>a b</code></pre>"), [], id="code"),
        pytest.param(
            block("html", "<p>a <b") + block("paragraph", "<p>c d</p>"), ["c d"], id="HTML that is never closed"
        ),
        pytest.param(block("shortcode", "[x a='b'] c"), [], id="shortcode"),
        pytest.param(block("embed", "<figure><div>\nhttps://a.example/?b&amp;c\n</div></figure>"), [], id="embed"),
        pytest.param("<!-- wp:html --><p>a b</p>", ["a b"], id="a block that is never closed"),
        pytest.param(
            "<!-- /wp:a --><p>a b</p>" + block("search", attributes='{"label":"c d"}') + block("html", "<p>e f</p>"),
            ["a b", "e f"],
            id="an end without a begin: what follows has no blocks",
        ),
        pytest.param('<!-- wp:a {"b":1 ' + block("html", "<p>c d</p>"), [], id="attributes that never end"),
        pytest.param(
            block("search", attributes='{"label":"Search \\u003cem\\u003eus\\u003c/em\\u003e","buttonText":"Find"}'),
            ["Search <em>us</em>", "Find"],
            id="search",
        ),
        pytest.param(
            '<!-- wp:search {"placeholder":"Find \\u003cwords\\u003e here","label":"Go \\u003cem\\u003eon"} /-->',
            ["Find &lt;words&gt; here", "Go <em>on"],
            id="what looks like a tag in text without markup",
        ),
        pytest.param(
            '<!-- wp:search {"placeholder":"a \\u003c b \\u0026amp; c"} /-->', ["a < b & c"], id="what looks like none"
        ),
        pytest.param('<!-- wp:search {"placeholder":"\\u003c1\\u003e …"} /-->', [], id="no letter"),
        pytest.param(block("read-more", attributes='{"content":"Go on"}'), ["Go on"], id="read more"),
        pytest.param(
            block("block", attributes='{"ref":5,"content":{"A":{"content":"Hi there","url":"/x"}}}'),
            ["Hi there"],
            id="overrides of a pattern",
        ),
        pytest.param(block("navigation-link", attributes='{"label":"Us","url":"/us"}'), ["Us"], id="navigation"),
        pytest.param(block("group", "<div>a b</div>", '{"ariaLabel":"News","layout":{"type":"x"}}'), ["News", "a b"]),
        pytest.param(block("more", "<!--more Go on-->", '{"customText":"Go on"}'), ["Go on", "Go on"], id="more"),
        pytest.param(block("acme/box", "<p>a b</p>", '{"title":"Title here"}'), ["a b"], id="a custom block"),
        pytest.param(block("verse", '<pre class="wp-block-verse">a b\n  c\n\nd</pre>'), ["a b", "c", "d"], id="verse"),
        pytest.param(
            block("image", '<figure><img alt="A door"/><figcaption>It <a>opens</a></figcaption></figure>'),
            ["A door", "It <a>opens</a>"],
            id="picture",
        ),
        pytest.param(block("search", attributes='{"label":"a --> b"}'), ["a --> b"], id="a comment's end in JSON"),
        pytest.param(block("search", attributes='{"label":1, "x" }'), [], id="JSON that is none"),
        pytest.param('<!-- wp:search {"label":"\\ud800 x"} /-->', [], id="half a character"),
        pytest.param('<!-- wp:tab {"label":"a b"} /-->', ["a b"], id="the label of a tab"),
        pytest.param('<!-- wp:form-input {"label":"a b"} /-->', ["a b"], id="the label of a field"),
        pytest.param(
            '<!-- wp:playlist-track {"album":"a b","artist":"c d","imageAlt":"e f","title":"g h"} /-->',
            ["a b", "c d", "e f", "g h"],
            id="a track",
        ),
        pytest.param(
            '<!-- wp:block {"ref":5,"overrides":{"V9":{"content":"a b"}}} /-->', ["a b"], id="overrides, old form"
        ),
    ],
)
def test_block_editor(text: str, expected: list[str]) -> None:
    assert sources(text) == expected


def test_parts_of_blocks_are_no_sentences() -> None:
    quote = "<blockquote><p>We <cite>are</cite> here.</p><cite>The head</cite></blockquote>"
    button = '<div><a class="wp-block-button__link" href="/x">Give now</a></div>'
    text = block("quote", quote) + block("button", button)
    expected = [("paragraph", "We <cite>are</cite> here."), ("citation", "The head"), ("button", "Give now")]
    assert kinds(text) == expected


def test_custom_blocks_as_the_project_says() -> None:
    rules = ReadingRules(
        block_texts={"acme/box": (("title",), ("items", "*", "text-*"))}, kept_blocks=frozenset({"acme/raw"})
    )
    attributes = '{"title":"A \\u0026 b","items":[{"text-1":"One","id":"x"},{"text-2":"Two"}],"n":"no"}'
    text = block("acme/box", "<p>A &amp; b</p>", attributes) + block("acme/raw", "<p>c d</p>")
    assert sources(text, rules=rules) == ["A & b", "One", "Two", "A & b"]


def test_attributes_of_shortcodes_as_the_project_says() -> None:
    rules = ReadingRules(captions={"gallery": ("title",)})
    assert sources('<!--more-->[gallery title="Our door" ids="1"]', rules=rules) == ["Our door"]


def test_front_matter_holds_html() -> None:
    front = "title: A <b>b</b> &amp; c\nfootnotes:\n  - id: x\n    footnote: See <a href='u'>us</a>."
    text = f"---\n{front}\n---\n<p>d e"
    assert [
        (segment.context, segment.source) for segment in read_post(text.encode(), "a.html", language="en").segments
    ] == [
        ("title", "A <b>b</b> & c"),
        ("footnote", "See <a href='u'>us</a>."),
        (None, "d e"),
    ]


@pytest.mark.parametrize(
    ("front", "body", "count"),
    [
        pytest.param("wordpress: {editor: classic}", "a b\nc d", 2, id="said to be classic"),
        pytest.param("wordpress: {editor: block}", "a b\nc d", 1, id="said to be of blocks"),
        pytest.param("a: b", "a b\r\n<b>c</b> d\r\ne f", 1, id="Windows' line ends are no empty lines"),
        pytest.param("x: y", "a b\nc d", 1, id="one paragraph of any HTML"),
        pytest.param("x: y", "a b\nc d\n\ne f", 3, id="paragraphs without tags"),
        pytest.param("x: y", "<p>a b\nc d</p>\n\ne f\n\ng h", 2, id="not where tags say where paragraphs are"),
        pytest.param("x: y", "<ul>\n\n<li>a b\nc d</li>\n\n<li>e f</li></ul>", 2, id="nor between block tags"),
    ],
)
def test_the_editor_says_what_line_ends_mean(front: str, body: str, count: int) -> None:
    assert len(sources(f"---\n{front}\n---\n{body}")) == count


def test_a_block_may_be_one_segment() -> None:
    assert sources("<p>One. Two.<br>Three.</p>", rules=ReadingRules(unit=Unit.BLOCK)) == ["One. Two.<br>Three."]


def test_a_title_without_front_matter_is_the_first_heading() -> None:
    assert read_post(b"<p>a</p><h1>The <b>door</b> &amp; us</h1>", "a.html", language="en").title == "The door & us"


def test_what_translators_must_know_is_said() -> None:
    box = block("acme/box", "<p>Title here</p>", '{"title":"Title here","kind":"wide"}')
    text = block("block", attributes='{"ref":5}') + "\n" + box + "\n<!-- /wp:group -->" + box
    post = read_post(text.encode(), "a.html", language="en")
    assert [(line, message[:16]) for line, message in post.remarks] == [
        (1, "reusable block 5"),
        (2, "block acme/box h"),
        (5, "block core/group"),
    ]

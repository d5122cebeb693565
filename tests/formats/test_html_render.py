"""Translations put into an HTML post: each written for where it stands, everything else the same bytes."""

from __future__ import annotations

import pytest

from lfnkr_i18n.formats import read_post
from lfnkr_i18n.house import Unit
from lfnkr_i18n.model import EMPTY, ReadingRules

BOX = ReadingRules(block_texts={"acme/box": (("title",),)})


@pytest.mark.parametrize(
    ("source", "translations", "published"),
    [
        pytest.param("<P  class=x>Go.\n</P >", ["行く。"], "<P  class=x>行く。\n</P >", id="only text moves"),
        pytest.param("<p>Go. Come.</p>", ["行く。", "来る。"], "<p>行く。来る。</p>", id="no blank between"),
        pytest.param("<p>Go. Come.</p>", ["行く。", EMPTY], "<p>行く。</p>", id="a sentence left out"),
        pytest.param("<p>a &amp; b</p>", ["x & <y> 5 < 6"], "<p>x &amp; &lt;y&gt; 5 &lt; 6</p>", id="text is escaped"),
        pytest.param("<p>a&nbsp;b</p>", ["&nbsp;&lt; &copy;"], "<p>&nbsp;&lt; &copy;</p>", id="references stay"),
        pytest.param("<p>a b</p>", ["a\n\nb c"], "<p>a b c</p>", id="line ends inside"),
        pytest.param(
            "<p>a</p>",
            ["&section; &copy 1 &#60b &ltb &amp;reg R&D"],
            "<p>&amp;section; &amp;copy 1 &amp;#60b &amp;ltb &amp;reg R&amp;D</p>",
            id="no references without a semicolon",
        ),
        pytest.param(
            "<p>a &copy 1 R&amp;D</p>", ["あ &copy 1 R&D"], "<p>あ &copy 1 R&amp;D</p>", id="but the source's"
        ),
        pytest.param(
            "<img alt='a'>", ["&section &copy=1"], "<img alt='&amp;section &amp;copy=1'>", id="nor in attributes"
        ),
        pytest.param("<title>a b</title>", ["&section"], "<title>&amp;section</title>", id="nor in titles"),
        pytest.param(
            "---\ntitle: a <b>c</b>\n---\n",
            ["<b>あ<style></b><script>x</script>"],
            "---\ntitle: <b>あ&lt;style&gt;&lt;/b&gt;&lt;script&gt;x&lt;/script&gt;\n---\n",
            id="nothing runs behind a tag that is text",
        ),
        pytest.param("<p>a <b>c</b></p>", ["<i>あ</i> <b>い</b>"], "<p>&lt;i&gt;あ&lt;/i&gt; <b>い</b></p>", id="tags"),
        pytest.param("<p>a <b>c</b></p>", ["<b>い</b> <em>う</em>"], "<p><b>い</b> <em>う</em></p>", id="emphasis may"),
        pytest.param('<p>a <a href="/b" id=c>d</a></p>', ['<a href="/e" id=c>f</a>'], '<p><a href="/e" id=c>f</a></p>'),
        pytest.param(
            '<p>a <a href="/b">d</a></p>',
            ['<a href="javascript:x">f</a>'],
            '<p>&lt;a href="javascript:x"&gt;f</a></p>',
            id="no script as an address",
        ),
        pytest.param("<p>a <code>b  <i></code></p>", ["<code>b  <i></code> を"], "<p><code>b  <i></code> を</p>"),
        pytest.param("<p>a <code>b\r\nc</code>\r\nd</p>", ["<code>b\nc</code>は"], "<p><code>b\r\nc</code>は</p>"),
        pytest.param(
            '<img alt="a">', ['x "y" <z> & w'], '<img alt="x &quot;y&quot; &lt;z&gt; &amp; w">', id="attribute"
        ),
        pytest.param("<img alt='a &quot;b'>", ['it\'s "x"'], "<img alt='it&#39;s \"x\"'>", id="in single quotes"),
        pytest.param("<img alt=a>", ["x y"], '<img alt="x y">', id="without quotes"),
        pytest.param("<title>a b</title>", ["</title> & x"], "<title>&lt;/title> &amp; x</title>", id="title"),
        pytest.param(
            "<p>By {{ page.a }}.</p>", ["{{ page.a }}、{{ x }}"], "<p>{{ page.a }}、&#123;{ x }}</p>", id="templates"
        ),
        pytest.param(
            "<p>By {{ a && b }}.</p>",
            ["{{ a && b }} & {{ a && b }} < 5"],
            "<p>{{ a && b }} &amp; {{ a && b }} &lt; 5</p>",
            id="text beside templates",
        ),
        pytest.param(
            "<p>a <b class='{{ c }}'>d</b></p>",
            ["<b class='{{ c }}'>い</b> < {{ c }}"],
            "<p><b class='{{ c }}'>い</b> &lt; {{ c }}</p>",
            id="templates in tags",
        ),
        pytest.param("a b\n\nc d", ["あ\n\nい", "う"], "あ\nい\n\nう", id="classic: no new paragraph"),
        pytest.param(
            "a b\n\nc", ["あ <i\n\nx>い", None], "あ &lt;i\nx&gt;い\n\nc", id="classic: nor in what is no tag"
        ),
        pytest.param("a b\r\n\r\n<b>c\r\nd</b>", [None, "<b>う\nえ</b>"], "a b\r\n\r\n<b>う\r\nえ</b>", id="line ends"),
        pytest.param(
            "a b\n\nc", ["[gallery] [b]x[/b]", None], "&#91;gallery] &#91;b]x&#91;/b]\n\nc", id="no shortcodes"
        ),
        pytest.param(
            "a b\n\nc",
            ["[contact] [[b]] [gallery", "[1]"],
            "&#91;contact] &#91;&#91;b]] &#91;gallery\n\n[1]",
            id="what only a site knows, is escaped or never ends",
        ),
        pytest.param('<img alt="a [b]">', ["[b] [c]"], '<img alt="[b] &#91;c]">', id="no shortcodes in attributes"),
        pytest.param("<textarea>a</textarea>", ["[b]"], "<textarea>&#91;b]</textarea>", id="nor in fields"),
        pytest.param(
            '<!-- wp:search {"label":"Go"} /-->',
            ["[gallery]"],
            '<!-- wp:search {"label":"\\u0026#91;gallery]"} /-->',
            id="nor in the JSON of a block comment",
        ),
        pytest.param("<!--more Go on-->", ["続き -- --> x"], "<!--more 続き — —> x-->", id="more"),
        pytest.param(
            "<!--more Go & on-->",
            ["続き & <b>\n[c]"],
            "<!--more 続き & &lt;b&gt; &#91;c]-->",
            id="more shows neither tags nor shortcodes, and ends with its line",
        ),
        pytest.param(
            '[caption caption="A door"]<img src="a">[/caption]',
            ['"戸" [x]'],
            '[caption caption="&#34;戸&#34; &#91;x&#93;"]<img src="a">[/caption]',
            id="attribute of a shortcode",
        ),
        pytest.param(
            '[caption caption="A door"]<img src="a">[/caption]',
            ["C:\\n\xa0戸"],
            '[caption caption="C:&#92;n&#160;戸"]<img src="a">[/caption]',
            id="backslashes, which WordPress takes out of it",
        ),
        pytest.param(
            '[caption caption="A door"]<img src="a">[/caption]<!--more Go on-->',
            ["&section", "&copy &notit;"],
            '[caption caption="&amp;section"]<img src="a">[/caption]<!--more &amp;copy &amp;notit;-->',
            id="no references without a semicolon in shortcodes and more",
        ),
        pytest.param(
            '<!-- wp:search {"placeholder":"Find","label":"Go"} /-->',
            ["&section", "&section"],
            '<!-- wp:search {"placeholder":"\\u0026section","label":"\\u0026amp;section"} /-->',
            id="nor in JSON; `esc_attr` escapes the other one",
        ),
        pytest.param(
            "---\ntitle: A\n---\n", ["&section"], "---\ntitle: '&amp;section'\n---\n", id="nor in front matter"
        ),
        pytest.param(
            '<!-- wp:search { "label" : "Go", "x":1} /-->',
            ['探す -- "x" & <em>y</em>\\'],
            '<!-- wp:search { "label" : "探す \\u002d\\u002d \\u0022x\\u0022 \\u0026 \\u003cem\\u003ey\\u003c/em'
            '\\u003e\\\\", "x":1} /-->',
            id="JSON of a block comment",
        ),
        pytest.param(
            '<!-- wp:search {"placeholder":"Find \\u003cwords\\u003e","label":"Go"} /-->',
            ["&lt;言葉&gt; & <b>", "<i>行く</i>"],
            '<!-- wp:search {"placeholder":"\\u003c言葉\\u003e \\u0026 \\u003cb\\u003e",'
            '"label":"\\u0026lt;i\\u0026gt;行く\\u0026lt;/i\\u0026gt;"} /-->',
            id="text without markup in JSON, and with some",
        ),
        pytest.param('<p title="<b>">a</p>', [None, "あ"], '<p title="<b>">あ</p>', id="attributes untouched"),
        pytest.param(
            '<input placeholder="Find <words>">',
            ["&lt;言葉&gt; <b>"],
            '<input placeholder="&lt;言葉&gt; &lt;b&gt;">',
            id="and not",
        ),
        pytest.param(
            '<!-- wp:cover {"alt":"A \\u0026lt;b\\u0026gt; \\u003cc\\u003e"} /-->',
            ["戸 & &lt;b&gt; &lt;c&gt;"],
            '<!-- wp:cover {"alt":"戸 \\u0026amp; \\u0026lt;b\\u0026gt; \\u0026lt;c\\u0026gt;"} /-->',
            id="text without markup that holds references",
        ),
        pytest.param(
            '<!-- wp:acme/box {"title":"A \\u0026 b"} --><p>A &amp; b</p><!-- /wp:acme/box -->',
            ["あ & い", "あ & い"],
            '<!-- wp:acme/box {"title":"あ \\u0026 い"} --><p>あ &amp; い</p><!-- /wp:acme/box -->',
            id="the same text twice, each for where it stands",
        ),
        pytest.param(
            '<!-- wp:x --><pre class="wp-block-verse">a\n  b\n\nc</pre><!-- /wp:x -->',
            ["あ", "い", None],
            '<!-- wp:x --><pre class="wp-block-verse">あ\n  い\n\nc</pre><!-- /wp:x -->',
            id="verse keeps its lines",
        ),
        pytest.param(
            "---\ntitle: A & b\n---\n", ["あ & <い>"], "---\ntitle: あ & &lt;い&gt;\n---\n", id="front matter"
        ),
        pytest.param(
            "---\ntitle: A [b]\nwordpress:\n  editor: block\nfootnotes:\n- footnote: See there\n---\n",
            ["[gallery] [b]", "[mark]あ[/mark]"],
            "---\ntitle: '&#91;gallery] [b]'\nwordpress:\n  editor: block\n"
            "footnotes:\n- footnote: '&#91;mark]あ&#91;/mark]'\n---\n",
            id="no shortcodes in fields of WordPress",
        ),
        pytest.param(
            "---\ntitle: A\n---\n<p>b</p>", ["[b]", None], "---\ntitle: '[b]'\n---\n<p>b</p>", id="but in others"
        ),
        pytest.param("---\ntitle: A > b\n---\n", ["あ > い & う"], "---\ntitle: あ > い & う\n---\n", id="no tag"),
        pytest.param(
            "---\ntitle: A &amp; b\n---\n", ["あ & い"], "---\ntitle: あ &amp; い\n---\n", id="with references"
        ),
    ],
)
def test_written(source: str, translations: list[str | None], published: str) -> None:
    post = read_post(source.encode(), "post.html", language="en", rules=BOX)
    assert post.render(translations, language="ja").decode() == published


def test_verse_as_one_segment_keeps_its_lines() -> None:
    text = '<pre class="wp-block-verse">a\r\n  b</pre>'
    post = read_post(text.encode(), "a.html", language="en", rules=ReadingRules(unit=Unit.BLOCK))
    assert [segment.source for segment in post.segments] == ["a\n  b"]
    assert post.render(["あ\n\n い"], language="ja").decode() == '<pre class="wp-block-verse">あ\r\n\r\n い</pre>'


LINKED = """<!-- wp:cover {"url":"/en/a.jpg"} --><img src="/en/a.jpg"><p>See <a href='/en/b?c=1&amp;d'>b</a>.</p>
<!-- /wp:cover --><a href=/en/e>f</a><!-- wp:html --><a href="/en/g">kept</a><!-- /wp:html -->"""


def test_links_lead_where_the_link_map_says() -> None:
    post = read_post(LINKED.encode(), "a.html", language="en")
    links = {"/en/": "/ja/"}
    rendered = post.render([None] * len(post.segments), language="ja", links=links)
    expected = LINKED.replace("/en/", "/ja/").replace("/ja/g", "/en/g").replace("=/ja/e", '="/ja/e"')
    assert rendered.decode() == expected
    assert post.verify(rendered, links=links) == []
    assert [finding.check for finding in post.verify(rendered)] == ["urls", "urls", "urls", "urls"]


@pytest.mark.parametrize(
    ("source", "rendered"),
    [
        pytest.param("<p>a</p>", "<div>a</div>", id="another tag"),
        pytest.param("<p>a</p>", "<p>a</p><p>b</p>", id="one more block"),
        pytest.param("<p>a</p><p>b</p>", "<p>a</p>", id="one block less"),
        pytest.param('<p class="x">a</p>', '<p class="y">a</p>', id="another class"),
        pytest.param("<p>a <b>c</b></p>", "<p>a c</p>", id="a lost inline tag"),
        pytest.param("<p>a <b>c</b></p>", "<p></b>a<b> c</p>", id="tags the wrong way round"),
        pytest.param("<p><b>a</b> <i>c</i></p>", "<p><b>a <i>c</b></i></p>", id="tags that cross"),
        pytest.param("a b\n\nc [x]d[/x]", "a b\n\nc [/x]d[x]", id="shortcodes the wrong way round"),
        pytest.param("a b\n\n[x]c [y]d[/y][/x]", "a b\n\n[x]c [y]d[/x][/y]", id="shortcodes that cross"),
        pytest.param(
            '<p><a href="/1">a</a> <a href="/2">b</a></p>',
            '<p><a href="/1">a <a href="/2">b</a></a></p>',
            id="a link in a link",
        ),
        pytest.param(
            '<!-- wp:search {"label":"a"} /-->', '<!-- wp:search {"label":"<em>a"} /-->', id="a tag in a label"
        ),
        pytest.param(
            '<!-- wp:search {"label":"a <b>c</b>"} /-->',
            '<!-- wp:search {"label":"a c"} /-->',
            id="a lost tag in a label",
        ),
        pytest.param("<!--more a-->", "<!--more <b>a-->", id="a tag behind more"),
        pytest.param("<p>a <code>b</code></p>", "<p>a <code>c</code></p>", id="other code"),
        pytest.param("<script>a</script>", "<script>b</script>", id="another script"),
        pytest.param("<p>a<br>b</p>", "<p>a b</p>", id="a lost line break"),
        pytest.param("<p>a<!-- b --></p>", "<p>a<!-- c --></p>", id="another comment"),
        pytest.param("a b\n\nc d", "a b c d", id="classic: a lost paragraph"),
        pytest.param("a b\n\n[gallery ids='1']\n\nc", "a b\n\n[gallery ids='2']\n\nc", id="another shortcode"),
        pytest.param("a b\n\nc [x y='1']", "a b\n\nc", id="a lost one"),
        pytest.param("a<!--more b-->c", "abc", id="a lost more"),
        pytest.param('<!-- wp:x {"a":1} --><p>b', '<!-- wp:x {"a":2} --><p>b', id="another attribute of a block"),
        pytest.param("<!-- wp:x --><p>b</p><!-- /wp:x -->", "<!-- wp:x --><p>b</p>", id="a lost end of a block"),
        pytest.param("<!-- wp:html -->a<!-- /wp:html -->", "<!-- wp:html -->b<!-- /wp:html -->", id="a kept block"),
        pytest.param(
            '<!-- wp:more {"customText":"a b"} --><!--more a b--><!-- /wp:more -->',
            '<!-- wp:more {"customText":"あ"} --><!--more い--><!-- /wp:more -->',
            id="the same text twice, translated in two ways",
        ),
    ],
)
def test_a_changed_structure_is_reported(source: str, rendered: str) -> None:
    post = read_post(source.encode(), "a.html", language="en")
    assert post.verify(source.encode()) == []
    assert post.verify(rendered.encode()) != []


def test_two_texts_may_become_one() -> None:
    text = (
        '<!-- wp:search {"label":"Look","buttonText":"Search"} /--><p>Find</p><!-- wp:more {"customText":"More"} /-->'
    )
    post = read_post(text.encode(), "a.html", language="en")
    assert post.verify(post.render(["検索", "検索", "検索", "検索"], language="ja")) == []


def test_tags_that_cross_in_the_source_may_cross() -> None:
    post = read_post(b"<p><b>a <i>c</b> d</i></p>", "a.html", language="en")
    assert post.verify("<p><b>あ <i>い</b> う</i></p>".encode()) == []


def test_a_finding_names_segment_and_line() -> None:
    post = read_post(b"<p>a</p>\n\n<p>b <b>c</b></p>", "a.html", language="en")
    (finding,) = post.verify(b"<p>a</p>\n\n<p>b c</p>")
    assert (finding.check, finding.segment) == ("structure", 1)
    assert "line 3" in finding.message

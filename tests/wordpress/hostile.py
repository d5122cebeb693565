"""Posts in which text stands wherever it can, and translations of it that nobody should write but somebody will."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import strategies as st

from lfnkr_i18n.formats import Post, read_post
from lfnkr_i18n.formats.html.editor import Editor


def _block(name: str, html: str, attributes: str = "") -> str:
    return f"<!-- wp:{name} {attributes}{' ' if attributes else ''}-->\n{html}\n<!-- /wp:{name} -->"


_P = '<a href="/a?b=1&amp;c=2" title="The page">the <em>page</em></a> &amp; <code>x &lt; y</code> now.'
_PICTURE = '<img src="https://example.org/d.jpg" alt="A door" class="wp-image-7"/>'

PIECES = {
    Editor.BLOCK: [
        _block("paragraph", '<p class="x">A word here. Another <strong>bold</strong> one.</p>', '{"align":"left"}'),
        _block("paragraph", f"<p>See {_P}<br>Next line.</p>"),
        _block("paragraph", '<p><a href="/1">Link one</a>, <a href="/2">link two</a>, <b>x <em>y</em></b> end.</p>'),
        _block("paragraph", '<p>Give [mark]today[/mark] with [button_link title="x"]us[/button_link] ok.</p>'),
        _block(
            "paragraph",
            '<p>Note<sup data-fn="5f"><a href="#5f" id="5f-link">1</a></sup> <ruby>漢<rt>kan</rt></ruby></p>',
        ),
        _block("paragraph", "<p>Three {{ page.title }} words.</p>"),
        _block("heading", '<h3 class="wp-block-heading">A <mark style="color:red">heading</mark></h3>', '{"level":3}'),
        _block(
            "list",
            "<ul>" + _block("list-item", "<li>First" + _block("list", "<ul><li>Nested</li></ul>") + "</li>") + "</ul>",
        ),
        _block(
            "table",
            "<figure><table><thead><tr><th>Head cell</th></tr></thead><tbody><tr><td>Body cell<br>"
            'second line</td></tr></tbody></table><figcaption class="x">A caption</figcaption></figure>',
        ),
        _block(
            "image",
            f'<figure class="wp-block-image">{_PICTURE}<figcaption>The <a href="/d">door</a></figcaption></figure>',
            '{"id":7}',
        ),
        _block("image", "<figure class='wp-block-image'><img src=x.png alt='Single quoted' title=Bare></figure>"),
        _block(
            "gallery",
            f"<figure>{_block('image', _PICTURE)}<figcaption>Gallery caption</figcaption></figure>",
        ),
        _block(
            "cover",
            f'<div class="wp-block-cover">{_PICTURE}{_block("paragraph", "<p>On the cover</p>")}</div>',
            '{"alt":"A door"}',
        ),
        _block(
            "button", '<div class="wp-block-button"><a class="wp-block-button__link" href="/g">Give today</a></div>'
        ),
        _block(
            "details",
            f"<details><summary>More info</summary>{_block('paragraph', '<p>Inside.</p>')}</details>",
            '{"summary":"More info"}',
        ),
        _block("more", "<!--more Read the rest-->", '{"customText":"Read the rest"}'),
        _block("nextpage", "<!--nextpage-->"),
        _block("verse", '<pre class="wp-block-verse">Old pond\n  frog leaps</pre>'),
        _block(
            "quote", f"<blockquote>{_block('paragraph', '<p>Quoted words.</p>')}<cite>A citizen</cite></blockquote>"
        ),
        _block(
            "group",
            f'<div aria-label="Aria label">{_block("heading", "<h2>In group</h2>")}</div>',
            '{"ariaLabel":"Aria label"}',
        ),
        _block(
            "file",
            '<div><a href="/f.pdf">Annual report</a><a href="/f.pdf" class="wp-block-file__button">Download</a></div>',
        ),
        _block("freeform", f'<p>Old [caption id="a" width="300"]{_PICTURE} Cap text[/caption]</p>'),
        _block("html", "<div><b>kept"),
        _block("code", '<pre class="wp-block-code"><code>x = "--&gt;"</code></pre>'),
        _block("shortcode", '[gallery ids="1"]'),
        '<!-- wp:search {"label":"Search \\u0026 find","width":1,"placeholder":"Type here","buttonText":"Go"} /-->',
        '<!-- wp:read-more {"content":"Read on","linkTarget":"_self"} /-->',
        '<!-- wp:navigation-link {"label":"Nav label","url":"https://example.org/n?a=1\\u0026b=2"} /-->',
        '<!-- wp:block {"ref":5,"content":{"Head":{"content":"Over \\u003cb\\u003eridden\\u003c/b\\u003e"}}} /-->',
        "<p>A paragraph outside of blocks.</p>",
    ],
    Editor.CLASSIC: [
        "Dear friends, this is a line.\nSecond <strong>bold</strong> line of it.",
        f"See {_P} -- &quot;quoted&quot;.",
        'A <a href="/1">one</a> and <a href="/2">two</a>. Then <em>a <strong>b</strong></em> c.',
        "<!--more Go on reading-->",
        "<!--more-->",
        "<!--nextpage-->",
        "<p>Before<!--more Go on-->after it</p>",
        f'[caption id="a" width="300"]<a href="/d.jpg">{_PICTURE}</a> Packing <em>boxes</em> today[/caption]',
        f'[caption id="b" width="300" caption="It\'s old &amp; gold"]{_PICTURE}[/caption]',
        f'<p>[caption id="c" width="300"]{_PICTURE} Wrapped[/caption]</p>',
        "<h3>A heading</h3>\n<ul>\n \t<li>Books &amp; toys</li>\n \t<li>Coats</li>\n</ul>",
        "<blockquote>I could not believe.\n\nNobody had.</blockquote>",
        '[gallery ids="7,7" columns="2"]',
        "https://video.example.org/watch?v=a1b2",
        '[embed width="500"]https://video.example.org/7[/embed]',
        "<pre>Year   Children</pre>",
        '[button_link url="/donate" title="Give"]Donate [mark]today[/mark][/button_link] and [[escaped]].',
        "<table><tr><td>A cell</td><td><b>Bold</b> cell<br />line</td></tr></table>",
        '<div class="note">\n\nA paragraph in it.\n\n</div>\n&nbsp;\n\nYours,\nThe team',
        '<input type="submit" value="Send it"> <textarea>Area text</textarea>',
        "Three {{ page.title }} words.",
    ],
    Editor.NONE: [
        "<h2>A heading</h2>",
        "<p>Some <b>bold</b> words &amp; more. Second one.</p>",
        "<p>Link <a href='/u' title='Title text'>here</a> ok</p>",
        "<ul><li>One item<li>Two items</ul>",
        "<p>A <img src=a.png alt=Word> picture</p>",
        "<table><tr><td>Cell one<td>Cell two</table>",
        '<div title="Div title">Div text</div>',
        "<textarea>Area</textarea>",
        "<p>Ask <input placeholder='Find <words> here'></p><input placeholder='Find <b>all</b> words'>",
        '<img alt="The <door>">',
        "<details><summary>Sum it</summary><p>Body text</p></details>",
        "<p><button aria-label='Push me'>Press</button></p>",
    ],
}
"""What posts are made of; where the same text stands twice in a block, its translations must be equal, too."""

HEAD = """---
title: A title <em>here</em> & more
excerpt: In short, [mark]this[/mark]. Second one.
footnotes:
- id: 5f
  footnote: See <a href="/f">there</a> &amp; <em>here</em>.
wordpress:
  editor: {editor}
---
"""
"""What an imported post begins with."""

_COMMENTS = ["-->", "<!--", "--!>", "<!-- wp:paragraph -->", "<!-- /wp:paragraph -->", "<!-- /wp:group -->", "/-->"]
_COMMENTS += [
    "<!--more-->",
    "<!--more x-->",
    "<!--nextpage-->",
    "<!--noteaser-->",
    '"} /-->',
    "]]>",
    "<![CDATA[",
    "--",
    "---",
]
_SHORTCODES = [
    "[gallery]",
    "[gallery",
    "[caption]",
    '[caption width="1"]',
    "[/caption]",
    "[mark]",
    "[/mark]",
    "[[mark]]",
]
_SHORTCODES += ["[/button_link]", "[button_link", "[", "]", "]]", "[[", "[1]"]
_TAGS = ["</script>", "<script>alert(1)</script>", "<style>", "<p>", "</p>", "<div>", "</div>", "<br>", "<br/>", "<hr>"]
_TAGS += ["</li><li>", "<td>", "</td>", "</figcaption>", "<img src=x onerror=alert(1)>", "<b>", "</b>", "<i>", "</a>"]
_TAGS += [
    "<a href='javascript:x'>",
    "<strong>",
    "</strong>",
    "<em>",
    "<!doctype html>",
    "<?php ?>",
    "<? x",
    "</",
    "</ x>",
]
_TAGS += [
    "<a",
    '<a href="',
    "<textarea>",
    "</textarea>",
    "</title>",
    "<plaintext>",
    "<svg>",
    "<math>",
    "<xmp>",
    "<x-y>",
]
_TAGS += ["<code>", "</code>", "<pre>", "</pre>", "<ruby>", "<rt>", "<", ">", "/", "/>", "<i\n\nx>"]
_QUOTES = [
    '"',
    "'",
    "\\",
    "\\\\",
    '\\"',
    "\\n",
    "\\0",
    "\\u003c",
    '"}',
    '{"a":1}',
    "$1",
    "%s",
    "''",
    "`",
    "|",
    "=",
    "onclick=",
]
_REFERENCES = ["&", "&lt;", "&lt;b&gt;", "&amp;", "&amp;lt;", "&copy;", "&nbsp;", "&#60;", "&#x3c;p>", "&#0;", "&#x80;"]
_REFERENCES += [
    "&section",
    "&section;",
    "&copy",
    "&copy=",
    "R&Dnot&notin;",
    "&ltb&gt",
    "&#60",
    "&#x3cb>",
    "&amp;section",
    "&;",
]
_CONTROLS = [
    "\x01",
    "\x0b",
    "\x0c",
    "\x1f",
    "\x7f",
    "\x85",
    "\u200b",
    "\u200f",
    "\u202e",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\U0010ffff",
]
_LINES = ["\n", "\n\n", "\r\n", "\r", "\t", "  ", "\nhttps://example.org/x\n", "https://example.org/x"]
_TEMPLATES = ["{{ x }}", "{{ page.title }}", "{{", "}}", "{%", "<%", "%>", "$$", "{:x}"]
_WORDS = ["日本語。", "word", "It's", "a\u0301", "𠮷", "👩‍👧", "* a", "# h", "1. x", "—", "<EMPTY>", "word " * 300]
FRAGMENTS = [*_COMMENTS, *_SHORTCODES, *_TAGS, *_QUOTES, *_REFERENCES, *_CONTROLS, *_LINES, *_TEMPLATES, *_WORDS]

MARKUP = re.compile(r"<code>.*?</code>|<[^>]*>|\[\[\w+\]\]|\[/?[a-z_]+[^\]]*\]|\{\{.*?\}\}", re.DOTALL)
"""Markup of a source segment, as simple as it is in these posts."""


class Case(NamedTuple):
    """A post and what somebody wrote in its catalog."""

    text: str
    editor: Editor
    wanted: dict[str, str]
    """Source text → translation; what is not in it is not translated."""

    @property
    def post(self) -> Post:
        """The post as it is read."""
        return read(self.text)


def read(text: str, language: str = "en") -> Post:
    """Return a post of that text."""
    return read_post(text.encode(), "a.html", language=language)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a post of up to five pieces with translations."""
    editor = draw(st.sampled_from(Editor))
    pieces = draw(st.lists(st.sampled_from(PIECES[editor]), min_size=1, max_size=5))
    head = "" if editor is Editor.NONE else HEAD.format(editor=editor.value)
    text = head + ("\n" if editor is Editor.NONE else "\n\n").join(pieces)
    if draw(st.integers(0, 9)) == 0:
        text = text.replace("\n", "\r\n")
    return Case(text, editor, draw(_translations(read(text))))


@st.composite
def _translations(draw: st.DrawFn, post: Post) -> dict[str, str]:
    """Draw translations of some segments, as a catalog has them: one for each source text.

    Nine in ten have the markup of their source, mostly in its order; two in three begin and end in marks of their own.
    """
    chosen = {segment.source: "" for segment in post.segments if draw(st.integers(0, 2))}
    for number, source in enumerate(chosen):
        own = MARKUP.findall(source)
        order = draw(st.integers(0, 9))
        own = draw(st.permutations(own)) if order == 0 else own[1:] if order == 1 else own
        parts = [part for one in (*own, "") for part in (*draw(st.lists(st.sampled_from(FRAGMENTS), max_size=2)), one)]
        text = "".join(parts)
        chosen[source] = f"{marks(number)[0]} {text} {marks(number)[1]}" if draw(st.integers(0, 2)) else text
    return chosen


def marks(number: int) -> tuple[str, str]:
    """Return what a translation begins and ends in, so that it is found wherever it is shown."""
    return f"始{number}始", f"終{number}終"

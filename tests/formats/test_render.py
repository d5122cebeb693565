"""Translations in the post: what is written, row by row, and that the structure stays."""

from __future__ import annotations

import gc
import tracemalloc

import pytest

from lfnkr_i18n.formats import read_post
from lfnkr_i18n.model import EMPTY


@pytest.mark.parametrize(
    ("source", "translations", "published"),
    [
        pytest.param("Go. Come.\n", ["行く。", "来る。"], "行く。来る。\n", id="no blank between CJK sentences"),
        pytest.param("行く。来る。\n", ["Go.", "Come."], "Go. Come.\n", id="one blank elsewhere"),
        pytest.param(
            "行く。2人だ。\n", ["帰る。", "2 came."], "帰る。2 came.\n", id="the source's between the same characters"
        ),
        pytest.param("Go.\nCome.\n", ["行く。", "来る。"], "行く。来る。\n", id="nor a line's end"),
        pytest.param("Go.\nCome.\n", ["行く。", None], "行く。\nCome.\n", id="a line's end stays elsewhere"),
        pytest.param(
            "Go.  Come. Run.\n", [None, None, "走る。"], "Go.  Come. 走る。\n", id="untouched gaps keep bytes"
        ),
        pytest.param("A  \nB\n", ["あ", "い"], "あ  \nい\n", id="a hard break stays"),
        pytest.param("Go. Come.\n", ["行って来る。", EMPTY], "行って来る。\n", id="two sentences become one"),
        pytest.param(
            "Go. - come.\n", [EMPTY, "- 来る"], "\\- 来る\n", id="the first left out: the next begins the line"
        ),
        pytest.param("Go.\n", [EMPTY], "Go.\n", id="a whole block is not left out"),
        pytest.param("Go.\n", ["  行く。\n"], "行く。\n", id="outer white space is ignored"),
        pytest.param("Go.\n", ["行く\n来る Go\nnow"], "行く来る Go now\n", id="line ends inside"),
        pytest.param("> **a  \n> b**\n", ["**あ  \nい**"], "> **あ  \n> い**\n", id="a hard break keeps the quote"),
        pytest.param("- **a  \n  b**\n", ["**あ\n- い**"], "- **あ  \n  \\- い**\n", id="a break without its markup"),
        pytest.param("[Foo]\n\n[foo]: /x\n", ["[訳][Foo]"], "[訳][Foo]\n\n[foo]: /x\n", id="reference"),
        pytest.param(
            "See [Foo].\n\n[foo]: /x\n", ["[訳]を見る。"], "[訳][Foo]を見る。\n\n[foo]: /x\n", id="label given back"
        ),
        pytest.param("As [sic].\n\n[b]: /x\n", ["[b] だ"], "\\[b] だ\n\n[b]: /x\n", id="no reference by chance"),
        pytest.param("![Foo]\n\n[foo]: /x\n", ["訳"], "![訳][Foo]\n\n[foo]: /x\n", id="alt text of a reference"),
        pytest.param("![Foo][]\n\n[foo]: /x\n", ["訳"], "![訳][Foo]\n\n[foo]: /x\n", id="of a collapsed one"),
        pytest.param('![a](b "c")\n', ["あ]", '"う"'], '![あ\\]](b "\\"う\\"")\n', id="alt text and title"),
        pytest.param(
            "[x]: /y 'title'\n\n[x]\n", ["it's", None], "[x]: /y 'it\\'s'\n\n[x]\n", id="title of a definition"
        ),
        pytest.param(
            "It is **a** b.\n",
            ["これは**「本」**です。"],
            "これは<strong>「本」</strong>です。\n",
            id="stars that would show",
        ),
        pytest.param("It is **a** b.\n", ["これは**本**です。"], "これは**本**です。\n", id="stars that would not"),
        pytest.param("An *a* b.\n", ["ある_本_の。"], "ある<em>本</em>の。\n", id="underlines inside a word"),
        pytest.param("a `b` c\n", ["あ `b` い`"], "あ `b` い\\`\n", id="a lone backtick"),
        pytest.param(
            "a <b>c</b>\n", ["<i>あ</i> <b>い</b>"], "\\<i>あ\\</i> <b>い</b>\n", id="tags the source has not"
        ),
        pytest.param("# A\n", ["あ ##"], "# あ \\##\n", id="end of a heading"),
        pytest.param("# A\n", ["あ {.b}"], "# あ {.b&#125;\n", id="attributes of a heading"),
        pytest.param("a\n", ["あ\\"], "あ\\\\\n", id="a last backslash"),
        pytest.param(
            "|a|b|\n|-|-|\n|c|d|\n", ["あ|", None, "`い|`", None], "|あ\\||b|\n|-|-|\n|`い\\|`|d|\n", id="cells"
        ),
        pytest.param("a {{ x }}\n", ["{{ x }} {{ y }}"], "{{ x }} &#123;{ y }}\n", id="templates the source has not"),
        pytest.param(
            "<p title='a'>b</p>\n", ["it's", "<i>1 < 2"], "<p title='it&#39;s'>&lt;i&gt;1 &lt; 2</p>\n", id="raw HTML"
        ),
        pytest.param(
            "<p>a</p>\n", ["&section"], "<p>&amp;section</p>\n", id="no reference without a semicolon in HTML"
        ),
        pytest.param("a\n", ["&section"], "&section\n", id="which Markdown does not know"),
        pytest.param("<div title=a>\n", ["二 つ"], '<div title="二 つ">\n', id="an attribute without quotes"),
        pytest.param("---\ntitle: A\n---\n", ["a: #b"], "---\ntitle: 'a: #b'\n---\n", id="front matter"),
    ],
)
def test_written(source: str, translations: list[str | None], published: str) -> None:
    post = read_post(source.encode(), "post.md", language="en" if source.isascii() else "ja")
    assert post.render(translations, language="ja").decode() == published


def test_the_line_ends_of_the_post_are_kept() -> None:
    post = read_post(b"> **a\\\r\n> b**\r\n", "post.md", language="en")
    assert post.render(["**c\nd**"], language="ja") == b"> **c\\\r\n> d**\r\n"


@pytest.mark.parametrize("translations", [["a", "b"], []])
def test_as_many_translations_as_segments(translations: list[str]) -> None:
    with pytest.raises(ValueError, match="translations for 1 segments"):
        read_post(b"One\n", "post.md", language="en").render(translations, language="ja")


def test_nul_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        read_post(b"One\n", "post.md", language="en").render(["a\0"], language="ja")


def test_link_targets_change_where_they_are_the_sources() -> None:
    source = b'[a](/en/a) ![b](b.jpg) <a href="/en/c">c</a> [d][d]\n\n[d]: </en/d> "t"\n'
    post = read_post(source, "post.md", language="en")
    texts = ['[あ](/en/other) [い](/en/a) ![う](b.jpg) <a href="/en/c">え</a> [お][d]', None]
    links, targets = {"/en/": "/ja/"}, {"b.jpg": "b ja.jpg"}
    out = post.render(texts, language="ja", links=links, targets=targets)
    assert out.decode() == (
        '[あ](/en/other) [い](/ja/a) ![う](b%20ja.jpg) <a href="/ja/c">え</a> [お][d]\n\n[d]: </ja/d> "t"\n'
    )


def test_also_in_tags_over_several_lines() -> None:
    post = read_post(b'> <a\n>  href="/en/a">x</a>\n> <img src=/en/b>\n', "post.md", language="en")
    out = post.render([None] * len(post.segments), language="ja", links={"/en/": "/ja/"})
    assert out == b'> <a\n>  href="/ja/a">x</a>\n> <img src=/ja/b>\n'
    assert post.verify(out, links={"/en/": "/ja/"}) == []


def test_without_mappings_no_target_changes() -> None:
    post = read_post(b"[a](/en/a)\n", "post.md", language="en")
    assert post.render(["[b](/en/a)"], language="ja") == b"[b](/en/a)\n"


def test_posts_that_were_rendered_leave_little_in_memory() -> None:
    def render(number: int) -> None:
        post = read_post(f"*Word* {number} is [here](/en/{number}).\n".encode(), "post.md", language="en")
        post.render([f"*語*{number}は[ここ](/en/{number})。"], language="ja")

    render(0)
    gc.collect()
    tracemalloc.start()
    for number in range(2000):
        render(number)
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert kept < 700_000

"""A segment as text and codes: what a machine sees of it, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.markup.inline import constructs
from lfnkr_i18n.markup.parts import Parted, parted, written
from lfnkr_i18n.model import Code, CodeKind, Markup, Parts
from tests.timing import within


def shown(parts: Parts) -> str:
    """Return parts as rows show them: `{1}` opens, `{/1}` closes, `{1/}` stands alone."""
    marks = {CodeKind.OPEN: "{%d}", CodeKind.CLOSE: "{/%d}", CodeKind.STANDALONE: "{%d/}"}
    return "".join(part if isinstance(part, str) else marks[part.kind] % part.id for part in parts)


def sides(source: Parted) -> tuple[str, str, str]:
    return source.before, shown(source.parts), source.after


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("Nothing special.", ("", "Nothing special.", ""), id="plain"),
        pytest.param("We *are* [us](/en/ 'home').", ("", "We {1}are{/1} {2}us{/2}.", ""), id="stars and link"),
        pytest.param("**All of it is bold.**", ("**", "All of it is bold.", "**"), id="stars around all"),
        pytest.param("***Both***, then", ("", "{1}Both{/1}, then", ""), id="two that hold the same are one"),
        pytest.param("**[Both](u)** too", ("", "{1}Both{/1} too", ""), id="strong link"),
        pytest.param("Said so.[^1]", ("", "Said so.", "[^1]"), id="footnote at the end stays here"),
        pytest.param("Said[^1] so.", ("", "Said{1/} so.", ""), id="footnote inside"),
        pytest.param("`ls` lists files", ("", "{1/} lists files", ""), id="code is part of its sentence"),
        pytest.param("Ask a@b.org or https://b.org/x.", ("", "Ask {1/} or {2/}.", ""), id="addresses"),
        pytest.param("See <https://b.org/>.", ("", "See {1/}.", ""), id="address in angle brackets"),
        pytest.param("[Foo][Foo] and ~~bar~~", ("", "{1}Foo{/1} and {2}bar{/2}", ""), id="reference"),
        pytest.param("Look: ![a map](m.png) here", ("", "Look: {1}a map{/1} here", ""), id="picture's alt text"),
        pytest.param("Look ![](m.png)", ("", "Look", " ![](m.png)"), id="picture without words"),
        pytest.param("AT&amp;T \\*really\\*", ("", "AT&T *really*", ""), id="escapes are text"),
        pytest.param("by {{ page.author }}, {% x %}", ("", "by {1/}, {2/}", ""), id="template code"),
        pytest.param("{{ a *b* }} and *c*", ("", "{1/} and {2}c{/2}", ""), id="no markup in template code"),
        pytest.param("one  \ntwo\\\nthree", ("", "one{1/}two{2/}three", ""), id="hard breaks"),
        pytest.param("a <b>b</b> <br>c <a id=x></a>", ("", "a {1}b{/1} {2/}c", " <a id=x></a>"), id="tags"),
        pytest.param("<b>never closed", ("<b>", "never closed", ""), id="lone tag"),
        pytest.param("<kbd>Ctrl</kbd> key", ("", "{1/} key", ""), id="code tags"),
        pytest.param('<i translate="no">Ab</i> key', ("", "{1/} key", ""), id="not to be translated"),
        pytest.param("https://b.org/", ("https://b.org/", "", ""), id="nothing to translate"),
        pytest.param("これは**「本」**です", ("", "これは**「本」**です", ""), id="stars that are none"),
    ],
)
def test_markdown(text: str, seen: tuple[str, str, str]) -> None:
    source = parted(text)
    assert sides(source) == seen
    assert written(source, source.parts) in (text, text.replace("&amp;", "&"))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param('See <a href="u"><b>us</b></a> &amp; co', ("", "See {1}us{/1} & co", ""), id="tags and entity"),
        pytest.param("<b>All of it.</b><!-- note -->", ("<b>", "All of it.", "</b><!-- note -->"), id="edges"),
        pytest.param("a*b_c", ("", "a*b_c", ""), id="Markdown's signs are text"),
        pytest.param("<code>x &lt; y</code> is so", ("", "{1/} is so", ""), id="code"),
        pytest.param("by {{ x<b> }} and {% y %}", ("", "by {1/} and {2/}", ""), id="template code"),
        pytest.param('See [map id="3"] or [b]this[/b].', ("", "See {1/} or {2/}this{3/}.", ""), id="shortcodes"),
        pytest.param("He said [sic] yes [1].", ("", "He said [sic] yes [1].", ""), id="brackets in prose"),
    ],
)
def test_html(text: str, seen: tuple[str, str, str]) -> None:
    assert sides(parted(text, markup=Markup.HTML)) == seen


@pytest.mark.parametrize(
    ("source", "answer", "expected"),
    [
        pytest.param("A *b* c", ("「", 1, "ビー", -1, "」"), "「*ビー*」", id="codes as the source has them"),
        pytest.param("A b", ("*強調*",), "\\*強調\\*", id="stars of the machine are text"),
        pytest.param("A b", ("<script>x</script>",), "\\<script>x\\</script>", id="tags of the machine are text"),
        pytest.param("A &amp; b", ("エー&ビー",), "エー&ビー", id="nothing escaped without need"),
        pytest.param("**A b**", ("エー",), "**エー**", id="edges come back"),
    ],
)
def test_the_way_back(source: str, answer: tuple[str | int, ...], expected: str) -> None:
    def code(number: int) -> Code:
        return Code(abs(number), CodeKind.OPEN if number > 0 else CodeKind.CLOSE)

    parts = tuple(part if isinstance(part, str) else code(part) for part in answer)
    assert written(parted(source), parts) == expected


def test_html_of_the_machine_is_text_in_html() -> None:
    source = parted("A <i>b</i>", markup=Markup.HTML)
    parts = ("<script>", Code(1, CodeKind.OPEN), "x & y", Code(1, CodeKind.CLOSE))
    assert written(source, parts) == "&lt;script&gt;<i>x &amp; y</i>"


PIECES = [
    "*",
    "**",
    "_",
    "`",
    "~~",
    "[",
    "](u)",
    "[^1]",
    "![",
    "<b>",
    "</b>",
    "<br>",
    "{{ x }}",
    "{{",
    "}}",
    "&lt;",
    "|",
]
PIECES += [
    "&",
    "\\",
    "a",
    "word ",
    " ",
    "。",
    "語",
    "https://a.b/c",
    "<!-- c -->",
    "  \n",
    "x@y.org",
    "<code>",
    "</code>",
]
MARKED = st.lists(
    st.sampled_from(PIECES),
    max_size=14,
).map(lambda pieces: "".join(pieces).strip())


@given(MARKED)
def test_unchanged_words_are_read_as_they_were(text: str) -> None:
    source = parted(text)
    again = written(source, source.parts)
    assert [c.detail for c in constructs(again)] == [c.detail for c in constructs(text)]
    assert as_written(parted(again)) == as_written(source)


def as_written(source: Parted) -> str:
    return source.before + "".join(p if isinstance(p, str) else p.original for p in source.parts) + source.after


@given(MARKED, st.sampled_from([*Markup]))
def test_stretches_are_nested_and_numbered(text: str, markup: Markup) -> None:
    open_ids: list[int] = []
    begun = 0
    for part in parted(text, markup=markup).parts:
        if isinstance(part, str):
            assert part
        elif part.kind is CodeKind.CLOSE:
            assert open_ids.pop() == part.id
        else:
            begun += 1
            assert part.id == begun
            if part.kind is CodeKind.OPEN:
                open_ids.append(part.id)
    assert not open_ids


@pytest.mark.parametrize("piece", ["*a ", "[", "<b>", "<b>x</b>", "{{ ", "`", "a@", "http://", "**a** "])
def test_long_texts_take_linear_time(piece: str) -> None:
    with within(seconds=5):
        parted(piece * 20_000)

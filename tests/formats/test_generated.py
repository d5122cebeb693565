"""Posts made of every construct inside every other: promises 1 to 3, by our parser and by another one."""

from __future__ import annotations

import re
from itertools import count

import html5lib  # type: ignore[import-untyped]  # has no types
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from lfnkr_i18n.formats import read_post

WORD = re.compile(r"w(\d+)x")
"""A word that people read; in code stands `code`, in addresses `u`."""

PAGE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)

SENTENCES = st.sampled_from(["W", "W W W.", "W W. W W!", "W, W? W."])
OPENINGS = st.sampled_from(
    [("**", "**"), ("*", "*"), ("~~", "~~"), ("<b>", "</b>"), ("[", "](u)"), ("[", '](<u> "W")')]
)
LEAVES = st.sampled_from(
    ["`code`", "<https://u.example/>", "![W W](u)", "<br>", "&amp;", "\\*", "[^n]", "[r]", "[W][r]"]
)


def joined(parts: list[str]) -> str:
    return " ".join(parts)


INLINE = st.recursive(
    st.one_of(SENTENCES, SENTENCES, LEAVES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(joined),
        st.tuples(OPENINGS, SENTENCES).map(lambda made: f"{made[0][0]}{made[1].rstrip('.!')}{made[0][1]}"),
    ),
    max_leaves=6,
)
LINE = INLINE.map(lambda text: f"W {text}")  # begins with a word, so that it is a paragraph
LINES = st.lists(LINE, min_size=1, max_size=3)


def indented(text: str, first: str, further: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(further + line if line else further.rstrip() for line in lines[1:])])


BLOCK = st.recursive(
    st.one_of(
        LINES.map("\n".join),
        LINES.map("  \n".join),
        st.tuples(st.integers(1, 6), LINE).map(lambda made: f"{'#' * made[0]} {made[1]}"),
        LINE.map(lambda text: f"{text}\n==="),
        st.just("```\ncode w\n```"),
        st.just("    code"),
        st.just("***"),
        st.lists(SENTENCES, min_size=2, max_size=2).map(
            lambda cells: f"| {cells[0]} | {cells[1]} |\n|---|:-:|\n| {cells[1]} | `code` |"
        ),
        st.tuples(SENTENCES, SENTENCES).map(
            lambda made: f'<div title="W W">\n<p>{made[0]}</p>\n<img alt="W">\n{made[1]}\n</div>'
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda blocks: indented("\n\n".join(blocks), "> ", "> ")),
        st.lists(inner, min_size=1, max_size=3).map(lambda blocks: indented("\n\n".join(blocks), "- ", "  ")),
        st.lists(inner, min_size=1, max_size=2).map(lambda blocks: indented("\n\n".join(blocks), "1. ", "   ")),
    ),
    max_leaves=5,
)
HEADS = st.sampled_from(["", "---\ntitle: W W\nn: 1\n---\n", "+++\ntitle = 'W'\n+++\n"])
TAIL = '\n\n[r]: u "W W"\n\n[^n]: W W. W.\n'


@st.composite
def posts(draw: st.DrawFn) -> tuple[str, str]:
    """Return front matter and body of a post; every word is another."""
    head, blocks = draw(HEADS), draw(st.lists(BLOCK, min_size=1, max_size=5))
    numbers = count()
    text = re.sub("W", lambda _found: f"w{next(numbers)}x", f"{head}\0" + "\n\n".join(blocks) + TAIL)
    before, _nul, body = text.partition("\0")
    return before, body


OFTEN = settings(max_examples=150, suppress_health_check=list(HealthCheck))


def page(body: str) -> list[object]:
    """Return a page's tags with their attributes, and its text without white space."""
    walker = html5lib.getTreeWalker("etree")(html5lib.parseFragment(PAGE.render(body)))
    found: list[object] = []
    for token in walker:
        if token["type"] in ("Characters", "SpaceCharacters"):
            text = "".join(token["data"].split())
            if text and found and isinstance(found[-1], str):
                found[-1] += text
            elif text:
                found.append(text)
        else:
            found.append((token["type"], token.get("name"), sorted(token.get("data", {}).items())))
    return found


@OFTEN
@given(posts(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
def test_untranslated_it_is_the_same_bytes(made: tuple[str, str], line_end: str, mark: str) -> None:
    data = (mark + "".join(made).replace("\n", line_end)).encode()
    post = read_post(data, "a.md", language="en")
    assert post.render([None] * len(post.segments), language="ja") == data
    assert post.render([segment.source for segment in post.segments], language="ja") == data
    assert post.verify(data) == []


@OFTEN
@given(posts())
def test_every_word_is_in_one_segment(made: tuple[str, str]) -> None:
    text = "".join(made)
    post = read_post(text.encode(), "a.md", language="en")
    found = [word for segment in post.segments for word in WORD.findall(segment.source)]
    assert sorted(found) == sorted(WORD.findall(text))


@OFTEN
@given(posts())
def test_translated_only_the_words_change(made: tuple[str, str]) -> None:
    head, body = made
    post = read_post("".join(made).encode(), "a.md", language="en")
    texts = [WORD.sub(r"訳\1文", segment.source) for segment in post.segments]
    rendered = post.render(texts, language="ja")
    assert post.verify(rendered) == []
    new = rendered.decode()
    new_head = WORD.sub(r"訳\1文", head)
    assert new.startswith(new_head)
    assert str(page(new.removeprefix(new_head))) == WORD.sub(r"訳\1文", str(page(body)))

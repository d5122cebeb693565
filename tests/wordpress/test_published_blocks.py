"""WordPress's own parser sees the same blocks in a published translation as in its source, whatever the words are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.formats import read_post
from lfnkr_i18n.formats.html.delimiters import delimiters
from tests.wordpress import server
from tests.wordpress.server import parse_blocks

POSTS = sorted((Path(__file__).parents[1] / "formats/files/html").glob("*-block-*.html"))
WORDS = [
    "訳",
    'a "b" \\',
    "--> <!-- /wp:paragraph -->",
    "<!-- wp:x -->",
    "} -->",
    "</p>",
    "&amp; & &lt;",
    "a -- b",
    "[gallery]",
]
TEXTS = {"label", "placeholder", "buttonText", "customText", "summary"}
PIECES = [
    "<!-- wp:paragraph -->",
    '<!-- wp:paragraph {"a":{"b":"c"}} -->',
    "<!-- /wp:paragraph -->",
    "<p>word &amp; word</p>",
    '<!-- wp:search {"label":"word \\u0026 x"} /-->',
    '<!-- wp:core/more {"customText":"word"} -->\n<!--more word-->\n<!-- /wp:core/more -->',
    "<!-- wp:html --><b <!-- /wp:html -->",
    "<!--  wp:acme/box\n{} /-->",
    "<!-- wp:a {",
    "<!-- wp:a -- >",
    "<!--wp:paragraph -->",
    "<!-- wp:Upper -->",
    "<!-- /wp:a/b/c -->",
    '<!-- wp:a {"b":"c --> d"} -->',
    '<!-- wp:a {"b":}} -->',
    "word\n\n",
    "<script><!-- wp:a /--></script>",
]

pytestmark = pytest.mark.skipif(not server.parser_installed(), reason=server.MISSING)


def outline(blocks: list[dict[str, Any]]) -> list[object]:
    """Return what of blocks must stay: names, attributes that are not text, blocks inside and where they stand."""
    return [
        (
            block["blockName"],
            {key: value for key, value in (block["attrs"] or {}).items() if key not in TEXTS},
            [content is None for content in block["innerContent"]],
            outline(block["innerBlocks"]),
        )
        for block in blocks
    ]


@pytest.mark.parametrize("words", WORDS[:5])
@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.stem)
def test_the_blocks_of_our_posts(path: Path, words: str) -> None:
    data = path.read_bytes()
    post = read_post(data, path.name, language=path.name[:2])
    rendered = post.render([f"{words}{segment.source}{words}" for segment in post.segments], language="ja")
    assert outline(parse_blocks(rendered.decode())) == outline(parse_blocks(data.decode()))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join), st.sampled_from(WORDS))
def test_the_blocks_of_any_post(text: str, words: str) -> None:
    post = read_post(text.encode(), "a.html", language="en")
    rendered = post.render([words] * len(post.segments), language="ja").decode()
    assert outline(parse_blocks(rendered)) == outline(parse_blocks(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<p>a</p><!-- /wp:a --><!-- wp:b --><p>c</p><!-- /wp:b -->", id="an end without a begin"),
        pytest.param("<!-- wp:a --><!-- /wp:b --><!-- /wp:a --><!-- wp:c /-->", id="an end too many"),
        pytest.param("<!-- /wp:a /--><!-- wp:b /-->", id="an end that is a whole block"),
        pytest.param('<!-- wp:a {"b":1 <!-- wp:c --><p>d</p><!-- /wp:c -->', id="attributes that never end"),
        pytest.param("<!-- wp:html --><!-- /wp:a --><!-- wp:b /-->", id="an end of another name"),
    ],
)
def test_damaged_posts_are_cut_where_wordpress_cuts(text: str) -> None:
    assert block_names(text) == sorted(names(parse_blocks(text)))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_block_comments_are_cut_where_wordpress_cuts(text: str) -> None:
    assert block_names(text) == sorted(names(parse_blocks(text)))


def block_names(text: str) -> list[str]:
    """Return the blocks that we see, sorted: of blocks that never end WordPress gives the last first."""
    return sorted(one.name for one in delimiters(text) if not one.closes)


def names(blocks: list[dict[str, Any]]) -> Any:
    for block in blocks:
        if block["blockName"] is not None:
            yield block["blockName"]
        yield from names(block["innerBlocks"])

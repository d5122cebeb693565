"""For any Markdown and any words: bytes come back, and what is written is found again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.formats import read_post

PIECES = st.one_of(
    st.sampled_from(
        ["Hello. ", "行く。", "é", "*", "**", "_", "~~", "`", "[", "]", "(u)", "![", "\\", "&amp;", "|", "\0"]
    ),
    st.sampled_from(
        ["<b>", "</b>", "<!--", "-->", "<div>", "<pre>", "{{ x }}", "{% raw %}", "{% endraw %}", "::: t\n"]
    ),
    st.sampled_from(["\n", "\r\n", "\r", "  \n", "\n\n", "> ", "- ", "1. ", "# ", "    ", "\t", "\ufeff"]),
    st.sampled_from(["|-|-|\n", "---\n", "```\n", "[a]: /x 't'\n", "[^1]", "[^1]: n\n"]),
)
POSTS = st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=200, deadline=None)
@given(POSTS)
def test_any_post_comes_back_byte_for_byte(text: str) -> None:
    data = text.encode()
    post = read_post(data, "post.md", language="en")
    assert post.render([None] * len(post.segments), language="ja") == data
    assert post.render([segment.source for segment in post.segments], language="ja") == data
    assert post.verify(data) == []


@settings(max_examples=200, deadline=None)
@given(POSTS, POSTS)
def test_any_words_are_written_without_an_error(text: str, words: str) -> None:
    post = read_post(text.encode(), "post.mdx", language="ja")
    words = words.replace("\0", "")
    post.verify(post.render([words] * len(post.segments), language="en"))

"""A post read: title, references, kinds of files, and what is refused."""

from __future__ import annotations

import pytest

from lfnkr_i18n.config import SUFFIXES
from lfnkr_i18n.errors import PostError
from lfnkr_i18n.formats import KINDS, read_post


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("---\ntitle: 'A: b'\n---\n# C\n", "A: b", id="front matter first"),
        pytest.param("Text\n\n## A *b* &amp; `c`\n\n# D\n", "A b & c", id="the first heading as readers see it"),
        pytest.param("# Who? We.\n", "Who? We.", id="of more sentences than one"),
        pytest.param("Text\n", "", id="none"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert read_post(text.encode(), "post.md", language="en").title == title


def test_invalid_utf8_is_refused_with_its_place() -> None:
    with pytest.raises(PostError, match="byte 7") as caught:
        read_post(b"One\r\nTw\xffo", "en/post.md", language="en")
    assert (caught.value.path, caught.value.line) == ("en/post.md", 2)


def test_front_matter_is_plain_values() -> None:
    post = read_post(b"\xef\xbb\xbf---\nlang: ja\nn: 3\n---\nText\n", "post.md", language="en")
    assert (dict(post.front_matter), post.has_front_matter) == ({"lang": "ja", "n": 3}, True)
    assert read_post(b"Text\n", "post.md", language="en").has_front_matter is False


def test_front_matter_keys_are_set_where_there_is_front_matter() -> None:
    post = read_post(b"---\nlang: en\n---\nOne\n", "post.md", language="en")
    out = post.render(["Ichi"], language="ja", front_matter={"lang": "ja"})
    assert out == b"---\nlang: ja\n---\nIchi\n"
    assert post.verify(out, front_matter={"lang": "ja"}) == []
    bare = read_post(b"One\n", "post.md", language="en")
    assert bare.render([None], language="ja", front_matter={"lang": "ja"}) == b"One\n"


def test_references_in_the_order_they_stand() -> None:
    text = (
        "[a](/a 't') ![b](<b c.jpg>) [![d](d.png)](/e(1)) <https://f.example> [g] ![h]\n\n"
        "<img src='i.jpg'> <a href=\"/j?k&amp;l\">m</a>\n\n> [g]: /g\n\n[h]: h.jpg\n"
    )
    post = read_post(text.encode(), "post.md", language="en")
    assert [(reference.kind, reference.target) for reference in post.references] == [
        ("link", "/a"),
        ("image", "b c.jpg"),
        ("image", "d.png"),
        ("link", "/e(1)"),
        ("link", "https://f.example"),
        ("image", "i.jpg"),
        ("link", "/j?k&l"),
        ("link", "/g"),
        ("image", "h.jpg"),
    ]


def test_a_file_without_a_known_suffix_is_markdown() -> None:
    assert set(KINDS) == SUFFIXES
    assert read_post(b"# One\n", "post", language="en").segments[0].kind == "heading 1"

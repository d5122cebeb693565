"""Huge and malformed posts: read, rendered and compared in time linear in their size, without recursion."""

from __future__ import annotations

import time

import pytest

from lfnkr_i18n.formats import read_post

HUGE = {
    "one line of 2 MB": "word " * 400_000,
    "one word of 2 MB": "a" * 2_000_000,
    "300,000 sentences in a paragraph": "We go. " * 300_000,
    "50,000 paragraphs": "Hello there.\n\n" * 50_000,
    "10,000 quotes deep": "> " * 10_000 + "a",
    "10,000 lists deep": "- " * 10_000 + "a",
    "10,000 deep emphasis": "*a" * 10_000 + " x " + "a*" * 10_000,
    "10,000 brackets": "[" * 10_000 + "a" + "]" * 10_000,
    "10,000 pictures in each other": "![" * 10_000 + "a" + "](b)" * 10_000,
    "unclosed tags": "<b>" * 100_000 + " x",
    "unclosed code": "`a" * 200_000,
    "opening braces": "{{" * 300_000,
    "code blocks never closed": "{% raw %}" * 50_000 + " a",
    "a million blanks": "a" + " " * 1_000_000 + "b",
    "soft breaks": "a\n" * 100_000,
    "lone carriage returns": "a\r" * 100_000,
    "hard breaks": "a  \n" * 50_000,
    "a table": "|a|b|\n|-|-|\n" + "|x|y|\n" * 20_000,
    "references": "[a] " * 50_000 + "\n\n[a]: /x\n",
    "definitions": "".join(f'[a{number}]: /x "t{number}"\n' for number in range(10_000)),
    "raw HTML": "<div>\n" + "<p>x\n" * 50_000,
    "an attribute never closed": '<div a="' + "x" * 1_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_seconds_at_most(name: str) -> None:
    data = HUGE[name].encode()
    begin = time.process_time()
    post = read_post(data, "post.md", language="en")
    assert post.render([None] * len(post.segments), language="ja") == data
    post.verify(post.render(["訳" + segment.source[:40] for segment in post.segments], language="ja"))
    assert len(post.references) >= 0
    assert time.process_time() - begin < 20


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["a" + " " * 300_000 + "b", "-" * 300_000 + "x", "[" * 50_000, "*a" * 50_000, "{{" * 50_000]
)
def test_huge_translations_too(text: str) -> None:
    post = read_post(b"Hello **you** [a][b] `c` <b>door</b>. Next one.\n\n[b]: /x\n", "post.md", language="en")
    begin = time.process_time()
    post.verify(post.render([text] + [None] * (len(post.segments) - 1), language="ja"))
    assert time.process_time() - begin < 10

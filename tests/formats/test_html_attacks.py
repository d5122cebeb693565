"""HTML made to take forever: the whole way is linear in the post's size."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lfnkr_i18n.formats import read_post
from tests.timing import cpu, within

SIZES: dict[str, tuple[Callable[[int], str], int]] = {
    "10,000-deep divs": (lambda n: "<div>" * n + "a b" + "</div>" * n, 10_000),
    "deep divs with text": (lambda n: "<div>a b" * n, 20_000),
    "unclosed inline tags": (lambda n: "a <b>" * n, 100_000),
    "unclosed links": (lambda n: "<a href='/u'>a " * n, 20_000),
    "tags that cross": (lambda n: "<b>a<i>" * n + "</b>c</i>" * n, 10_000),
    "left angles": (lambda n: "<" * n + " a", 1_000_000),
    "right angles": (lambda n: "a " + ">" * n, 1_000_000),
    "tags that never end": (lambda n: "<a " * n, 100_000),
    "quotes": (lambda n: "<a b='" * n, 100_000),
    "double quotes": (lambda n: '<a b="c" ' * n + "a", 50_000),
    "ampersands": (lambda n: "a " + "&" * n, 200_000),
    "references": (lambda n: "a " + "&lt;&amp;" * n, 20_000),
    "references that may be tags": (lambda n: "a " + "&lt;b&gt;" * n, 20_000),
    "comments": (lambda n: "a <!--" * n, 100_000),
    "comments in a sentence": (lambda n: "a <!-- b --> " * n, 10_000),
    "unclosed code": (lambda n: "a <code>" * n, 50_000),
    "unclosed code in paragraphs": (lambda n: "<p>a <code>b" * n, 10_000),
    "drawings": (lambda n: "a <svg>" * n, 50_000),
    "scripts": (lambda n: "<script>a<!--" * n, 50_000),
    "blanks": (lambda n: "<p>a" + " " * n + "b", 1_000_000),
    "line ends": (lambda n: "<p>a" + "\n" * n + "b", 1_000_000),
    "classic lines": (lambda n: "<!--more-->" + "a b.\n" * n, 20_000),
    "classic paragraphs": (lambda n: "<!--more-->" + "a b.\n\n" * n, 10_000),
    "classic blanks": (lambda n: "<!--more-->a" + " " * n + "\n \n" + " \n" * n + "b", 300_000),
    "addresses": (lambda n: "<!--more-->" + "https://a.example/b\n" * n, 20_000),
    "brackets": (lambda n: "<!--more-->a" + "[" * n, 500_000),
    "shortcodes": (lambda n: "<!--more-->" + "a [b]c[/b] " * n, 5_000),
    "shortcodes that never end": (lambda n: "<!--more-->" + "[a b='" * n, 50_000),
    "captions": (lambda n: "<!--more-->" + "[caption]" * n + "a", 20_000),
    "mores": (lambda n: "<!--more a" * n, 50_000),
    "begins of blocks": (lambda n: "<!-- wp:a {" * n, 100_000),
    "blocks in blocks": (lambda n: "<!-- wp:a -->a b" * n + "<!-- /wp:a -->" * n, 10_000),
    "blocks that are left alone": (lambda n: "<!-- wp:html -->" * n + "a b", 50_000),
    "deep JSON": (lambda n: '<!-- wp:search {"a":' + "[" * n + "]" * n + "} /-->a b", 100_000),
    "long JSON": (lambda n: '<!-- wp:search {"label":"' + "a b. " * n + '"} /-->', 20_000),
    "many strings": (lambda n: '<!-- wp:search {"x":[' + '"a",' * n + '"b"]} /-->a b', 50_000),
    "many attributes": (lambda n: "<p " + "a=b " * n + ">a b", 50_000),
    "cells": (lambda n: "<table><tr>" + "<td>a b" * n, 20_000),
}


def seconds(text: str) -> float:
    """Return the CPU time of the whole way: read, render unchanged, render translated, verify, targets."""
    data = text.encode()

    def travel() -> None:
        post = read_post(data, "a.html", language="en")
        assert post.render([None] * len(post.segments), language="ja") == data
        post.verify(post.render([f"訳{segment.source}" for segment in post.segments], language="ja"))
        assert post.references is not None

    return cpu(travel)


@pytest.mark.parametrize("name", SIZES)
def test_eight_times_the_post_takes_no_more_than_sixteen_times_as_long(name: str) -> None:
    """A quadratic rule takes sixty-four times; a quarter of a second is forgiven to small sizes."""
    made, size = SIZES[name]
    assert seconds(made(size // 10)) < 16 * seconds(made(size // 80)) + 0.25


@pytest.mark.slow
@pytest.mark.parametrize("name", SIZES)
def test_full_size_ends_in_seconds(name: str) -> None:
    made, size = SIZES[name]
    assert seconds(made(size)) < 60  # on any machine, however busy


@pytest.mark.slow
def test_twenty_megabytes_in_one_line() -> None:
    assert seconds("<p>Word one and two. " + "<b>a</b> &amp; b " * 1_000_000) < 600


@pytest.mark.parametrize("words", ["<b>" * 10_000, "<" * 50_000, "&" * 50_000, "[a b='" * 20_000, "{{" * 10_000])
def test_translations_of_any_size_too(words: str) -> None:
    post = read_post(b"<!--more-->a <b>c</b> [d]e[/d]", "a.html", language="en")
    with within(seconds=10):
        post.verify(post.render([words], language="ja"))

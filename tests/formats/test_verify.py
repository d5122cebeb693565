"""What the comparison of a rendered post with its source reports, and what it lets pass."""

from __future__ import annotations

import pytest

from lfnkr_i18n.formats import read_post

SOURCE = '---\ntitle: A\ndate: 2024-05-01\n---\n# One\n\nWe *go* [there](/en/a "t"). Then `x`.\n\n- a\n- b\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("We *go* [there]", "[あそこ]", id="emphasis lost"),
        pytest.param("[there](/en/a", "[there](/en/b", id="another target"),
        pytest.param(' "t")', ")", id="a title lost"),
        pytest.param("`x`", "`y`", id="other code"),
        pytest.param("# One", "## One", id="another level"),
        pytest.param("- b\n", "", id="an item lost"),
        pytest.param("- b\n", "- b\n- c\n", id="an item more"),
        pytest.param("- a\n", "1. a\n", id="another kind of list"),
        pytest.param("We", "<b>We</b>", id="a tag"),
        pytest.param("We", "{{ we }}", id="a template"),
        pytest.param("2024-05-01", "2024-05-02", id="a front-matter value"),
        pytest.param("date:", "dates:", id="a front-matter key"),
        pytest.param("title: A", "title: [", id="front matter that cannot be read"),
        pytest.param("# One\n", "", id="a heading lost"),
    ],
)
def test_a_changed_structure_is_reported(old: str, new: str) -> None:
    post = read_post(SOURCE.encode(), "post.md", language="en")
    assert old in SOURCE
    assert post.verify(SOURCE.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("", "", id="the source itself"),
        pytest.param("title: A", "title: あ", id="a text of the front matter"),
        pytest.param('We *go* [there](/en/a "t")', '[あそこ](/en/a "え") へ *行く*', id="another order"),
        pytest.param("*go*", "<em>go</em>", id="emphasis as a tag"),
    ],
)
def test_other_words_are_not(old: str, new: str) -> None:
    post = read_post(SOURCE.encode(), "post.md", language="en")
    assert post.verify(SOURCE.replace(old, new, 1).encode()) == []


def test_the_finding_names_segment_and_line() -> None:
    post = read_post(SOURCE.encode(), "post.md", language="en")
    (finding,) = post.verify(SOURCE.replace("*go*", "go").encode())
    assert post.segments[finding.segment or 0].source.startswith("We *go*")
    assert "line 7" in finding.message


def test_targets_are_compared_as_the_link_map_says() -> None:
    post = read_post(SOURCE.encode(), "post.md", language="en")
    moved = SOURCE.replace("/en/a", "/ja/a").encode()
    assert [finding.check for finding in post.verify(moved)] == ["urls"]
    assert post.verify(moved, links={"/en/": "/ja/"}) == []


def test_emphasis_that_the_source_meant_to_have_may_be_there() -> None:
    post = read_post("**嬉しい。**次は走る。\n".encode(), "post.md", language="ja")
    assert post.verify(b"**Happy.** Next we run.\n") == []
    assert post.verify(b"**Happy.** **Next** we run.\n")

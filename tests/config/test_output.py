"""Published paths: filled in from the pattern, safe on every system, one a post."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.config.output import output_pattern
from lfnkr_i18n.errors import PostError


def path(pattern: str, front_matter: Mapping[str, object] = MappingProxyType({}), *, post: str = "2020/letter") -> str:
    found = output_pattern(pattern)
    return found.path(post=post, language="ja", suffix=".md", front_matter=front_matter, shown="source_posts/x.md")


@pytest.mark.parametrize(
    ("pattern", "front_matter", "expected"),
    [
        pytest.param("published/{lang}/{post}{ext}", {}, "published/ja/2020/letter.md", id="the default"),
        pytest.param("content/{post}.{lang}{ext}", {}, "content/2020/letter.ja.md", id="language as suffix"),
        pytest.param("{lang}/{slug}.md", {"slug": "tegami"}, "ja/tegami.md", id="slug"),
        pytest.param("{lang}/{slug}.md", {"slug": 2020}, "ja/2020.md", id="slug that YAML takes for a number"),
        pytest.param("b/{date}-{slug}{ext}", {"slug": "t", "date": date(2020, 9, 24)}, "b/2020-09-24-t.md", id="date"),
        pytest.param(
            "b/{date}-{post}{ext}", {"date": "2020-09-24T08:00:00+09:00"}, "b/2020-09-24-2020/letter.md", id="time"
        ),
    ],
)
def test_a_pattern_is_filled_in(pattern: str, front_matter: dict[str, object], expected: str) -> None:
    assert path(pattern, front_matter) == expected


@pytest.mark.parametrize(
    ("front_matter", "problem"),
    [
        pytest.param({}, "needs `slug`", id="missing"),
        pytest.param({"slug": ""}, "needs `slug`", id="empty"),
        pytest.param({"slug": "../../etc/passwd"}, "`slug` cannot", id="leads out"),
        pytest.param({"slug": ".."}, "`slug` cannot", id="the folder above"),
        pytest.param({"slug": "a/b"}, "`slug` cannot", id="a folder"),
        pytest.param({"slug": "a\\b"}, "`slug` cannot", id="a folder on Windows"),
        pytest.param({"slug": "con"}, "`slug` cannot", id="a device on Windows"),
        pytest.param({"slug": "a\nb"}, "`slug` cannot", id="control character"),
        pytest.param({"slug": ".htaccess"}, "`slug` cannot", id="hidden"),
        pytest.param({"slug": ["a"]}, "`slug` cannot", id="a list"),
        pytest.param({"slug": True}, "`slug` cannot", id="a truth value"),
        pytest.param({"slug": "\ud800"}, "`slug` cannot", id="no text"),
        pytest.param({"slug": "x" * 300}, "`slug` cannot", id="too long for a file"),
    ],
)
def test_a_missing_or_unsafe_value_is_an_error(front_matter: dict[str, object], problem: str) -> None:
    with pytest.raises(PostError, match=problem) as caught:
        path("published/{slug}.md", front_matter)
    assert str(caught.value).startswith("source_posts/x.md: ")


def test_a_date_that_is_none_is_an_error() -> None:
    with pytest.raises(PostError, match="`date` cannot"):
        path("{date}/{post}.md", {"date": "last spring"})


def test_a_name_that_only_the_pattern_makes_unsafe_is_an_error() -> None:
    with pytest.raises(PostError, match="not a safe path"):
        path("published/{post}", post="con")


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        ("../{post}", "must be a path inside the project"),
        ("a/../../{post}", "must be a path inside the project"),
        ("/tmp/{post}", "must be a path inside the project"),
        ("C:/x/{post}", "must be a path inside the project"),
        ("a\\{post}", "must be a path inside the project"),
        ("a//{post}", "must be a path inside the project"),
        ("{post}/", "must be a path inside the project"),
        ("con/{post}", "must be a path inside the project"),
        ("", "must be a path inside the project"),
        ("source_posts/{lang}/{post}{ext}", "must not lie in source_posts"),
        ("Locales/{post}", "must not lie in Locales"),
        (".git/{post}", "must not lie in .git"),
        ("published/{lang}", "needs {post} or {slug}"),
        ("published/{title}", "there is no field {title}; there are {lang}, {post}, {ext}, {slug}, {date}"),
        ("published/{post!r}", "there is no field {post!r}"),
        ("published/{post", "a brace is not closed"),
        ("published/post}", "a brace is not closed"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused(pattern: str, rule: str) -> None:
    with pytest.raises(ValueError, match=re.escape(rule)):
        output_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [("published/{lang}/{post}", "published"), ("{lang}/{post}", ""), ("a/b/x-{post}", "a/b"), ("x-{post}", "")],
)
def test_the_folder_everything_lies_below(pattern: str, folder: str) -> None:
    assert output_pattern(pattern).folder == folder


@given(st.text(max_size=8))
@settings(max_examples=200, deadline=None)
def test_no_slug_leads_out_of_its_folder(slug: str) -> None:
    try:
        found = path("published/{lang}/{slug}{ext}", {"slug": slug})
    except PostError:
        return
    assert found == f"published/ja/{slug}.md"
    assert found.count("/") == 2

"""Errors: one line each, and whole again after a trip to another process."""

from __future__ import annotations

import pickle

import pytest

from lfnkr_i18n.errors import CatalogError, ChangedMeanwhile, FileError, LfnkrError, PostError


@pytest.mark.parametrize("kind", [PostError, CatalogError, FileError, ChangedMeanwhile])
def test_a_placed_error_survives_pickle(kind: type[PostError]) -> None:
    error = pickle.loads(pickle.dumps(kind("an unclosed quote", path="a.po", line=3)))  # noqa: S301 - our own bytes
    assert type(error) is kind
    assert (error.problem, error.path, error.line) == ("an unclosed quote", "a.po", 3)


def test_a_placed_error_says_where_first() -> None:
    assert str(PostError("not UTF-8", path="source_posts/en/a.md", line=7)) == "source_posts/en/a.md:7: not UTF-8"
    assert str(PostError("not UTF-8", path="source_posts/en/a.md")) == "source_posts/en/a.md: not UTF-8"


def test_every_error_is_one_of_ours() -> None:
    assert issubclass(ChangedMeanwhile, FileError)
    assert issubclass(FileError, LfnkrError)

"""Errors: one line each, and whole again after a trip to another process."""

from __future__ import annotations

import pickle

import pytest

from lfnkr_i18n.errors import (
    CatalogError,
    ChangedMeanwhile,
    EngineBusy,
    ExportError,
    LfnkrError,
    NameFound,
    NotSealed,
    PostError,
    UsageError,
)


@pytest.mark.parametrize(
    "error",
    [
        UsageError("no such post: letter"),
        NotSealed({"p2", "p1"}, where="what would be sent"),
        EngineBusy("too many requests", after=2.5),
        CatalogError("an unclosed quote", path="a.po", line=3),
        ChangedMeanwhile("somebody saved it meanwhile", path="a.po"),
        ExportError("the file ends too early", path="news.xml", line=9, column=4),
        NameFound("a listed name stands here: p1", path="a.md", line=2, people=("p1",)),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_survives_the_trip(error: LfnkrError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


@pytest.mark.parametrize(
    ("error", "line", "place"),
    [
        (PostError("not UTF-8", path="en/a.md", line=7), "en/a.md:7: not UTF-8", "en/a.md:7"),
        (PostError("not UTF-8", path="en/a.md"), "en/a.md: not UTF-8", "en/a.md"),
        (ExportError("too early", path="a.xml", line=9, column=4), "a.xml:9:4: too early", "a.xml:9:4"),
        (ExportError("it is empty", path="a.xml"), "a.xml: it is empty", "a.xml"),
        (UsageError("no such post: a"), "no such post: a", ""),
    ],
)
def test_an_error_says_where_first(error: LfnkrError, line: str, place: str) -> None:
    assert (str(error), error.place) == (line, place)


def test_beside_its_path_an_error_does_not_say_it_again() -> None:
    assert PostError("not UTF-8", path="en/a.md").beside("en/a.md") == "not UTF-8"
    assert PostError("not UTF-8", path="en/a.md", line=7).beside("en/a.md") == "en/a.md:7: not UTF-8"
    assert UsageError("no such post").beside("en/a.md") == "no such post"

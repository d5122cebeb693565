"""Messages: English without a catalog, the spoken language where there is one."""

from __future__ import annotations

import pytest

from lfnkr_i18n import messages


@pytest.mark.parametrize(
    ("language", "said", "counted"),
    [
        pytest.param("ja", "ファイルがありません", "記事 {n} 件", id="a language that there is"),
        pytest.param("en", "no such file", "{n} posts", id="the language of the messages"),
        pytest.param("tlh", "no such file", "{n} posts", id="an unknown language is English"),
    ],
)
def test_what_is_said(language: str, said: str, counted: str) -> None:
    messages.use_language("ja")
    messages.use_language(language)
    assert messages.gettext("no such file") == said
    assert messages.ngettext("{n} post", "{n} posts", 2) == counted
    assert messages.spoken_language() == language


def test_what_nobody_translated_is_said_as_it_is() -> None:
    messages.use_language("ja")
    assert messages.gettext("a message nobody wrote") == "a message nobody wrote"
    assert messages.ngettext("one post nobody wrote", "posts nobody wrote", 1) == "one post nobody wrote"

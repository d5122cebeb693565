"""Messages: English without a catalog, the spoken language where there is one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lfnkr_i18n import messages


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    messages.use_language("en")


def test_english_is_the_language_of_the_messages() -> None:
    messages.use_language("en")
    assert messages.gettext("a message nobody wrote") == "a message nobody wrote"
    assert messages.ngettext("one post", "posts", 1) == "one post"


def test_an_unknown_language_is_english() -> None:
    messages.use_language("tlh")
    assert messages.gettext("a message nobody wrote") == "a message nobody wrote"
    assert messages.spoken_language() == "tlh"


def test_the_spoken_language_is_remembered_for_workers() -> None:
    messages.use_language("ja")
    assert messages.spoken_language() == "ja"

"""A front matter that we write: a person reads it easily, and it is read as exactly what it was made of."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.formats import front_matter_and_body, new_front_matter

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
PLAIN = TEXT | st.integers(-(10**9), 10**9) | st.booleans()
VALUE = PLAIN | st.lists(PLAIN, max_size=4) | st.dictionaries(TEXT, PLAIN | st.lists(PLAIN, max_size=3), max_size=3)
KEYS = st.text("abcdefgh_", min_size=1, max_size=8)
NOTES = st.lists(st.dictionaries(KEYS, TEXT, min_size=1, max_size=2), min_size=1, max_size=3)


def read(text: str) -> dict[str, object]:
    return dict(front_matter_and_body(f"{text}\nBody".encode(), path="post.html")[0])


def test_as_a_person_would_write_it() -> None:
    values = {
        "title": "Bread: and salt",
        "date": datetime(2026, 3, 6, 10, tzinfo=timezone(timedelta(hours=9))),
        "tags": ["sea", "a, b", "港"],
        "confidential": True,
        "footnotes": [{"id": "a1", "footnote": "See <em>there</em>."}],
        "wordpress": {"id": 6, "translations": {"en": 6, "ja": 7}},
    }

    assert (
        new_front_matter(values)
        == """\
---
title: 'Bread: and salt'
date: 2026-03-06T10:00:00+09:00
tags: [sea, 'a, b', 港]
confidential: true
footnotes:
  - id: a1
    footnote: See <em>there</em>.
wordpress:
  id: 6
  translations:
    en: 6
    ja: 7
---
"""
    )


@given(st.dictionaries(KEYS, VALUE | NOTES, min_size=1, max_size=5))
def test_read_as_exactly_what_it_was_made_of(values: dict[str, Any]) -> None:
    assert read(new_front_matter(values)) == values


def test_a_value_that_no_front_matter_holds() -> None:
    with pytest.raises(TypeError):
        new_front_matter({"number": 1.5})

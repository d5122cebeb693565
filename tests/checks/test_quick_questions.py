"""What checks ask first, because it is quick, never hides what they would find; and many pairs are checked as one."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n.checks import CHECKS, POST_CHECKS, findings, findings_in, hours, japanese_dates
from lfnkr_i18n.checks.aliases import _MARKED, _MAY_MARK
from lfnkr_i18n.checks.contacts import _MAIL, _may_hold_contacts
from lfnkr_i18n.checks.end_mark import _plainly_stops, same_end_mark
from lfnkr_i18n.checks.english_dates import _HINT, _READERS
from lfnkr_i18n.checks.look_alikes import _LOOK_ALIKES, _SUSPECTS
from lfnkr_i18n.checks.reading import PHONE, holds_any, may_hold_phone
from lfnkr_i18n.checks.stray import _GARBLED, _GARBLED_SUSPECT, _STRAY, _SUSPECT
from lfnkr_i18n.checks.urls import _BARE, _BARE_HINTS
from lfnkr_i18n.model import Pair

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
rows: Any = importlib.import_module("quality_rows")  # the reader of the rows


@cache
def pairs() -> tuple[Pair, ...]:
    """All pairs that the cases hold, good and bad."""
    cases = [row for name in (*CHECKS, *POST_CHECKS) for row in (*rows.planted(name), *rows.right(name))]
    return tuple(row.pair() for row in (*rows.rows(rows.GOOD), *cases))


def texts(pattern: re.Pattern[str]) -> Iterator[str]:
    """The texts in which a pattern finds something; there are some."""
    found = [text for pair in pairs() for text in (pair.source, pair.target) if pattern.search(text)]
    assert found, pattern.pattern
    return iter(found)


@pytest.mark.parametrize(
    ("pattern", "question"),
    [
        pytest.param(PHONE, may_hold_phone, id="telephone numbers"),
        pytest.param(_MAIL, lambda text: "@" in text, id="mail addresses"),
        pytest.param(_MAIL, _may_hold_contacts, id="contacts: mail addresses"),
        pytest.param(PHONE, _may_hold_contacts, id="contacts: telephone numbers"),
        pytest.param(hours._JAPANESE_HINT, lambda text: holds_any(text, hours._JAPANESE_SIGNS), id="Japanese times"),
        pytest.param(japanese_dates._HINT, lambda text: holds_any(text, japanese_dates._SIGNS), id="Japanese dates"),
        pytest.param(_BARE, lambda text: holds_any(text, _BARE_HINTS), id="bare addresses"),
        pytest.param(_STRAY, _SUSPECT.search, id="stray characters"),
        pytest.param(_GARBLED, _GARBLED_SUSPECT.search, id="garbled characters"),
        pytest.param(_MARKED["en"], _MAY_MARK.search, id="names that are marked, in English"),
        pytest.param(_MARKED["ja"], _MAY_MARK.search, id="names that are marked, in Japanese"),
        *(
            pytest.param(pattern, lambda text, hints=hints: holds_any(text, hints), id=f"dates: {' '.join(hints)}")
            for hints, pattern, _read in _READERS
        ),
    ],
)
def test_a_quick_question_is_answered_yes_wherever_something_is_found(
    pattern: re.Pattern[str], question: object
) -> None:
    assert callable(question)
    assert [text for text in texts(pattern) if not question(text)] == []


def test_the_shortest_telephone_number_is_asked_for() -> None:
    assert PHONE.search("+1 234567")
    assert may_hold_phone("+1 234567")
    assert _may_hold_contacts("＋１ ２３４５６７")


def test_every_stray_character_is_suspected() -> None:
    everything = map(chr, range(sys.maxunicode + 1))
    assert [hex(ord(one)) for one in everything if _STRAY.search(one) and not _SUSPECT.search(one)] == []


@pytest.mark.parametrize(("wrong", "right", "pattern"), _LOOK_ALIKES)
def test_a_look_alike_is_found_as_the_character_that_is_asked_for(
    wrong: str, right: str, pattern: re.Pattern[str]
) -> None:
    assert wrong != right
    assert _SUSPECTS.match(wrong)
    every = (match[0] for pair in pairs() for match in pattern.finditer(pair.target))
    assert set(every) <= {wrong}


@pytest.mark.parametrize(
    "text",
    [
        "FY2024",
        "fiscal year 2024",
        "2024 school year",
        "Financial Year 2020",
        "the sixties",
        "'90s",
        "1990’s",
        "Sundays",
    ],
)
def test_dates_of_rare_forms_are_read(text: str) -> None:
    assert _HINT.search(f"In {text}.")
    assert any(holds_any(text, hints) and pattern.search(f"In {text}.") for hints, pattern, _read in _READERS)


def test_nothing_is_found_at_ends_that_plainly_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = [pair for pair in pairs() if {pair.source_language, pair.target_language} == {"en", "ja"}]
    plain = [pair for pair in plain if _plainly_stops(pair, pair.target_language)]
    monkeypatch.setattr("lfnkr_i18n.checks.end_mark._plainly_stops", lambda _pair, _language: False)
    assert len(plain) > 100
    assert [pair for pair in plain if list(same_end_mark(pair))] == []


def test_many_pairs_are_checked_as_one_is() -> None:
    some = pairs()[:500]
    assert findings_in(some) == [findings(pair) for pair in some]
    assert sum(map(bool, findings_in(some))) > 0
    assert findings_in([]) == []

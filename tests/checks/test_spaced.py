"""A house may set a blank beside digits (`spacing = "space"`): values are read as without it."""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n.checks.characters import JAPANESE

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
rows: Any = importlib.import_module("quality_rows")  # the reader of the rows

VALUES = ("numbers", "dates", "times", "money", "units", "stale-edit", "negation", "contacts")
_GAP = re.compile(f"(?<=[{JAPANESE}])(?=[0-9])|(?<=[0-9%])(?=[{JAPANESE}])")


def spaced(text: str) -> str:
    return _GAP.sub(" ", text)


def spaced_rows(found: list[Any]) -> list[tuple[Any, Any]]:
    """The rows in whose Japanese text a blank may come beside digits, without it and with it."""
    side = {"en": "target", "ja": "source"}
    made = [replace(row, **{side[row.language]: spaced(getattr(row, side[row.language]))}) for row in found]
    return [(old, new) for new, old in zip(made, found, strict=True) if new != old]


def said(row: Any) -> set[str]:
    return {finding.check for finding in row.findings() if finding.check in VALUES}


GOOD = spaced_rows([*rows.rows(rows.GOOD), *(row for check in VALUES for row in rows.right(check))])
PLANTED = [(check, row) for check in VALUES for _plain, row in spaced_rows(rows.planted(check))]


def test_there_are_enough_rows_to_tell() -> None:
    assert len(GOOD) >= 250
    assert len(PLANTED) >= 100


@pytest.mark.parametrize(("plain", "row"), GOOD)
def test_good_translations_pass_in_silence(plain: Any, row: Any) -> None:
    """A row that is good for one check may hold what another one reports: that stays as it is."""
    assert said(row) <= said(plain)


@pytest.mark.parametrize(("check", "row"), PLANTED)
def test_planted_mistakes_are_found(check: str, row: Any) -> None:
    assert row.findings(check)

"""The checks of whole posts, on the rows of tests/files/checks: mistakes are found, what is good passes in silence."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n.checks import POST_CHECKS
from lfnkr_i18n.model import Finding

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
rows: Any = importlib.import_module("quality_rows")  # the reader of the rows

PLANTED = [(check, row) for check in POST_CHECKS for row in rows.planted(check)]
GOOD = [(check, row) for check in POST_CHECKS for row in rows.right(check)]


def said(check: str, row: Any) -> list[Finding]:
    return [finding for finding in row.findings(check) if finding.check == check]


@pytest.mark.parametrize(("check", "row"), PLANTED)
def test_planted_mistakes_are_found(check: str, row: Any) -> None:
    texts = [(row.source, row.target), *((source, target) for _kind, source, target in row.options.get("more", ()))]
    found = said(check, row)
    assert found
    for finding in found:
        assert finding.segment is not None
        source, target = texts[finding.segment]
        assert finding.source_span is None or source[finding.source_span.start : finding.source_span.end].strip()
        assert finding.target_span is None or target[finding.target_span.start : finding.target_span.end].strip()


@pytest.mark.parametrize(("check", "row"), GOOD)
def test_good_translations_pass_in_silence(check: str, row: Any) -> None:
    assert said(check, row) == []

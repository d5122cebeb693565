"""The ledger of publications as a run uses it: what it adds leaves little in memory."""

from __future__ import annotations

import gc
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lfnkr_i18n.publishing import records
from lfnkr_i18n.publishing.ledger import Action, Publication
from lfnkr_i18n.publishing.publications import Publications

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def up(number: int) -> Publication:
    digest = f"{number:032}"
    return Publication(
        time=NOON,
        action=Action.PUBLISHED,
        post=f"{number:05}",
        language="ja",
        path=f"published/ja/{number:05}.md",
        source=digest,
        catalog=digest,
        output=digest,
    )


@pytest.mark.parametrize("before", [pytest.param(0, id="no ledger"), pytest.param(1, id="a ledger")])
def test_a_record_takes_a_few_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int) -> None:
    monkeypatch.setattr(records, "HELD", 10_000)

    def opened() -> Publications:
        return Publications(tmp_path / "publications.jsonl", shown="x", cache=tmp_path / ".lfnkr")

    opened().record(*map(up, range(before)))
    known, many = opened(), 1000
    known.record(*map(up, range(1, 50)))
    gc.collect()
    tracemalloc.start()
    for first in range(50, many, 10):
        known.record(*map(up, range(first, first + 10)))
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert kept / many < 60
    live = [known.history.of(f"{number:05}", "ja").live for number in range(1, many)]
    assert live == list(map(up, range(1, many)))
    assert opened().history.of("00077", "ja").records == (up(77),)

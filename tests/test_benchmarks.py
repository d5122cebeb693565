"""The benchmark: its page is what was measured, and every part of it runs."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

sys.path.insert(0, str(ROOT / "benchmarks"))

parts: Any = importlib.import_module("parts")
posts: Any = importlib.import_module("posts")
report: Any = importlib.import_module("report")
results: Any = importlib.import_module("results")


def test_the_page_is_what_was_measured() -> None:
    page = (ROOT / "docs/benchmarks.md").read_text(encoding="utf-8")
    assert page == report.page(results.load()), "run benchmarks/run.py --write"


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    known = results.load()
    results.save(known, tmp_path / "results.json")
    assert results.load(tmp_path / "results.json") == known
    assert (tmp_path / "results.json").read_bytes() == results.KEPT.read_bytes()


def test_what_was_just_measured_is_what_is_kept(tmp_path: Path) -> None:
    """Or the page that is written today is not the one that is made of the file tomorrow."""
    found = results.Results()
    found.add_corpus("en", 100, 1, {("lfnkr", "extract"): posts.Figure(12.49999, 33.04)})
    results.save(found, tmp_path / "results.json")
    assert results.load(tmp_path / "results.json") == found


@pytest.mark.slow
@pytest.mark.parametrize("part", sorted(set(parts.PARTS) - {"checks"}))  # tests/checks/test_quality.py has that
def test_every_part_runs(part: str) -> None:
    """As small as can be; what is measured then says nothing, but that there are figures."""
    found = parts.PARTS[part].rows(quick=True)
    assert found
    assert all(row.work and row.measured for row in found)


@pytest.mark.slow
def test_a_part_is_printed_as_a_page() -> None:
    command: list[str | Path] = [sys.executable, ROOT / "benchmarks/run.py", "--quick", "--only", "names"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600).stdout
    assert "| `names` |" in printed

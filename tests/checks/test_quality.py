"""The figures that the checks promise: what they find of planted mistakes, how rarely they cry wolf."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ENOUGH = 20
"""Planted mistakes that a figure stands on."""


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    program = [sys.executable, str(ROOT / "benchmarks/quality.py"), "--json"]
    run = subprocess.run(program, capture_output=True, text=True, check=True, cwd=ROOT)
    return dict(json.loads(run.stdout))


def test_errors_are_found(figures: dict[str, Any]) -> None:
    shares = {one["check"]: one["share"] for one in figures["recall"] if one["severity"] == "error"}
    assert {check: share for check, share in shares.items() if share < 0.95} == {}


def test_there_are_enough_mistakes_to_tell(figures: dict[str, Any]) -> None:
    planted = {one["check"]: one["by_hand"] + one["mutated"] for one in figures["recall"] if one["severity"]}
    assert {check: count for check, count in planted.items() if count < ENOUGH} == {}


def test_good_translations_pass_in_silence(figures: dict[str, Any]) -> None:
    good = figures["good"]
    assert good["pairs"] >= 200
    assert 100 * good["findings"] / good["pairs"] <= 2
    assert 100 * good["errors"] / good["pairs"] <= 0.2


def test_terms_and_names_are_planted_in_both_directions(figures: dict[str, Any]) -> None:
    wanted = {"glossary", "forbidden-terms", "do-not-translate", "front-matter", "titles", "name-forms"}
    least = {one["check"]: one["mutated_least"] for one in figures["recall"] if one["check"] in wanted}
    assert {check: count for check, count in least.items() if count < ENOUGH} == {}
    assert least.keys() == wanted


def test_right_sentences_about_terms_pass_in_silence(figures: dict[str, Any]) -> None:
    assert figures["right"]["pairs"] >= ENOUGH
    assert figures["right"]["findings"] == 0

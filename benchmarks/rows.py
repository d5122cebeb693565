"""Rows of the table of targets in docs/benchmarks.md: every part of the benchmark prints its own."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

# As on a user's machine: compiled once, at the first run.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured."""

    work: str
    target: str
    """What is asked for; empty: nothing is."""
    measured: str
    kept: bool | None = None
    """Whether the target is kept; None where there is none."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a program took, with all that it started."""

    seconds: float
    """Of CPU, user and system."""
    peak: float
    """MiB of memory that the largest of its processes had at its height."""


def spent(command: Sequence[str | Path], *, folder: Path | None = None, accepted: Sequence[int] = (0,)) -> Spent:
    """Run a program to its end and return what it took; one that ends in another way ends the benchmark."""
    words = [os.fspath(word) for word in command]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(words, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=said) as process,
    ):
        _process, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accepted:
            said.seek(0)
            raise SystemExit(f"{' '.join(words)}: exit {process.returncode}\n{said.read()[-2000:].decode()}")
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def add_option(parser: argparse.ArgumentParser) -> None:
    """Give a part of the benchmark its option `--rows`."""
    parser.add_argument("--rows", action="store_true", help="print JSON, for benchmarks/run.py")


def show(rows: Iterable[Row], *, as_json: bool) -> None:
    """Print rows, for people or for `run.py`."""
    if as_json:
        json.dump([asdict(row) for row in rows], sys.stdout, ensure_ascii=False)
        return
    for row in rows:
        verdict = {None: "", True: "kept", False: "MISSED"}[row.kept]
        print(f"{row.work:70} {row.target:>24} {row.measured:>32} {verdict}")


def at_most(work: str, asked: float, found: float, unit: str, *, digits: int = 1) -> Row:
    """Return a row whose figure may be no more than what is asked."""
    return Row(work, f"≤ {asked:g} {unit}", f"{found:,.{digits}f} {unit}", found <= asked)


def at_least(work: str, asked: float, found: float, unit: str, *, digits: int = 0) -> Row:
    """Return a row whose figure may be no less than what is asked."""
    return Row(work, f"≥ {asked:g} {unit}", f"{found:,.{digits}f} {unit}", found >= asked)

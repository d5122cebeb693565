"""The parts of the benchmark: what each is about, and how it is run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rows import ENVIRONMENT, Row

HERE = Path(__file__).parent
POSTS = "posts"
"""The part that is a table of its own: posts.py."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is a script of its own, and prints rows."""

    about: str
    command: Sequence[str]
    quick: Sequence[str]
    """The same in a minute at most, to see that it works."""

    def rows(self, *, quick: bool) -> list[Row]:
        """Run it and return its rows."""
        script, *words = self.quick if quick else self.command
        done = subprocess.run(
            [sys.executable, HERE / script, *words, "--rows"], env=ENVIRONMENT, stdout=subprocess.PIPE, check=False
        )
        if done.returncode:
            raise SystemExit(f"{script}: exit {done.returncode}")
        return [Row(**row) for row in json.loads(done.stdout)]


PARTS = {
    "startup": Part("how long a command takes to begin", ["startup.py"], ["startup.py"]),
    "memory": Part(
        "similar texts among 100,000 and a million",
        ["memory.py", "--size", "100000", "1000000", "--seed", "20261126"],
        ["memory.py", "--size", "3000", "--queries", "60"],
    ),
    "refresh": Part(
        "the memory of a project brought up to date",
        ["refresh.py"],
        ["refresh.py", "--catalogs", "200", "--entries", "20"],
    ),
    "checks": Part("all checks on 100,000 pairs", ["quality.py"], ["quality.py"]),
    "names": Part("looking for listed names", ["names.py"], ["names.py"]),
    "engines": Part("requests for 1,000 segments", ["engines.py"], ["engines.py"]),
    "catalogs": Part("reading and writing PO files", ["catalogs.py"], ["catalogs.py"]),
    "exports": Part("importing an export of WordPress", ["exports.py"], ["exports.py", "--items", "200"]),
}

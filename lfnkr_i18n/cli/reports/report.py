"""A report: what the checks found in a project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lfnkr_i18n.steps.checking.check import Checked

_PLACE = re.compile(r"(?P<path>[^\n]*?):(?P<line>[0-9]+)(?:: |\Z)")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is reported of a run of the checks."""

    results: tuple[Checked, ...]
    name: str
    """The project's name."""
    now: datetime
    """When the checks ran, with its zone."""

    def count(self, severity: str) -> int:
        """Return how many findings of a severity there are."""
        return sum(placed.finding.severity == severity for result in self.results for placed in result.findings)

    @property
    def dismissed(self) -> int:
        """How many findings people answer for."""
        return sum(len(result.dismissed) for result in self.results)

    @property
    def problems(self) -> Iterator[Problem]:
        """What could not be checked."""
        return (_problem(result) for result in self.results if result.problem is not None)


class Problem(NamedTuple):
    """A file that could not be checked, and why."""

    path: str
    line: int
    """From 1."""
    text: str


def _problem(result: Checked) -> Problem:
    """Return the problem of a result, its place taken out of its path or its words."""
    text, path = result.problem or "", result.path
    for shown in (result.catalog, result.path):
        if shown and text.startswith(f"{shown}:"):
            path, text = shown, text.removeprefix(f"{shown}:").lstrip()
            number, colon, rest = text.partition(": ")
            if colon and number.isdecimal():
                return Problem(path, max(1, int(number)), rest)
    placed = _PLACE.fullmatch(path)
    return Problem(placed["path"], max(1, int(placed["line"])), text) if placed else Problem(path, 1, text)

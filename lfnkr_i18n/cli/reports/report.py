"""A report: what the checks found in a project."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from lfnkr_i18n.steps.checking.checked import Checked
    from lfnkr_i18n.steps.problems import Trouble


class Report(msgspec.Struct, frozen=True):
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
    def problems(self) -> Iterator[Trouble]:
        """What could not be checked."""
        return (result.trouble for result in self.results if result.trouble is not None)

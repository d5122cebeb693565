"""What the checks say of one post in one language, each finding with its place."""

from __future__ import annotations

import msgspec

from lfnkr_i18n.model import Finding, Severity
from lfnkr_i18n.steps.problems import Trouble


class PlacedFinding(msgspec.Struct, frozen=True):
    """A finding, and where a person finds it."""

    path: str
    """The catalog, from the project's folder; the post for what is about a line of the post itself."""
    line: int
    """Line of the entry or the post, from 1; of what is about the whole post 1."""
    finding: Finding
    source: str = ""
    """The entry's text that `finding.source_span` counts in; empty where it is about the whole post."""
    target: str = ""
    """Its translation, of `finding.target_span`."""
    kind: str = ""
    """As `Segment.kind`."""
    by: str = ""
    """Who dismissed it; empty where it stands."""
    reason: str = ""
    """Why it was dismissed."""


class Checked(msgspec.Struct, frozen=True):
    """What the checks say about one post in one language; `problem` says why it could not be checked."""

    post: str
    path: str
    language: str = ""
    """Target language; empty where the post itself could not be read."""
    catalog: str = ""
    findings: tuple[PlacedFinding, ...] = ()
    """In the order of the catalog's lines; those of the post come after them."""
    dismissed: tuple[PlacedFinding, ...] = ()
    """Findings that a person answers for, in a comment of their entry."""
    problem: str | None = None
    trouble: Trouble | None = None
    """The same with its place apart."""
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found."""

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(placed.finding.severity is severity for placed in self.findings)

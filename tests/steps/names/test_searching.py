"""Names looked for in any files: a form that may be somebody else's is not told where the name itself stands."""

from __future__ import annotations

import pytest

from lfnkr_i18n.steps.names.searching import search
from tests.steps.names.conftest import Guarded


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pak Chol-ho wrote.", [(1, "p1", False)]),
        ("C. Pak wrote.", [(1, "p1", True)]),
        ("Pak Chol-ho wrote.\nC. Pak wrote.\nPak Chol-ho.", [(1, "p1", False), (2, "p1", True), (3, "p1", False)]),
    ],
)
def test_what_may_be_somebody_else(guarded: Guarded, text: str, told: list[tuple[int, str, bool]]) -> None:
    project = guarded.project
    file = project.root / "mail.txt"
    file.write_text(text, "utf-8")
    found = search(project, [file]).found
    assert [(one.line, one.person, one.uncertain) for one in found] == told


@pytest.mark.timeout(30)
def test_a_name_in_every_line_takes_time_by_the_line(guarded: Guarded) -> None:
    """Each of 20,000 names was compared with each of as many perhapses: 40 s."""
    project = guarded.project
    file = project.root / "mail.txt"
    file.write_text("Pak Chol-ho and C. Pak wrote.\n" * 20_000, "utf-8")
    assert len(search(project, [file]).found) == 40_000

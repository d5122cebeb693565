"""What a glossary says against itself."""

from __future__ import annotations

import pytest

from lfnkr_i18n.glossary import conflicts, read_table
from lfnkr_i18n.model import Term

HEADER = "en,ja,do-not-translate,forbidden en,forbidden ja,note\n"


def terms(rows: str) -> tuple[Term, ...]:
    data = (HEADER + rows).encode()
    return read_table(data, languages=("en", "ja"), source_language="en", shown="glossary.csv").terms


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("refugee,難民\nrefugee,避難民\n", [(3, "error", "`refugee` stands in line 2")], id="two answers"),
        pytest.param(
            "refugee,難民|避難民\nＲefugee,難民\n", [(3, "error", "`Ｒefugee` stands in line 2")], id="width and case"
        ),
        pytest.param("refugee,難民\nrefugee,難民\n", [(3, "error", "the same as line 2")], id="twice"),
        pytest.param("refugee,難民\ndisplaced person,難民\n", [], id="synonyms"),
        pytest.param("LFNKR,,yes\nLFNKR,基金\n", [(3, "error", "`LFNKR`")], id="kept and translated, in two rows"),
        pytest.param("LFNKR,基金,yes\n", [(2, "error", "translated in the same row")], id="kept and translated"),
        pytest.param("LFNKR,LFNKR,yes\n", [], id="kept, in both columns"),
        pytest.param(",,yes\n", [(2, "error", "names no term")], id="kept, but what"),
        pytest.param(
            "migrant,移民,,,移民\n", [(2, "error", "`移民` is approved and forbidden")], id="approved, forbidden"
        ),
        pytest.param("exile,亡命者\nasylum seeker,庇護希望者,,,亡命者\n", [], id="forbidden for another term"),
        pytest.param("migrant\n", [(2, "warning", "`ja` is empty")], id="no translation"),
        pytest.param("migrant,,,,流れ者\n", [], id="forbids only"),
        pytest.param(",,,,流れ者\n", [], id="forbids, whatever the source says"),
        pytest.param(",,,,,a note\n", [(2, "warning", "names no term")], id="a note alone"),
        pytest.param("refugee,難民、避難民\n", [(2, "warning", "holds `、`")], id="two forms in one"),
    ],
)
def test_conflicts(rows: str, expected: list[tuple[int, str, str]]) -> None:
    found = list(conflicts(terms(rows), ("en", "ja"), "en"))
    assert [(one.line, one.severity) for one in found] == [(line, severity) for line, severity, _ in expected]
    assert all(words in one.message for one, (_, _, words) in zip(found, expected, strict=True))

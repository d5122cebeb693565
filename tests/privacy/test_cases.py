"""Every row of tests/files/privacy: a text, whether a listed name stands in it, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lfnkr_i18n.privacy import Person, Register

FILES = sorted((Path(__file__).parents[1] / "files" / "privacy").glob("*.jsonl"))


def _rows(path: Path) -> tuple[Register, list[dict[str, object]]]:
    first, *rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    listed = first["register"]
    names = {language: tuple(forms) for language, forms in listed["names"].items()}
    person = Person(id=listed["id"], names=names, also=tuple(listed.get("also", ())))
    return Register((person,)), rows


CASES = [
    pytest.param(register, row["text"], row["found"], id=f"{path.stem}: {row['note']}")
    for path in FILES
    for register, rows in [_rows(path)]
    for row in rows
]


@pytest.mark.parametrize(("register", "text", "found"), CASES)
def test_names_are_found_and_words_are_not(register: Register, text: str, found: bool) -> None:
    expected = {register.people[0].id} if found else set()
    assert register.matcher.terms_in(text) == expected


@pytest.mark.parametrize(("register", "text", "found"), CASES)
def test_masking_leaves_nothing_to_be_found(register: Register, text: str, found: bool) -> None:
    masked = register.matcher.masked(text)
    assert not register.matcher.terms_in(masked)
    assert (masked != text) == found

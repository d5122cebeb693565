"""The project's sentence cases, one JSON object a line: id, lang, text, sents, note."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n.segmentation import split_sentences

FOLDER = Path(__file__).parents[1] / "files" / "segmentation"


def rows() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield pytest.param(row["lang"], row["text"], row["sents"], id=f"{row['id']}-{row['note']}")


@pytest.mark.parametrize(("language", "text", "sentences"), list(rows()))
def test_case(language: str, text: str, sentences: list[str]) -> None:
    assert split_sentences(text, language) == sentences

"""How much of what is similar the index finds, counted against a look at every text, on seeds that nobody tuned on."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from lfnkr_i18n.memory.base_file import open_base, write_base
from lfnkr_i18n.memory.signed import SignedTexts

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

memory_texts: Any = importlib.import_module("memory_texts")  # the benchmark's sentences

TEXTS, SEED = 60_000, 4711
LEAST = 70
TOKEN = bytes(16)


def edited_queries(texts: list[str], writer: Any, count: int) -> list[str]:
    """Stored sentences with 3 to 30 % of their words or characters changed, and as many fresh ones."""
    queries = [writer.sentence() for _ in range(count)]
    for number in range(count):
        kind = ("words", "characters", "both")[number % 3]
        text = writer.random.choice(texts)
        queries.append(memory_texts.edited(text, writer, kind=kind, part=writer.random.choice((0.03, 0.1, 0.2, 0.3))))
    return queries


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ja"])
def test_similar_texts_are_found(tmp_path: Path, language: str) -> None:
    texts = list(memory_texts.Writer(language, SEED).sentences(TEXTS))
    with (tmp_path / "x.idx").open("wb") as stream:
        write_base(stream, TOKEN, [texts])
    base = open_base(tmp_path / "x.idx", TOKEN)
    assert base is not None
    index = SignedTexts(base)
    asked, missed = 0, []
    for query in edited_queries(texts, memory_texts.Writer(language, SEED + 1), 150):
        best = process.extractOne(query, texts, scorer=fuzz.ratio, score_cutoff=LEAST)
        if best is None:
            continue
        asked += 1
        found = index.search(query, limit=1, min_score=LEAST)
        if not found or found[0][0] < best[1]:
            missed.append(best[1])
    assert asked > 150
    assert [score for score in missed if score >= 80] == []
    assert len(missed) <= asked // 100

"""Score our sentence boundaries against files of cases.

    python benchmarks/sentences.py [-v] FILE.jsonl...

A case is a JSON object a line: `lang`, `text`, `sents` (the sentences), and `id`.

exact      cases of which every sentence is right
P, R, F1   precision and recall of the boundaries inside a text, each the number of characters before it that are not
           white space, so that blanks never matter

-v shows each case that is wrong.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lfnkr_i18n import split_sentences


@dataclass(frozen=True, slots=True)
class Case:
    """A text and its sentences, written out by hand."""

    name: str
    language: str
    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries found and expected, over all cases of a file."""

    cases: int
    exact: int
    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Share of the boundaries found that are right, 0.0 to 1.0; 1.0 when none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the boundaries expected that were found, 0.0 to 1.0; 1.0 when none was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else 1.0


def cases_in(path: Path) -> list[Case]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Case(str(row["id"]), row["lang"], row["text"], tuple(row["sents"])) for row in rows]


def boundaries(sentences: Iterable[str]) -> set[int]:
    """Return the boundaries between sentences, the end of the text left out."""
    ends: list[int] = []
    for sentence in sentences:
        ends.append((ends[-1] if ends else 0) + len("".join(sentence.split())))
    return set(ends[:-1])


def score(cases: Sequence[Case], answers: Sequence[list[str]]) -> Score:
    pairs = [(boundaries(case.sentences), boundaries(answer)) for case, answer in zip(cases, answers, strict=True)]
    return Score(
        cases=len(cases),
        exact=sum(list(case.sentences) == answer for case, answer in zip(cases, answers, strict=True)),
        right=sum(len(expected & found) for expected, found in pairs),
        found=sum(len(found) for _, found in pairs),
        expected=sum(len(expected) for expected, _ in pairs),
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    options.add_argument("-v", "--verbose", action="store_true", help="show each case that is wrong")
    chosen = options.parse_args()
    split_sentences("Load. The rules.", "en")
    print("cases | number | exact % | P | R | F1 | characters/s")
    print("---|---:|---:|---:|---:|---:|---:")
    for path in chosen.files:
        cases = cases_in(path)
        began = time.perf_counter()
        answers = [split_sentences(case.text, case.language) for case in cases]
        speed = sum(len(case.text) for case in cases) / (time.perf_counter() - began)
        total = score(cases, answers)
        shares = f"{total.precision:.4f} | {total.recall:.4f} | {total.f1:.4f}"
        print(f"{path.stem} | {total.cases} | {100 * total.exact / total.cases:.1f} | {shares} | {speed:,.0f}")
        for case, answer in zip(cases, answers, strict=True):
            if chosen.verbose and answer != list(case.sentences):
                print(f"  {case.name}\n    expected {' | '.join(case.sentences)}\n    found    {' | '.join(answer)}")


if __name__ == "__main__":
    main()

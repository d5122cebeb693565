"""What was measured, kept beside the program, so that a part can be measured again without the others."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from posts import Figure, Job
from rows import Row

KEPT = Path(__file__).with_name("results.json")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was measured on one corpus."""

    language: str
    posts: int
    rounds: int
    day: str
    figures: Mapping[Job, Figure]


@dataclass(frozen=True, slots=True)
class Measured:
    """The rows of one part."""

    day: str
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Results:
    """All that is known; `machine` is the one that measured last."""

    machine: str = ""
    peers: dict[str, str] = field(default_factory=dict)
    """Names and versions."""
    corpora: dict[tuple[str, int], Corpus] = field(default_factory=dict)
    parts: dict[str, Measured] = field(default_factory=dict)

    def add_corpus(self, language: str, posts: int, rounds: int, figures: Mapping[Job, Figure]) -> None:
        """Keep what was measured on a corpus today, rounded, in the place of what is known of it."""
        self.machine = machine()
        kept = {job: Figure(round(one.milliseconds, 4), round(one.peak, 1)) for job, one in figures.items()}
        self.corpora[language, posts] = Corpus(language, posts, rounds, today(), kept)

    def add_part(self, name: str, rows: Iterable[Row]) -> None:
        """Keep the rows of a part."""
        self.machine = machine()
        self.parts[name] = Measured(today(), tuple(rows))


def load(path: Path = KEPT) -> Results:
    """Return what is kept; nothing where no file is."""
    if not path.exists():
        return Results()
    known = json.loads(path.read_text(encoding="utf-8"))
    corpora = [_corpus(**one) for one in known["corpora"]]
    parts = {
        name: Measured(one["day"], tuple(Row(**row) for row in one["rows"])) for name, one in known["parts"].items()
    }
    return Results(known["machine"], known["peers"], {(one.language, one.posts): one for one in corpora}, parts)


def _corpus(figures: Iterable[tuple[str, str, float, float]], **rest: Any) -> Corpus:
    return Corpus(**rest, figures={(program, work): Figure(*found) for program, work, *found in figures})


def save(results: Results, path: Path = KEPT) -> None:
    """Keep results."""
    corpora = [
        {
            "language": one.language,
            "posts": one.posts,
            "rounds": one.rounds,
            "day": one.day,
            "figures": [[*job, *found] for job, found in one.figures.items()],
        }
        for _key, one in sorted(results.corpora.items())
    ]
    parts = {name: asdict(part) for name, part in sorted(results.parts.items())}
    known = {"machine": results.machine, "peers": results.peers, "corpora": corpora, "parts": parts}
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def machine() -> str:
    """Return the machine in a few words."""
    return f"{os.cpu_count()} cores, {_cpu()}, {platform.system()}, Python {platform.python_version()}"


def _cpu() -> str:
    """Return the processor's model, as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()

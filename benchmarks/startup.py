"""How long the program takes to start, as ratios to `python -c "import typer"` in the same run.

`python benchmarks/startup.py [FOLDER]` (a project; default: this repository): CPU, children included, medians of
REPEATS interleaved runs, after one that compiles.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from rows import Row, add_option, show, spent

REPEATS = 15
PROGRAM = [sys.executable, "-m", "lfnkr_i18n"]
BASE = [sys.executable, "-c", "import typer"]
LINES: dict[str, tuple[list[str], float | None]] = {
    "`lfnkr --help`": ([*PROGRAM, "--help"], 2.5),
    "`lfnkr --help`, in Japanese": ([*PROGRAM, "--help", "--ui-language", "ja"], 2.5),
    # refused when its options are read
    "start of a command": ([*PROGRAM, "extract", "--jobs", "none"], 1.5),
    "`lfnkr extract` of this repository, nothing changed": ([*PROGRAM, "extract", "--dry-run"], None),
    "`lfnkr check` of this repository, nothing changed": ([*PROGRAM, "check"], None),
    "`lfnkr status` of this repository, nothing changed": ([*PROGRAM, "status"], None),
}
"""What is started → how, and how many times `import typer` it may take."""
ACCEPTED = range(5)


def rows(folder: Path) -> Iterator[Row]:
    """Yield what each start takes."""
    commands = {"": BASE, **{name: command for name, (command, _most) in LINES.items()}}
    for command in commands.values():
        spent(command, folder=folder, accepted=ACCEPTED)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _repeat in range(REPEATS):
        for name, command in commands.items():
            taken[name].append(spent(command, folder=folder, accepted=ACCEPTED).seconds)
    base = statistics.median(taken[""])
    for name, (_command, most) in LINES.items():
        seconds = statistics.median(taken[name])
        target = "" if most is None else f"≤ {most} × `import typer`"
        kept = None if most is None else seconds <= most * base
        yield Row(name, target, f"{seconds / base:.2f} × ({seconds * 1000:.0f} ms)", kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1])
    add_option(parser)
    options = parser.parse_args()
    show(rows(options.folder), as_json=options.rows)


if __name__ == "__main__":
    main()

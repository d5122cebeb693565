"""How long the program takes to start, as ratios to `python -c "import typer"` in the same run.

`python benchmarks/startup.py [FOLDER]` (a project; default: this repository) prints a table of CPU seconds, children
included, medians of REPEATS interleaved runs, after one that compiles. Targets: `--help` within 2.5, a command's own
start within 1.5.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

REPEATS = 15
PROGRAM = [sys.executable, "-m", "lfnkr_i18n"]
LINES = {
    "python -c 'import typer'": [sys.executable, "-c", "import typer"],
    "lfnkr --help": [*PROGRAM, "--help"],
    "lfnkr --help, in Japanese": [*PROGRAM, "--help", "--ui-language", "ja"],
    "a command's own start": [*PROGRAM, "extract", "--jobs", "none"],  # refused when its options are read
    "lfnkr extract": [*PROGRAM, "extract", "--dry-run"],
    "lfnkr check": [*PROGRAM, "check"],
    "lfnkr status": [*PROGRAM, "status"],
}


# As on a user's machine: compiled once, at the first run.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str], folder: Path) -> float:
    """Return the CPU seconds that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    taken: dict[str, list[float]] = {name: [] for name in LINES}
    for command in LINES.values():
        seconds(command, folder)
    for _repeat in range(REPEATS):
        for name, command in LINES.items():
            taken[name].append(seconds(command, folder))
    base = statistics.median(taken["python -c 'import typer'"])
    print(f"{'':28}{'CPU ms':>8}{'ratio':>8}")
    for name, values in taken.items():
        print(f"{name:28}{statistics.median(values) * 1000:8.0f}{statistics.median(values) / base:8.2f}")


if __name__ == "__main__":
    main()

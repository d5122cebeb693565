"""How long the program takes to start, as ratios to `python -c "import typer"` in the same run.

`python benchmarks/startup.py [FOLDER]` (a project; default: this repository): CPU, children included, medians of
REPEATS interleaved runs, after one that compiles. A command's own start is what it takes in a project without posts:
what a user pays before the work begins.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rows import Row, add_option, show, spent

REPEATS = 15
PROGRAM = [sys.executable, "-m", "lfnkr_i18n"]
BASE = [sys.executable, "-c", "import typer"]


class Line(NamedTuple):
    """What is started."""

    name: str
    words: list[str]
    most: float | None = None
    """How many times `import typer` it may take."""
    empty: bool = False
    """Whether in a project without posts."""


STARTS = {
    "init": "new -n",
    "import": "export.xml --language en",
    "run": "",
    "extract": "",
    "draft": "",
    "status": "",
    "status --json": "",
    "status --markdown": "",
    "check": "",
    "check --list": "",
    "check --fix": "",
    "diff": "letter -l ja",
    "sign-off": "letter -l ja --by aya",
    "publish": "",
    "unpublish": "letter -l ja --by aya --reason why",
    "memory search": "hello -l ja",
    "memory import": "memory.tmx -n",
    "memory export": "exported.tmx",
    "memory stats": "",
    "memory stats --engines": "",
    "glossary list": "",
    "glossary check": "",
    "glossary import": "terms.csv -n",
    "glossary export": "exported.csv -n",
    "engines list --json": "",
    "engines test": "pseudo",
    "names list": "",
    "names add": "--file people.toml",
    "names test": "export.xml",
    "names fix": "",
    "names purge": "p1",
    "names audit": "",
}
"""Commands whose own start is measured: what is typed, and behind it what the command asks for."""

NOTHING = {
    "lfnkr.toml": "",
    "export.xml": '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version></channel></rss>',
    "memory.tmx": '<tmx version="1.4"><header srclang="en"/><body/></tmx>',
    "terms.csv": "en,ja\n",
    "people.toml": "",
}
"""The files of a project without posts, and those that commands are given: there is nothing in them."""

LINES = (
    Line("`lfnkr --help`", ["--help"], 2.5),
    Line("`lfnkr --help`, in Japanese", ["--help", "--ui-language", "ja"], 2.5),
    *(
        Line(f"start of `lfnkr {command}`", [*command.split(), *given.split()], 1.5, empty=True)
        for command, given in STARTS.items()
    ),
    Line("`lfnkr engines list`, its table drawn by Rich", ["engines", "list"], empty=True),
    Line("`lfnkr doctor`, of every library its version", ["doctor"], empty=True),
    Line("an option refused", ["extract", "--jobs", "none"]),
    Line("`lfnkr extract` of this repository, nothing changed", ["extract"]),
    Line("`lfnkr check` of this repository, nothing changed", ["check"]),
    Line("`lfnkr status` of this repository, nothing changed", ["status"]),
)
ACCEPTED = range(5)


def begin(folder: Path) -> None:
    """Make a folder the project in which own starts are measured."""
    for name, text in NOTHING.items():
        (folder / name).write_text(text, encoding="utf-8")


def rows(folder: Path) -> Iterator[Row]:
    """Yield what each start takes."""
    with tempfile.TemporaryDirectory() as empty:
        begin(Path(empty))
        runs = [(BASE, folder), *(([*PROGRAM, *line.words], Path(empty) if line.empty else folder) for line in LINES)]
        for command, place in runs:
            spent(command, folder=place, accepted=ACCEPTED)
        rounds = [
            [spent(command, folder=place, accepted=ACCEPTED).seconds for command, place in runs]
            for _repeat in range(REPEATS)
        ]
    base, *taken = (statistics.median(times) for times in zip(*rounds, strict=True))
    for line, seconds in zip(LINES, taken, strict=True):
        target = "" if line.most is None else f"≤ {line.most} × `import typer`"
        kept = None if line.most is None else seconds <= line.most * base
        yield Row(line.name, target, f"{seconds / base:.2f} × ({seconds * 1000:.0f} ms)", kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1])
    add_option(parser)
    options = parser.parse_args()
    show(rows(options.folder), as_json=options.rows)


if __name__ == "__main__":
    main()

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
from collections.abc import Iterator, Mapping
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
    files: Mapping[str, str] | None = None
    """What stands in the project in which it is started; None: this repository."""


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

ONE_POST = {
    "lfnkr.toml": '[privacy]\nnames = "none"\nnames_waived_by = "the board, 2024-05-01"\n',
    "source_posts/en/letter.md": "---\ntitle: A letter\n---\n\nWe met 12 families. They told us their stories.\n",
    "locales/ja/LC_MESSAGES/letter.po": """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "title"
msgid "A letter"
msgstr "手紙"

msgid "We met 12 families."
msgstr "12家族に会いました。"

msgid "They told us their stories."
msgstr "話をしてくれました。"
""",
}
"""A project with a post that is ready to be published. With `-n` nothing becomes known of it."""

LINES = (
    Line("`lfnkr --help`", ["--help"], 2.5),
    Line("`lfnkr --help`, in Japanese", ["--help", "--ui-language", "ja"], 2.5),
    *(
        Line(f"start of `lfnkr {command}`", [*command.split(), *given.split()], 1.5, NOTHING)
        for command, given in STARTS.items()
    ),
    Line("`lfnkr engines list`, its table drawn by Rich", ["engines", "list"], files=NOTHING),
    Line("`lfnkr doctor`, of every library its version", ["doctor"], files=NOTHING),
    Line("an option refused", ["extract", "--jobs", "none"]),
    Line("`lfnkr extract -n` of one post that nothing is known of", ["extract", "-n"], files=ONE_POST),
    Line("`lfnkr publish -n` of one post that nothing is known of", ["publish", "-n"], files=ONE_POST),
    Line("`lfnkr extract` of this repository, nothing changed", ["extract"]),
    Line("`lfnkr check` of this repository, nothing changed", ["check"]),
    Line("`lfnkr status` of this repository, nothing changed", ["status"]),
)
ACCEPTED = range(5)


def begin(folder: Path, files: Mapping[str, str] = NOTHING) -> Path:
    """Make a folder the project in which something is started, and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def rows(folder: Path) -> Iterator[Row]:
    """Yield what each start takes."""
    with tempfile.TemporaryDirectory() as temporary:
        empty, one = begin(Path(temporary, "empty")), begin(Path(temporary, "one"), ONE_POST)
        places = [folder if line.files is None else one if line.files is ONE_POST else empty for line in LINES]
        runs = [(BASE, folder), *(([*PROGRAM, *line.words], place) for line, place in zip(LINES, places, strict=True))]
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

"""How long it takes to import an export file of WordPress, and how much memory, for files of two sizes.

`python benchmarks/exports.py [--items 20000]` writes invented exports of 10 kB an item and imports them into new
projects. A file ten times the size may take ten times as long, and hardly more memory.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus import post
from rows import Row, add_option, show, spent

sys.path.insert(0, str(Path(__file__).parents[1]))  # the export files of the tests

from tests.wordpress.exports import HEAD, TAIL, item

_SIZE = 10_000


def write_export(path: Path, items: int) -> None:
    """Write an export file of so many posts."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        for number in range(items):
            text = post(number, "en").split("---\n", 2)[2]
            paragraphs = "\n\n".join((text * (_SIZE // len(text) + 1))[:_SIZE].split("\n\n"))
            stream.write(item(number + 1, title=f"Post {number}", content=paragraphs))
        stream.write(TAIL)


def rows(folder: Path, items: int) -> Iterator[Row]:
    """Yield what imports of a tenth of the items and of all of them take."""
    peaks = []
    for several in (items // 10, items):
        file = folder / f"{several}.xml"
        write_export(file, several)
        project = folder / f"project-{several}"
        project.mkdir()
        (project / "lfnkr.toml").touch()
        took = spent([sys.executable, "-m", "lfnkr_i18n", "-q", "import", file], folder=project)
        found = sum(1 for _path in (project / "source_posts").rglob("*.html"))
        if found != several:
            raise SystemExit(f"{found} posts of {several} imported")
        peaks.append(took.peak)
        size = file.stat().st_size / 1e6
        said = f"{took.seconds:.1f} s, {1000 * took.seconds / several:.2f} ms a post, {took.peak:.0f} MiB"
        yield Row(f"import of {several:,} posts of WordPress, {size:.0f} MB", "", said)
    more = (peaks[1] - peaks[0]) * 1024 / (items - items // 10)
    yield Row("import: memory, for each post more", "", f"{more:.1f} KiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=20_000)
    add_option(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        show(list(rows(Path(folder), options.items)), as_json=options.rows)


if __name__ == "__main__":
    main()

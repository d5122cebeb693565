"""Measure reading and writing PO files against polib, in one run.

    python benchmarks/catalogs.py [FILE.po...]

Without files, a made-up catalog of 10,000 entries in our own layout. CPU milliseconds, the best of five; polib writes
without wrapping, which is its faster way. Files that polib cannot read are left out and counted.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polib
from rows import Row, add_option, show

from lfnkr_i18n.catalog import Catalog, parse, serialize, set_draft
from lfnkr_i18n.errors import CatalogError

_WORDS = (
    *("the", "of", "family", "embassy", "letter", "report", "visit", "camp", "hope"),
    *("school", "year", "we", "they", "child", "north", "river", "border"),
)
_ENTRIES = 10_000
_ROUNDS = 5


def invented() -> Catalog:
    """Return a catalog of reviewed entries and drafts, the same every time."""
    choose = random.Random(1)
    catalog = Catalog()
    for number in range(_ENTRIES):
        source = f"{number} " + " ".join(choose.choices(_WORDS, k=choose.randint(4, 25)))
        entry = polib.POEntry(msgid=source, comment="paragraph", occurrences=[("source_posts/en/2020/letter.md", "")])
        text = "これは翻訳です。" * choose.randint(1, 6)
        if number % 3 == 0:
            set_draft(entry, text, "memory 87%")
        else:
            entry.msgstr = text + ('「"引用"」' if number % 5 == 0 else "")
        list.append(catalog, entry)
    return catalog


def milliseconds(work: Callable[[], object]) -> float:
    """Return the CPU time of the fastest of several rounds."""
    found = []
    for _round in range(_ROUNDS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found) * 1000


def measure(files: Sequence[Path]) -> Iterator[Row]:
    """Yield what reading and writing some files takes."""
    ours_read = ours_write = polib_read = polib_write = 0.0
    entries = left_out = 0
    for path in files:
        data, name = path.read_bytes(), str(path)
        try:
            catalog = parse(data, name)
            encoding = polib.detect_encoding(name)
            theirs = polib.pofile(name, encoding=encoding, wrapwidth=0)
        except (CatalogError, OSError, ValueError, LookupError):
            left_out += 1
            continue
        entries += len(catalog)
        ours_read += milliseconds(lambda: parse(data, name))  # noqa: B023 - called at once
        ours_write += milliseconds(lambda: serialize(catalog))  # noqa: B023 - called at once
        polib_read += milliseconds(lambda: polib.pofile(name, encoding=encoding, wrapwidth=0))  # noqa: B023
        polib_write += milliseconds(lambda: str(theirs))  # noqa: B023 - called at once
    left = f", {left_out} files left out" if left_out else ""
    for verb, ours, other in (("reading", ours_read, polib_read), ("writing", ours_write, polib_write)):
        said = f"{ours:.0f} ms; polib {other / ours:.1f} ×" if ours else "-"
        yield Row(f"PO files: {verb} {entries:,} entries{left}", "", said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.po")
    add_option(parser)
    options = parser.parse_args()
    if options.files:
        show(list(measure(options.files)), as_json=options.rows)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invented.po"
        path.write_bytes(serialize(invented()))
        show(list(measure([path])), as_json=options.rows)


if __name__ == "__main__":
    main()

"""How long it takes to bring the memory of a project up to date: at first, with nothing and with a part changed.

`python benchmarks/refresh.py [--catalogs N] [--entries N]` makes a project of N catalogs of reviewed entries. Beside it
the floor: looking at every file once. Figures are of CPU.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from memory_texts import Writer
from rows import Row, add_option, show

from lfnkr_i18n.steps.memory.opening import open_memory

CHANGED = 0.01
SEED = 20261126


def catalog(number: int, texts: Iterator[str], entries: int) -> str:
    """Return a PO file of reviewed entries."""
    pairs = (f'msgid "{text} {number}"\nmsgstr "{number}の訳{place}。"\n' for place, text in enumerate(texts))
    return 'msgid ""\nmsgstr "X-Source-Language: en\\n"\n\n' + "\n".join(islice(pairs, entries))


def rows(folder: Path, catalogs: int, entries: int) -> Iterator[Row]:
    """Yield what each refresh takes."""
    (folder / "lfnkr.toml").touch()
    sentences = iter(Writer("en", SEED).sentence, None)
    paths = [folder / f"locales/ja/LC_MESSAGES/{number // 100}/{number}.po" for number in range(catalogs)]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(catalog(number, sentences, entries), encoding="utf-8")
        os.utime(path, (1, 1))  # old enough for its time to be trusted

    def opened() -> None:
        with open_memory(folder):
            pass

    def looked_at() -> None:
        for path in paths:
            path.stat()

    name = f"memory of {catalogs:,} catalogs, {catalogs * entries:,} pairs: "
    first, floor = busy(opened), busy(looked_at)
    yield Row(f"{name}first filling", "", f"{first:.1f} s")
    again = busy(opened)
    yield Row(f"{name}nothing changed", "", f"{again:.2f} s, {again / floor:.0f} × a look at every file")
    several = max(1, round(catalogs * CHANGED))
    for number in range(several):
        paths[number].write_text(catalog(-number - 1, sentences, entries), encoding="utf-8")
    changed = busy(opened)
    part = (changed - again) / first
    yield Row(
        f"{name}1 % changed", "≤ 3 % of the first", f"{changed:.2f} s, {part:.1%} of the first more", part <= 0.03
    )


def busy(work: Callable[[], None]) -> float:
    """Return the seconds of CPU that something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogs", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=100)
    add_option(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        show(list(rows(Path(folder), options.catalogs, options.entries)), as_json=options.rows)


if __name__ == "__main__":
    main()

"""How fast and how completely the memory finds similar texts, against a look at every text in the same run.

`python benchmarks/memory.py [--size N] [--queries N] [--seed N] [--language en|ja|both]` prints, for each language:
filling the database, building the index and the memory that takes, opening, look-ups (median and 95th percentile) for
the best match and the first five, a batch in one process and in two, the same by brute force, and the recall by score
and by kind of query. Queries and texts are invented (memory_texts.py); use seeds that nobody tuned on. Times are
wall-clock, and CPU beside it where one thread works: on a busy machine only CPU and ratios say something.

`python benchmarks/memory.py --catalogs N [--entries N]` brings the memory of a project of N catalogs up to date: at
first, with nothing changed, and with one in a hundred changed; beside it, the floor: looking at every file once.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from memory_texts import Writer, edited

from lfnkr_i18n.memory import FileFacts, Memory, StoredPair
from lfnkr_i18n.memory.index import open_index
from lfnkr_i18n.memory.keys import normal
from lfnkr_i18n.memory.records import FileState
from lfnkr_i18n.memory.store import open_store, open_to_read
from lfnkr_i18n.steps.memory.opening import open_memory

Answer = TypeVar("Answer")
LEAST = 70
KINDS = ("words", "characters", "both", "fresh")
PARTS = (0.03, 0.08, 0.15, 0.22, 0.3)


def timed(work: Callable[[], Answer]) -> tuple[float, float, Answer]:
    """Return the seconds that something takes, the seconds of CPU in this thread, and what it returns."""
    start, busy = time.perf_counter(), time.thread_time()
    answer = work()
    return time.perf_counter() - start, time.thread_time() - busy, answer


def filled(folder: Path, language: str, size: int, seed: int) -> Path:
    """Make a database of `size` invented sentences; the translations are numbers."""
    path = folder / "memory.sqlite"
    languages = (language, "ja" if language == "en" else "en")
    texts = Writer(language, seed).sentences(size)
    pairs = (StoredPair(text, f"{number}", languages) for number, text in enumerate(texts))
    store = open_store(path)
    with store.transaction():
        store.put("texts", FileState(1, 1, ""), FileFacts("texts"), pairs)
    store.close()
    return path


def queries(texts: Sequence[str], language: str, count: int, seed: int) -> list[tuple[str, str]]:
    """Return (kind, text): half are fresh sentences, half are stored ones, edited."""
    writer = Writer(language, seed + 1_000_003)
    several = [("fresh", writer.sentence()) for _ in range(count // 2)]
    for number in range(count - count // 2):
        text, kind = writer.random.choice(texts), KINDS[number % 3]
        several.append((kind, edited(text, writer, kind=kind, part=writer.random.choice(PARTS))))
    return several


def build(path: str, direction: tuple[str, str]) -> None:
    """Build the index; in a process of its own, so that its peak is its own."""
    store = open_store(Path(path))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, busy, _index = timed(lambda: open_index(store, direction, _no_lock))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"index built in {seconds:.1f} s, CPU {busy:.1f} s; peak {peak / 1024:.0f} MiB ({before / 1024:.0f} before)")


def _no_lock() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()  # any context manager will do


def percentiles(times: Sequence[tuple[float, float]]) -> str:
    """Return the median and the 95th percentile in milliseconds, by the clock and of CPU."""
    parts = []
    for name, column in (("", 0), ("CPU ", 1)):
        several = sorted(time[column] * 1000 for time in times)
        parts.append(f"{name}p50 {statistics.median(several):.1f} ms, p95 {several[int(len(several) * 0.95)]:.1f} ms")
    return "; ".join(parts)


def searched(memory: Memory, direction: tuple[str, str], texts: Sequence[str], limit: int) -> list[list[float]]:
    """Look texts up one by one, print how long it takes, and return the scores."""
    times, scores = [], []
    for text in texts:
        seconds, busy, matches = timed(
            lambda text=text: memory.search(
                text, source_language=direction[0], target_language=direction[1], limit=limit, min_match=LEAST
            )
        )
        times.append((seconds, busy))
        scores.append(sorted((_ratio(text, match.source) for match in matches), reverse=True))
    print(f"first {limit}: {percentiles(times)}")
    return scores


def _ratio(text: str, source: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(normal(text), normal(source))


def truth(texts: Sequence[str], several: Sequence[str], limit: int) -> list[list[float]]:
    """Return the best scores of each text by comparing it with every stored one; print how long that takes."""
    from rapidfuzz import fuzz, process

    times, scores = [], []
    for text in several:
        seconds, busy, found = timed(
            lambda text=text: process.extract(text, texts, scorer=fuzz.ratio, limit=limit, score_cutoff=LEAST)
        )
        times.append((seconds, busy))
        scores.append([score for _text, score, _place in found])
    print(f"brute force: {percentiles(times)}")
    return scores


def recall(asked: Sequence[tuple[str, str]], found: Sequence[list[float]], right: Sequence[list[float]]) -> None:
    """Print of how many queries the best match was found, by its score and by kind of query; and of the first five."""
    bands, kinds = Counter[str](), Counter[str]()
    missed: Counter[str] = Counter()
    five = [0, 0]
    for (kind, _text), mine, best in zip(asked, found, right, strict=True):
        five[1] += len(best)
        five[0] += sum((Counter(round(s, 6) for s in mine) & Counter(round(s, 6) for s in best)).values())
        if not best:
            continue
        band = next(
            name for least, name in ((90, "90 up"), (80, "80 up"), (75, "75 up"), (0, "70 up")) if best[0] >= least
        )
        bands[band] += 1
        kinds[kind] += 1
        if not mine or mine[0] < best[0] - 1e-6:
            missed[band] += 1
            missed[kind] += 1
    total = sum(bands.values())
    lost = sum(missed[band] for band in bands)
    print(f"recall of the best: {total - lost} of {total} ({100 * (total - lost) / max(total, 1):.2f} %)")
    for counts in (bands, kinds):
        print("   " + "; ".join(f"{name}: {n - missed[name]} of {n}" for name, n in sorted(counts.items())))
    print(f"recall of the first five: {five[0]} of {five[1]}")


_opened: list[Memory] = []


def _open_in_worker(path: str) -> None:
    store = open_to_read(Path(path))
    assert store is not None
    _opened.append(Memory(store))


def _batch(direction: tuple[str, str], texts: Sequence[str]) -> int:
    source, target = direction
    return len(_opened[0].best_of(texts, source_language=source, target_language=target, min_match=LEAST))


def batches(path: Path, direction: tuple[str, str], texts: Sequence[str]) -> None:
    """Print how many look-ups a second a process makes in a batch, and two together."""
    for workers in (1, 2):
        context = get_context("spawn")
        with ProcessPoolExecutor(workers, context, _open_in_worker, (str(path),)) as executor:
            parts = [texts[worker::workers] for worker in range(workers)]
            list(executor.map(_batch, [direction] * workers, [part[:5] for part in parts]))  # start and open
            seconds, _, _ = timed(lambda: list(executor.map(_batch, [direction] * workers, parts)))  # noqa: B023
        print(f"batch, {workers} process(es): {len(texts) / seconds:.0f} look-ups/s")


def measure(folder: Path, language: str, size: int, count: int, seed: int) -> None:
    """Print one language's rows."""
    direction = (language, "ja" if language == "en" else "en")
    print(f"\n{language}, {size:,} texts, seed {seed}")
    seconds, _, path = timed(lambda: filled(folder, language, size, seed))
    print(f"database filled in {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    command = [sys.executable, __file__, "--build", str(path), "--language", language]
    subprocess.run(command, check=True)
    for file in folder.glob("*.idx"):
        print(f"index file {file.stat().st_size / 1e6:.0f} MB")
    texts = list(Writer(language, seed).sentences(size))
    asked = queries(texts, language, count, seed)
    store = open_to_read(path)
    assert store is not None
    import numpy
    import rapidfuzz  # noqa: F401 - what opening costs besides these

    assert numpy.__version__
    seconds, busy, _ = timed(lambda: open_index(store, direction, _no_lock))
    print(f"index opened in {seconds * 1000:.1f} ms, CPU {busy * 1000:.1f} ms")
    memory = Memory(store)
    plain = [text for _kind, text in asked]
    searched(memory, direction, plain[:20], 1)  # warm
    first = searched(memory, direction, plain, 1)
    five = searched(memory, direction, plain, 5)
    batches(path, direction, plain)
    right = truth(texts, plain, 5)
    print("asked for one:")
    recall(asked, first, [scores[:1] for scores in right])
    print("asked for five:")
    recall(asked, five, right)
    memory.close()


def catalog(number: int, texts: Iterator[str], entries: int) -> str:
    """Return a PO file of reviewed entries."""
    pairs = (f'msgid "{text} {number}"\nmsgstr "{number}の訳{place}。"\n' for place, text in enumerate(texts))
    return 'msgid ""\nmsgstr "X-Source-Language: en\\n"\n\n' + "\n".join(islice(pairs, entries))


def refreshes(folder: Path, catalogs: int, entries: int, seed: int) -> None:
    """Print how long it takes to bring the memory of a project up to date."""
    (folder / "lfnkr.toml").touch()
    writer = Writer("en", seed)
    sentences = iter(writer.sentence, None)
    paths = [folder / f"locales/ja/LC_MESSAGES/{number // 100}/{number}.po" for number in range(catalogs)]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(catalog(number, sentences, entries), encoding="utf-8")
        os.utime(path, (1, 1))  # old enough for its time to be trusted
    print(f"\n{catalogs:,} catalogs of {entries} entries")

    def opened() -> None:
        with open_memory(folder):
            pass

    def looked_at() -> None:
        for path in paths:
            path.stat()

    for label, changed in (("first", 0), ("nothing changed", 0), ("1 % changed", max(1, catalogs // 100))):
        for number in range(changed):
            paths[number].write_text(catalog(-number, sentences, entries), encoding="utf-8")
        seconds, busy, _ = timed(opened)
        print(f"{label}: {seconds:.2f} s, CPU {busy:.2f} s")
    seconds, busy, _ = timed(looked_at)
    print(f"floor, a look at every file: {seconds:.2f} s, CPU {busy:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", choices=("en", "ja", "both"), default="both")
    parser.add_argument("--catalogs", type=int)
    parser.add_argument("--entries", type=int, default=100)
    parser.add_argument("--build", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        language = options.language
        build(options.build, (language, "ja" if language == "en" else "en"))
        return
    if options.catalogs:
        with tempfile.TemporaryDirectory() as folder:
            refreshes(Path(folder), options.catalogs, options.entries, options.seed)
        return
    for language in ("en", "ja") if options.language == "both" else (options.language,):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), language, options.size, options.queries, options.seed)


if __name__ == "__main__":
    main()

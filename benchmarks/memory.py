"""How fast and how completely the memory finds similar texts, against a look at every text in the same run.

    python benchmarks/memory.py [--size N] [--queries N] [--seed N] [--language en|ja|both]

prints, for each language: filling the database, building the index and the memory that takes, opening, look-ups
(median and 95th percentile) for the best match and the first five, a batch in one process and in two, the same by
brute force, and the recall; on stderr the recall by score and by kind of query. Queries and texts are invented
(memory_texts.py); use seeds that nobody tuned on. Figures are of CPU but where the clock is named.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import partial
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from memory_texts import Writer, edited
from rows import Row, add_option, at_least, at_most, show

from lfnkr_i18n.memory import FileFacts, Memory, StoredPair
from lfnkr_i18n.memory.index import open_index
from lfnkr_i18n.memory.keys import normal
from lfnkr_i18n.memory.records import FileState
from lfnkr_i18n.memory.store import open_store, open_to_read

Answer = TypeVar("Answer")
LEAST = 70
KINDS = ("words", "characters", "both", "fresh")
LANGUAGES = {"en": "English", "ja": "Japanese"}
PARTS = (0.03, 0.08, 0.15, 0.22, 0.3)


def timed(work: Callable[[], Answer]) -> tuple[float, float, Answer]:
    """Return the seconds that something takes, the seconds of CPU in this thread, and what it returns."""
    start, busy = time.perf_counter(), time.thread_time()
    answer = work()
    return time.perf_counter() - start, time.thread_time() - busy, answer


def filled(folder: Path, texts: Sequence[str], direction: tuple[str, str]) -> Path:
    """Make a database of texts; the translations are numbers."""
    path = folder / "memory.sqlite"
    pairs = (StoredPair(text, f"{number}", direction) for number, text in enumerate(texts))
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
    """Build the index and print what it took; in a process of its own, so that its peak is its own."""
    store = open_store(Path(path))
    _, busy, _index = timed(lambda: open_index(store, direction, nullcontext))
    print(json.dumps([busy, own_peak()]))


def own_peak() -> float:
    """Return the MiB of memory that this process had at its height.

    Not what getrusage says: on Linux that counts what the process that started it had then.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds."""
    several = sorted(1000 * seconds for seconds in times)
    return statistics.median(several), several[int(len(several) * 0.95)]


def searched(
    memory: Memory, direction: tuple[str, str], texts: Sequence[str], limit: int
) -> tuple[list[float], list[list[float]]]:
    """Look texts up one by one; return the CPU seconds and the scores of each."""
    source, target = direction
    search = partial(memory.search, source_language=source, target_language=target, limit=limit, min_match=LEAST)
    times, scores = [], []
    for text in texts:
        _, busy, matches = timed(partial(search, text))
        times.append(busy)
        scores.append(sorted((_ratio(text, match.source) for match in matches), reverse=True))
    return times, scores


def _ratio(text: str, source: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(normal(text), normal(source))


def truth(texts: Sequence[str], several: Sequence[str], limit: int) -> tuple[list[float], list[list[float]]]:
    """Return the CPU seconds and the best scores of each text, compared with every stored one."""
    from rapidfuzz import fuzz, process

    times, scores = [], []
    for text in several:
        _, busy, found = timed(
            partial(process.extract, text, texts, scorer=fuzz.ratio, limit=limit, score_cutoff=LEAST)
        )
        times.append(busy)
        scores.append([score for _text, score, _place in found])
    return times, scores


BANDS = {"90 up": 90, "80 up": 80, "75 up": 75, "70 up": 0}


def recall(
    asked: Sequence[tuple[str, str]], found: Sequence[list[float]], right: Sequence[list[float]]
) -> dict[str, tuple[int, int]]:
    """Return of how many queries the best match was found: found and all, by its score, by kind, and of `all`."""
    counts: dict[str, tuple[int, int]] = {}
    for (kind, _text), mine, best in zip(asked, found, right, strict=True):
        if not best:
            continue
        hit = bool(mine) and mine[0] >= best[0] - 1e-6
        band = next(name for name, least in BANDS.items() if best[0] >= least)
        for name in (band, kind, "all"):
            hits, total = counts.get(name, (0, 0))
            counts[name] = hits + hit, total + 1
    return dict(sorted(counts.items()))


def shared(found: Sequence[list[float]], right: Sequence[list[float]]) -> tuple[int, int]:
    """Return how many of the best five of each query were found, by their scores, and how many there are."""
    rounded = [
        [Counter(round(score, 6) for score in scores) for scores in pair] for pair in zip(found, right, strict=True)
    ]
    return sum((mine & best).total() for mine, best in rounded), sum(best.total() for _mine, best in rounded)


_opened: list[Memory] = []


def _open_in_worker(path: str) -> None:
    store = open_to_read(Path(path))
    assert store is not None
    _opened.append(Memory(store))


def _batch(direction: tuple[str, str], texts: Sequence[str]) -> float:
    """Look texts up and return the seconds of CPU that it takes."""
    source, target = direction
    _, busy, _ = timed(
        lambda: _opened[0].best_of(texts, source_language=source, target_language=target, min_match=LEAST)
    )
    return busy


def batch(path: Path, direction: tuple[str, str], texts: Sequence[str], workers: int) -> tuple[float, float]:
    """Return how many look-ups a second several processes make together in a batch: of CPU of each, by the clock."""
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, _open_in_worker, (str(path),)) as executor:
        parts = [texts[worker::workers] for worker in range(workers)]
        list(executor.map(_batch, [direction] * workers, [part[:5] for part in parts]))  # start and open
        seconds, _, busy = timed(lambda: list(executor.map(_batch, [direction] * workers, parts)))
    return len(texts) / sum(busy), len(texts) / seconds


def measure(folder: Path, language: str, size: int, count: int, seed: int) -> Iterator[Row]:
    """Yield one language's rows."""
    direction = (language, "ja" if language == "en" else "en")
    name = f"memory, {size:,} {LANGUAGES[language]} texts: "
    large = size > 500_000
    texts = list(Writer(language, seed).sentences(size))
    _, busy, path = timed(lambda: filled(folder, texts, direction))
    yield Row(f"{name}first filling", "", f"{busy:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    command = [sys.executable, __file__, "--build", str(path), "--language", language]
    busy, peak = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    yield at_most(f"{name}index built", 20, busy, "s")
    yield at_most(f"{name}memory that building takes", 400, peak, "MiB", digits=0)
    store = open_to_read(path)
    assert store is not None
    import numpy
    import rapidfuzz  # noqa: F401 - what opening costs besides these

    assert numpy.__version__
    _, busy, _ = timed(lambda: open_index(store, direction, nullcontext))
    yield at_most(f"{name}index opened, after imports", 20, busy * 1000, "ms")
    asked = queries(texts, language, count, seed)
    plain = [text for _kind, text in asked]
    memory = Memory(store)
    searched(memory, direction, plain[:20], 1)  # warm
    times, first = searched(memory, direction, plain, 1)
    half, most = percentiles(times)
    wanted = (7, 15) if large else (3, 5)
    yield at_most(f"{name}best match, median", wanted[0], half, "ms")
    yield at_most(f"{name}best match, 95 of 100", wanted[1], most, "ms")
    times, five = searched(memory, direction, plain, 5)
    yield Row(f"{name}best five, median / 95 of 100", "", "{:.1f} / {:.1f} ms".format(*percentiles(times)))
    alone, _ = batch(path, direction, plain, 1)
    yield at_least(f"{name}batch, a second of CPU", 150, alone, "look-ups")
    _, together = batch(path, direction, plain, 2)
    yield Row(f"{name}batch, two processes, a second by the clock", "", f"{together:.0f} look-ups")
    times, right = truth(texts, plain, 5)
    yield Row(f"{name}the same by brute force, median", "", f"{percentiles(times)[0]:.0f} ms")
    found = recall(asked, first, [scores[:1] for scores in right])
    yield from _recalled(name, found)
    print(f"{name}{found}", file=sys.stderr)
    hits, total = shared(five, right)
    yield Row(f"{name}best five, found", "", f"{hits} of {total}")
    memory.close()


def _recalled(name: str, found: dict[str, tuple[int, int]]) -> Iterator[Row]:
    hits, total = found.get("all", (0, 0))
    yield Row(f"{name}best match of 70 % up, found", "≥ 99 %", f"{hits} of {total}", hits >= 0.99 * total)
    high = [found.get(band, (0, 0)) for band in ("80 up", "90 up")]
    hits, total = (sum(column) for column in zip(*high, strict=True))
    yield Row(f"{name}best match of 80 % up, found", "all", f"{hits} of {total}", hits == total)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, nargs="+", default=[100_000])
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", choices=("en", "ja", "both"), default="both")
    parser.add_argument("--build", help=argparse.SUPPRESS)
    add_option(parser)
    options = parser.parse_args()
    if options.build:
        language = options.language
        build(options.build, (language, "ja" if language == "en" else "en"))
        return
    languages = ("en", "ja") if options.language == "both" else (options.language,)
    found: list[Row] = []
    for size, language in product(options.size, languages):
        with tempfile.TemporaryDirectory() as folder:
            found += measure(Path(folder), language, size, options.queries, options.seed)
    show(found, as_json=options.rows)


if __name__ == "__main__":
    main()

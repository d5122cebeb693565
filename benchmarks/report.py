"""docs/benchmarks.md and its plot, from what `run.py` measured."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
PLOT = DOCS / "images" / "benchmarks.svg"

Found = Mapping[tuple[str, int], Mapping[tuple[str, str], float]]
"""(language, posts) → (program, work) → CPU milliseconds a post."""

SHARED = ("extract", "extract HTML", "update, 1 % changed", "update, nothing changed", "reassemble")
"""Work that peers do too."""

LANGUAGES = {"en": "English", "ja": "Japanese"}

TEXT = """# Benchmarks

Made by `python benchmarks/run.py --write`, which also says how: every figure is CPU time a post, start-up included, on
one core, the median of the rounds in which all programs took turns ({rounds} here). Read the ratios; the milliseconds
belong to one machine on one day. Peers were left out of corpora that take them too long.

{day}, {cores} cores, {cpu}, {system}, Python {python}; {versions}.

The posts are made up (`benchmarks/corpus.py`): 3 kB, some 45 segments, front matter, headings, lists, quotes, tables,
links; Markdown, and for *extract HTML* what WordPress would keep, half of it with block comments. *Reassemble* is
`lfnkr publish`: it also runs every check on every translation, renders, parses the result again and compares its
structure, which no peer does. Peers cut no sentences: their entries are paragraphs.

A first `extract` cuts sentences, keeps where each stands, locks every file that it writes and sees to it that all of
them are on the disk, which peers leave to the system. Checking is most of the first `check`, `publish` and `status`,
and each of them does it for itself. From the second run on only what changed costs anything.

## Against peers

`lfnkr` in CPU milliseconds a post; of the others how many times that they take.

{peers}

![CPU time a post, by the number of posts](images/benchmarks.svg)

## Our own work

CPU milliseconds a post, and how many times what a small Python program takes that reads the posts and writes the same
bytes elsewhere (*copy*), or looks at every post's size and time (*scan*).

{own}
"""


def publish(found: Found, *, versions: Mapping[str, str], rounds: int, write: bool) -> None:
    """Write the page and its plot, or print the page."""
    page = TEXT.format(
        rounds=rounds,
        day=datetime.now(UTC).date().isoformat(),
        cores=os.cpu_count(),
        cpu=_cpu(),
        system=platform.system(),
        python=platform.python_version(),
        versions=", ".join(f"{name} {version}" for name, version in versions.items()),
        peers=_peers(found, list(versions)),
        own=_own(found),
    )
    if not write:
        sys.stdout.write(page)
        return
    (DOCS / "benchmarks.md").write_text(page, encoding="utf-8")
    plot(found, ["lfnkr", *versions])


def _peers(found: Found, peers: list[str]) -> str:
    rows = [["posts", "work", "lfnkr", *peers]]
    for (language, posts), taken in found.items():
        for work in SHARED:
            ours = taken["lfnkr", work]
            others = [_times(taken.get((peer, work)), ours) for peer in peers]
            rows.append([f"{posts:,} {LANGUAGES[language]}", work, f"{ours:.2f} ms", *others])
    return _table(rows, left=2)


def _own(found: Found) -> str:
    rows = [["posts", "work", "CPU", "copy", "scan"]]
    for (language, posts), taken in found.items():
        copy, scan = taken["floor", "copy"], taken["floor", "scan"]
        for (program, work), value in taken.items():
            if program == "lfnkr":
                corpus = f"{posts:,} {LANGUAGES[language]}"
                rows.append([corpus, work, f"{value:.2f} ms", _times(value, copy), _times(value, scan)])
    return _table(rows, left=2)


def _times(value: float | None, base: float) -> str:
    if value is None:
        return "–"
    return f"{value / base:.1f}×" if value < 10 * base else f"{value / base:.0f}×"


def _table(rows: list[list[str]], *, left: int) -> str:
    head, *rest = rows
    line = [":---"] * left + ["---:"] * (len(head) - left)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, line, *rest))


def _cpu() -> str:
    """Return the processor's model, as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def plot(found: Found, programs: list[str]) -> None:
    """Draw how the cost of a post grows with the number of posts, one panel for each kind of work."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "lfnkr"  # the same picture is the same bytes
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, len(SHARED), figsize=(15, 3.6), sharey=True)
    for panel, work in zip(panels, SHARED, strict=True):
        panel.set_title(work)
        panel.set_xscale("log")
        panel.set_yscale("log")
        panel.set_xlabel("posts")
        for number, program in enumerate(programs):
            for language, style in (("en", "o-"), ("ja", "s--")):
                points = [
                    (posts, taken[program, work])
                    for (of, posts), taken in found.items()
                    if of == language and (program, work) in taken
                ]
                if points:
                    label = program if style == "o-" else None
                    panel.plot(*zip(*points, strict=True), style, color=f"C{number}", label=label, markersize=4)
        panel.grid(visible=True, which="major", alpha=0.3)
    panels[0].set_ylabel("CPU ms a post (dashed: Japanese)")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=len(programs))
    figure.set_layout_engine("constrained")
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PLOT, metadata={"Date": None})

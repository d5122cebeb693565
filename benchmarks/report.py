"""docs/benchmarks.md and its plot, from what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from parts import PARTS, POSTS
from posts import Figure, Job
from results import Corpus, Results
from rows import Row

DOCS = Path(__file__).parents[1] / "docs"
PLOT = DOCS / "images" / "benchmarks.svg"

SHARED = ("extract", "extract HTML", "update, 1 % changed", "update, nothing changed", "reassemble")
"""Work that peers do too."""

LANGUAGES = {"en": "English", "ja": "Japanese"}

TEXT = """# Benchmarks

Made by `make bench` ([how](../CONTRIBUTING.md#how-to-measure)). Every figure is CPU time on one core, start-up
included, unless the clock is named; of posts the median of the rounds in which all programs took turns. Read the
ratios; the seconds belong to one machine on one day. Peers were left out of corpora that take them too long.

{machine}; {versions}.

## What is asked, and what was measured

{rows}

## Against peers

`lfnkr` in CPU milliseconds a post; of the others how many times that they take.

The posts are made up (`benchmarks/corpus.py`): 3 kB, some 45 segments, front matter, headings, lists, quotes, tables,
links; Markdown, and for *extract HTML* what WordPress would keep, half of it with block comments. *Reassemble* is
`lfnkr publish` after a `check`, whose findings it takes over: it renders, parses the result again and compares its
structure, which no peer does. Peers cut no sentences: their entries are paragraphs.

A first `extract` cuts sentences, keeps where each stands, locks every file that it writes and sees to it that all of
them are on the disk, which peers leave to the system. From the second run on only what changed costs anything.

{peers}

![CPU time a post, by the number of posts](images/benchmarks.svg)

## Our own work

CPU milliseconds a post, how many times what a small Python program takes that reads the posts and writes the same
bytes elsewhere (*copy*), or looks at every post's size and time (*scan*), and the memory at its height.

{own}
"""


def write(found: Results) -> None:
    """Write the page and its plot."""
    (DOCS / "benchmarks.md").write_text(page(found), encoding="utf-8")
    if found.corpora:
        plot(found)


def page(found: Results) -> str:
    """Return the page."""
    return TEXT.format(
        machine=found.machine,
        versions=", ".join(f"{name} {version}" for name, version in found.peers.items()) or "no peers",
        rows=_asked(found),
        peers=_peers(found),
        own=_own(found),
    )


def _asked(found: Results) -> str:
    lines = [["part", "measured", "what", "asked", "found", ""]]
    for name, day, rows in _parts(found):
        for row in rows:
            verdict = {None: "", True: "✓", False: "missed"}[row.kept]
            lines.append([f"`{name}`", day, row.work, row.target or "–", row.measured, verdict])
    return _table(lines, left=4)


def _parts(found: Results) -> Iterator[tuple[str, str, Iterable[Row]]]:
    """Yield every part's name, day and rows, in one order."""
    for corpora in _by_size(found):
        yield POSTS, max(one.day for one in corpora), [row for one in corpora for row in _of_corpus(one)]
    if found.corpora:
        yield POSTS, max(one.day for one in found.corpora.values()), _of_memory(found)
    for name in PARTS:
        if name in found.parts:
            yield name, found.parts[name].day, found.parts[name].rows


def _by_size(found: Results) -> list[list[Corpus]]:
    sizes = sorted({posts for _language, posts in found.corpora})
    return [[one for one in found.corpora.values() if one.posts == size] for size in sizes]


def _of_corpus(one: Corpus) -> Iterator[Row]:
    """Yield what is asked of the work on one corpus."""
    figures, name = one.figures, f"{one.posts:,} {LANGUAGES[one.language]} posts: "
    yield _compared(f"{name}first extract", figures, "extract", "mdpo", 3)
    yield _compared(f"{name}first extract of HTML", figures, "extract HTML", "translate-toolkit", 5)
    yield _compared(f"{name}first publish", figures, "reassemble", "mdpo", 3)
    scan, update = figures["floor", "scan"], figures["lfnkr", "update, nothing changed"]
    times = update.milliseconds / scan.milliseconds
    yield Row(f"{name}extract, nothing changed", "≤ 3 × a scan", _times(times), times <= 3)
    seconds = figures["lfnkr", "status, nothing changed"].milliseconds * one.posts / 1000
    asked = one.posts >= 10_000
    target, kept = ("≤ 0.5 s", seconds <= 0.5) if asked else ("", None)
    yield Row(f"{name}status, nothing changed", target, f"{seconds:.2f} s", kept)


def _compared(name: str, figures: Mapping[Job, Figure], work: str, peer: str, asked: float) -> Row:
    ours = figures["lfnkr", work].milliseconds
    if (peer, work) not in figures:
        return Row(name, "", f"{ours:.2f} ms a post")
    times = figures[peer, work].milliseconds / ours
    return Row(name, f"{peer} ≥ {asked} ×", f"{peer} {_times(times)}", times >= asked)


_MEASURED_AT_THE_HEIGHT = {
    "extract": "first extract",
    "reassemble": "first publish",
    "check": "first check",
    "check, nothing changed": "check, nothing changed",
    "status": "first status",
    "status, nothing changed": "status, nothing changed",
}
"""Work whose memory is compared, and what it is called."""


def _of_memory(found: Results) -> Iterator[Row]:
    """Yield whether the memory of the largest corpora is that of the smallest."""
    for language, shown in LANGUAGES.items():
        several = sorted((one for one in found.corpora.values() if one.language == language), key=lambda one: one.posts)
        if len(several) < 2:
            continue
        few, many = several[0], several[-1]
        for work, name in _MEASURED_AT_THE_HEIGHT.items():
            small, large = few.figures["lfnkr", work].peak, many.figures["lfnkr", work].peak
            yield Row(
                f"memory of the {name}, {few.posts:,} and {many.posts:,} {shown} posts",
                "flat (≤ 1.5 ×)",
                f"{small:.0f} and {large:.0f} MiB",
                large <= 1.5 * small,
            )


def _peers(found: Results) -> str:
    lines = [["posts", "rounds", "work", "lfnkr", *found.peers]]
    for corpora in _by_size(found):
        for one in corpora:
            for work in SHARED:
                ours = one.figures["lfnkr", work].milliseconds
                others = [
                    _times(one.figures[peer, work].milliseconds / ours) if (peer, work) in one.figures else "–"
                    for peer in found.peers
                ]
                lines.append([_corpus(one), str(one.rounds), work, f"{ours:.2f} ms", *others])
    return _table(lines, left=3)


def _own(found: Results) -> str:
    lines = [["posts", "work", "CPU", "copy", "scan", "memory"]]
    for corpora in _by_size(found):
        for one in corpora:
            copy, scan = (one.figures["floor", work].milliseconds for work in ("copy", "scan"))
            for (program, work), (value, peak) in one.figures.items():
                if program == "lfnkr":
                    ratios = [_times(value / copy), _times(value / scan)]
                    lines.append([_corpus(one), work, f"{value:.2f} ms", *ratios, f"{peak:.0f} MiB"])
    return _table(lines, left=2)


def _corpus(one: Corpus) -> str:
    return f"{one.posts:,} {LANGUAGES[one.language]}"


def _times(value: float) -> str:
    return f"{value:.1f} ×" if value < 10 else f"{value:.0f} ×"


def _table(lines: list[list[str]], *, left: int) -> str:
    head, *rest = lines
    line = [":---"] * left + ["---:"] * (len(head) - left)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, line, *rest))


def plot(found: Results) -> None:
    """Draw how the cost of a post grows with the number of posts, one panel for each kind of work."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "lfnkr"  # the same picture is the same bytes
    from matplotlib import pyplot

    programs = ["lfnkr", *found.peers]
    figure, panels = pyplot.subplots(1, len(SHARED), figsize=(15, 3.6), sharey=True)
    for panel, work in zip(panels, SHARED, strict=True):
        panel.set_title(work)
        panel.set_xscale("log")
        panel.set_yscale("log")
        panel.set_xlabel("posts")
        for number, program in enumerate(programs):
            for language, style in (("en", "o-"), ("ja", "s--")):
                points = [
                    (one.posts, one.figures[program, work].milliseconds)
                    for _key, one in sorted(found.corpora.items())
                    if one.language == language and (program, work) in one.figures
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

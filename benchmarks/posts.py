"""What the program takes for posts, beside its peers and beside what any program must do.

CPU time (user and system, all processes of a command) a post, start-up included, the median of rounds in which all
programs take turns, each with nothing left to be written to the disk by others. Corpora are made by `corpus.py`, peers
are described in `peers/`. All programs are compiled, as pip leaves them.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import corpus
from peers import Command, Folders, Peer
from rows import spent

from lfnkr_i18n.catalog import live, parse, serialize

US = [sys.executable, "-m", "lfnkr_i18n", "-q"]
EXTRACT = [*US, "extract", "-j", "1"]
FLOOR = Path(__file__).with_name("floor.py")
CHANGED = 0.01
OTHER = {"en": "ja", "ja": "en"}

Job = tuple[str, str]
"""A program and what it does."""


class Figure(NamedTuple):
    """What a program takes for a piece of work."""

    milliseconds: float
    """Of CPU, for a post."""
    peak: float
    """MiB."""


@dataclass(slots=True)
class Runs:
    """CPU milliseconds a post and MiB at the height, by (program, work), one of each for each round."""

    posts: int
    taken: dict[Job, list[float]] = field(default_factory=lambda: defaultdict(list))
    peaks: dict[Job, list[float]] = field(default_factory=lambda: defaultdict(list))

    def take(self, program: str, work: str, *commands: Command, folder: Path | None = None) -> None:
        """Run commands one after the other and note what they took together."""
        several = []
        for command in commands:
            os.sync()  # else who flushes the disk is charged with what others left to it: the posts, a peer's catalogs
            several.append(spent(command, folder=folder, accepted=(0, 3)))
        self.taken[program, work].append(sum(one.seconds for one in several) * 1000 / self.posts)
        self.peaks[program, work].append(max(one.peak for one in several))

    def medians(self) -> dict[Job, Figure]:
        """Return the medians of the rounds."""
        return {
            job: Figure(statistics.median(values), statistics.median(self.peaks[job]))
            for job, values in self.taken.items()
        }


def measure(folder: Path, *, posts: int, language: str, rounds: int, peers: Sequence[Peer]) -> Runs:
    """Return what each program takes for each piece of work on one corpus.

    Nothing is deleted in between: for half a minute Linux looks through what was (`recently_deleted` in ext4), which
    makes each new file cost whoever writes it twenty times as much.
    """
    runs = Runs(posts)
    for number in range(rounds):
        for form, turn in (("md", _markdown), ("html", _html)):
            name = f"{form}-{language}-{posts}-{number}"
            project = corpus.write_project(folder / name, posts=posts, language=language, form=form)
            taking_part = [peer for peer in peers if posts <= peer.most_posts.get(form, 0)]
            turn(runs, project, language, taking_part)
        print(f"{language}, {posts} posts: round {number + 1} of {rounds}", file=sys.stderr)
    return runs


def _markdown(runs: Runs, project: Path, language: str, peers: Sequence[Peer]) -> None:
    """Take a round of everything that is measured on Markdown posts."""
    posts = project / "source_posts" / language
    places = _places(project, posts, peers)
    runs.take("floor", "scan", [sys.executable, FLOOR, "scan", posts])
    runs.take("floor", "copy", [sys.executable, FLOOR, "copy", posts, project / "copy"])

    runs.take("lfnkr", "extract", EXTRACT, folder=project)
    for peer, place in places.items():
        runs.take(peer.name, "extract", *peer.extract(place))
    runs.take("lfnkr", "update, nothing changed", EXTRACT, folder=project)
    for peer, place in places.items():
        runs.take(peer.name, "update, nothing changed", *peer.update(place))
    corpus.write_posts(posts, posts=runs.posts, language=language, changed=CHANGED)
    runs.take("lfnkr", "update, 1 % changed", EXTRACT, folder=project)
    for peer, place in places.items():
        runs.take(peer.name, "update, 1 % changed", *peer.update(place))

    translate(project, language)
    for name, command in OURS.items():
        runs.take("lfnkr", name, [*US, *command, "-j", "1"], folder=project)
    for peer, place in places.items():
        runs.take(peer.name, "reassemble", *peer.reassemble(place))


def _html(runs: Runs, project: Path, language: str, peers: Sequence[Peer]) -> None:
    """Take a round of what is measured on HTML posts: the catalogs of a first run."""
    places = _places(project, project / "source_posts" / language, peers)
    runs.take("lfnkr", "extract HTML", EXTRACT, folder=project)
    for peer, place in places.items():
        runs.take(peer.name, "extract HTML", *peer.extract_html(place))


def _places(project: Path, posts: Path, peers: Sequence[Peer]) -> dict[Peer, Folders]:
    """Make a folder to work in for each peer."""
    places = {peer: Folders(posts, project.with_name(f"{project.name}-{peer.name}")) for peer in peers}
    for place in places.values():
        place.work.mkdir()
    return places


OURS = {
    "check": ["check"],
    "check, nothing changed": ["check"],
    "reassemble": ["publish"],
    "publish, nothing changed": ["publish"],
    "status": ["status", "--json"],
    "status, nothing changed": ["status", "--json"],
}
"""Our own work on translated posts, in this order; `publish` checks every text and compares the structure too."""


def translate(project: Path, language: str) -> None:
    """Fill every catalog, as people would have."""
    sentences = corpus.translations(language)
    for path in (project / "locales" / OTHER[language]).rglob("*.po"):
        catalog = parse(path.read_bytes(), path.name)
        for entry in live(catalog):
            entry.msgstr = corpus.translated(entry.msgid, language, sentences)
        path.write_bytes(serialize(catalog))

"""Measure the program against its peers and against what any program must do, and write docs/benchmarks.md.

    python benchmarks/run.py [--posts 100 1000] [--languages en ja] [--rounds 3] [--write]

Every figure is CPU time (user and system, all processes of a command) a post, start-up included, the median of rounds
in which all programs take turns: the machine may be shared and loaded. Rely on ratios. Corpora are made by
`corpus.py`, peers are described in `peers/`. With --write the page and its plot are written, else the page is printed.
All programs are compiled, as pip leaves them.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import corpus
import report
from peers import Command, Folders, Peer, available

import lfnkr_i18n
from lfnkr_i18n.catalog import live, parse, serialize

US = [sys.executable, "-m", "lfnkr_i18n", "-q"]
EXTRACT = [*US, "extract", "-j", "1"]
FLOOR = Path(__file__).with_name("floor.py")
CHANGED = 0.01
OTHER = {"en": "ja", "ja": "en"}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(slots=True)
class Runs:
    """CPU milliseconds a post by (program, work), one for each round."""

    posts: int
    taken: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))

    def take(self, program: str, work: str, *commands: Command, folder: Path | None = None) -> None:
        """Run commands one after the other and note what they took together."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for command in commands:
            words = [os.fspath(word) for word in command]
            done = subprocess.run(words, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
            if done.returncode not in (0, 3):
                raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{done.stderr[-2000:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.taken[program, work].append(seconds * 1000 / self.posts)

    def medians(self) -> dict[tuple[str, str], float]:
        """Return the median of the rounds."""
        return {key: statistics.median(values) for key, values in self.taken.items()}


def measure(folder: Path, *, posts: int, language: str, rounds: int, peers: Sequence[Peer]) -> Runs:
    """Return what each program takes for each piece of work on one corpus."""
    runs = Runs(posts)
    for number in range(rounds):
        for form, turn in (("md", _markdown), ("html", _html)):
            name = f"{form}-{language}-{posts}-{number}"
            project = corpus.write_project(folder / name, posts=posts, language=language, form=form)
            taking_part = [peer for peer in peers if posts <= peer.most_posts.get(form, 0)]
            turn(runs, project, language, taking_part)
            shutil.rmtree(project)
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
        shutil.rmtree(place.work)


def _html(runs: Runs, project: Path, language: str, peers: Sequence[Peer]) -> None:
    """Take a round of what is measured on HTML posts: the catalogs of a first run."""
    places = _places(project, project / "source_posts" / language, peers)
    runs.take("lfnkr", "extract HTML", EXTRACT, folder=project)
    for peer, place in places.items():
        runs.take(peer.name, "extract HTML", *peer.extract_html(place))
        shutil.rmtree(place.work)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--languages", nargs="+", choices=sorted(OTHER), default=sorted(OTHER))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    peers = available()
    compileall.compile_dir(Path(lfnkr_i18n.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        found = {
            (language, posts): measure(
                Path(folder), posts=posts, language=language, rounds=options.rounds, peers=peers
            ).medians()
            for language in options.languages
            for posts in sorted(options.posts)
        }
    report.publish(
        found, versions={peer.name: peer.version for peer in peers}, rounds=options.rounds, write=options.write
    )


if __name__ == "__main__":
    main()

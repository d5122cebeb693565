"""Measure the program against its peers, against what any program must do, and against what is asked of it.

    python benchmarks/run.py [--only PART…] [--posts 100 1000 10000] [--languages en ja] [--rounds 3] [--write]

Without --only all parts are measured, which takes hours: the posts (posts.py), and what is in parts.py. With --write
what was measured is kept in results.json, and docs/benchmarks.md and its plot are made from all that is kept there: so
the parts can be measured one after the other. Else the page is printed, of this run's figures alone. Corpora of more
than 1,000 posts are measured in one round. The machine may be shared and loaded: rely on ratios. --quick runs
everything once, as small as can be.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import posts
import report
import results
from parts import PARTS, POSTS
from peers import available

import lfnkr_i18n

FEW = 1000
"""Posts up to which a corpus is measured in several rounds."""
QUICK = [20]
"""Posts of a quick run."""


def measure_posts(found: results.Results, options: argparse.Namespace) -> None:
    """Measure every corpus that is asked for."""
    peers = available()
    found.peers = {peer.name: peer.version for peer in peers}
    compileall.compile_dir(Path(lfnkr_i18n.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        for number in sorted(QUICK if options.quick else options.posts):
            rounds = 1 if options.quick or number > FEW else options.rounds
            for language in options.languages:
                runs = posts.measure(Path(folder), posts=number, language=language, rounds=rounds, peers=peers)
                found.add_corpus(language, number, rounds, runs.medians())
                keep(found, options)


def keep(found: results.Results, options: argparse.Namespace) -> None:
    """Write what is known so far: a run that is broken off has measured something."""
    if options.write:
        results.save(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=[POSTS, *PARTS], metavar="PART", help=", ".join([POSTS, *PARTS]))
    parser.add_argument("--posts", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--languages", nargs="+", choices=sorted(posts.OTHER), default=sorted(posts.OTHER))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="everything once, as small as can be")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.quick and options.write:
        parser.error("--quick measures nothing that is worth writing down")
    if options.write and find_spec("matplotlib") is None:
        parser.error("--write draws a plot: pip install -e '.[bench]'")
    found = results.load() if options.write else results.Results()
    for name in options.only or [*PARTS, POSTS]:
        start = time.monotonic()
        if name == POSTS:
            measure_posts(found, options)
        else:
            found.add_part(name, PARTS[name].rows(quick=options.quick))
            keep(found, options)
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    if options.write:
        report.write(found)  # last: matplotlib is large, and Linux counts a starter's memory as its programs'
    else:
        sys.stdout.write(report.page(found))


if __name__ == "__main__":
    main()

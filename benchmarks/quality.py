"""Measure the checks: what they find, and what they cry wolf at.

    python benchmarks/quality.py [--pofilter PROGRAM] [--public FOLDER_EN FOLDER_JA]... [--link EN=JA]... [--json]

recall    share of planted mistakes at which the check speaks: by hand (tests/files/checks/planted), by mutation of good
          pairs (quality_mutations.py); beside it the share at which any check speaks
false     findings per 100 good pairs (tests/files/checks/good_pairs.tsv), and those of severity error
speed     seconds for 100,000 pairs through all checks on one core, from 6,000 different ones

--pofilter says what the Translate Toolkit's finds in the same pairs. --public takes posts in two languages, files
of the same name, and shows the ten most frequent findings: what is not a mistake there is a false alarm. --missed and
--false show the pairs.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from quality_mutations import edits, mistakes
from quality_peer import HOW_TO, pofilter_findings
from quality_public import pairs_of
from quality_rows import GOOD, OTHER, Row, planted, rows
from quality_terms import right_pairs
from rows import add_option, at_most, show

from lfnkr_i18n.checks import CHECKS, POST_CHECKS, PlacedPair, findings_in, post_findings
from lfnkr_i18n.model import Finding, Pair, Severity

NAMES = (*CHECKS, *POST_CHECKS)
TIMED = 6_000
POST = 40
PROMISED = 100_000


@dataclass(frozen=True, slots=True)
class Recall:
    """What a check finds of its planted mistakes."""

    check: str
    severity: str
    """Of the gravest finding: `error` or `warning`; empty where nothing was found."""
    by_hand: int
    found_by_hand: int
    mutated: int
    found_mutated: int
    mutated_least: int
    """Mutated ones of the direction that has fewer."""
    found_by_any: int
    """Of both, those at which at least one check speaks."""

    @property
    def share(self) -> float:
        """Recall over both, 0.0 to 1.0; 1.0 where nothing is planted."""
        total = self.by_hand + self.mutated
        return (self.found_by_hand + self.found_mutated) / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Alarms:
    """What all checks say of pairs that are good."""

    pairs: int
    findings: int
    errors: int
    by_check: dict[str, int]

    def per_hundred(self, number: int) -> float:
        """Return a number of findings per 100 pairs."""
        return 100 * number / self.pairs if self.pairs else 0.0


def recall(check: str, good: Sequence[Row]) -> Recall:
    """Return what a check finds of the mistakes that were planted for it."""
    by_hand = planted(check)
    mutated = edits(good) if check == "stale-edit" else mistakes(check, good)
    said = [(row, row.findings()) for row in (*by_hand, *mutated)]
    spoke = [bool(row.findings(check)) for row, _ in said]
    severities = {finding.severity for _, found in said for finding in found if finding.check == check}
    return Recall(
        check=check,
        severity=min(severities, default=""),
        by_hand=len(by_hand),
        found_by_hand=sum(spoke[: len(by_hand)]),
        mutated=len(mutated),
        found_mutated=sum(spoke[len(by_hand) :]),
        mutated_least=min(sum(row.language == language for row in mutated) for language in OTHER),
        found_by_any=sum(bool(found) for _, found in said),
    )


def missed(check: str, good: Sequence[Row]) -> Iterator[Row]:
    """Yield the planted mistakes at which a check is silent."""
    for row in (*planted(check), *(edits(good) if check == "stale-edit" else mistakes(check, good))):
        if not row.findings(check):
            yield row


def alarms(good: Iterable[Row]) -> tuple[Alarms, list[tuple[Row, Finding]]]:
    """Return how often the checks speak of pairs, and each finding with its pair."""
    pairs = list(good)
    found = [(row, finding) for row in pairs for finding in row.findings()]
    errors = sum(finding.severity is Severity.ERROR for _, finding in found)
    by_check = Counter(finding.check for _, finding in found)
    return Alarms(len(pairs), len(found), errors, dict(by_check.most_common())), found


def seconds_for(good: Sequence[Row]) -> float:
    """Return the seconds of `PROMISED` pairs, extrapolated from `TIMED` different ones: no cache knows any of them.

    Each is a good pair with a name of its own after it, and they are checked as the posts that they would make, of
    `POST` pairs. The good pairs hold numbers, dates and markup in nearly every line; posts are checked faster.
    """
    named = [_named(good[number % len(good)], number) for number in range(TIMED)]
    pairs = [row.pair() for row in sorted(named, key=lambda row: row.language)]
    posts = [pairs[first : first + POST] for first in range(0, TIMED, POST)]
    _check(posts[0])
    start = time.process_time()
    for post in posts[1:]:
        _check(post)
    return (time.process_time() - start) * PROMISED / (TIMED - POST)


def _check(post: Sequence[Pair]) -> None:
    findings_in(post)
    list(post_findings([PlacedPair(number, number, pair) for number, pair in enumerate(post)]))


def _named(row: Row, number: int) -> Row:
    letters = "".join(chr(ord("a") + number // 26**place % 26) for place in range(3))
    return replace(row, source=f"{row.source} X{letters}", target=f"{row.target} X{letters}")


def _table(recalls: Iterable[Recall], false: Alarms) -> Iterator[str]:
    yield f"{'check':20} {'severity':9} {'by hand':>9} {'mutated':>9} {'recall':>7} {'any check':>9} {'false':>6}"
    for one in recalls:
        total = one.by_hand + one.mutated
        by_hand, mutated = f"{one.found_by_hand}/{one.by_hand}", f"{one.found_mutated}/{one.mutated}"
        share, by_any = (f"{one.share:.1%}", f"{one.found_by_any}/{total}") if total else ("-", "-")
        wrong = false.by_check.get(one.check, 0)
        yield f"{one.check:20} {one.severity:9} {by_hand:>9} {mutated:>9} {share:>7} {by_any:>9} {wrong:>6}"


def _summary(name: str, false: Alarms) -> str:
    every, errors = false.per_hundred(false.findings), false.per_hundred(false.errors)
    return f"{name}: {false.pairs} pairs, {every:.2f} findings and {errors:.2f} errors per 100"


def _frequent(found: Sequence[tuple[Row, Finding]], examples: int) -> Iterator[str]:
    """Yield the ten most frequent checks and severities, with pairs at which they spoke."""
    kinds = Counter((finding.check, finding.severity) for _, finding in found)
    for (check, severity), count in kinds.most_common(10):
        yield f"  {count:5} {check} ({severity})"
        spoke = [(row, f) for row, f in found if (f.check, f.severity) == (check, severity)]
        for row, finding in spoke[:: max(1, len(spoke) // examples)][:examples]:
            yield f"          {finding.message}\n            {row.source!r}\n            {row.target!r}"


def _peer(good: Sequence[Row], program: str) -> Iterator[str]:
    found = pofilter_findings(good, program)
    if found is None:
        yield HOW_TO
        return
    capitals = found["simplecaps"] + found["startcaps"]
    most = ", ".join(f"{name} {count}" for name, count in found.most_common(5))
    yield (
        f"pofilter: {100 * found.total() / len(good):.2f} findings per 100 of these pairs"
        f" ({100 * (found.total() - capitals) / len(good):.2f} without its two tests for capitals); {most}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pofilter", default="pofilter", metavar="PROGRAM", help="the program to compare with")
    parser.add_argument("--public", action="append", nargs=2, type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--link", action="append", default=[], metavar="EN=JA", help="link prefixes of public posts")
    parser.add_argument("--json", action="store_true", help="print recall and false findings alone, as JSON")
    parser.add_argument("--missed", action="store_true", help="show the planted mistakes that were not found")
    parser.add_argument("--false", action="store_true", help="show what was found in good pairs")
    add_option(parser)
    options = parser.parse_args()
    good = rows(GOOD)
    if options.rows:
        show([at_most(f"{PROMISED:,} pairs through all checks", 30, seconds_for(good), "s")], as_json=True)
        return
    recalls, (false, found) = [recall(check, good) for check in NAMES], alarms(good)
    right, _found = alarms(right_pairs(good))
    if options.json:
        shares = [asdict(one) | {"share": one.share} for one in recalls]
        print(json.dumps({"recall": shares, "good": asdict(false), "right": asdict(right)}))
        return
    print("\n".join(_table(recalls, false)))
    for check in NAMES if options.missed else ():
        print("\n".join(f"missed by {check}: {row.source!r} {row.target!r}" for row in missed(check, good)))
    print(_summary("good", false))
    print(_summary("good, with right sentences about terms", right))
    print("\n".join(_frequent(found, 5)) if options.false else "", end="\n" if options.false else "")
    print("\n".join(_peer(good, options.pofilter)))
    print(f"speed: {seconds_for(good):.1f} s for {PROMISED:,} pairs")
    for english, japanese in options.public:
        public = list(pairs_of(english, japanese, links=dict(link.split("=", 1) for link in options.link)))
        false, found = alarms(public)
        print("\n".join([_summary(english.name, false), *_frequent(found, 2), *_peer(public, options.pofilter)]))


if __name__ == "__main__":
    main()

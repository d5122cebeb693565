"""What has one right answer in the entries of a catalog, put there as far as the checks have nothing new to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import polib

from lfnkr_i18n.catalog import State, key, key_of, live, state_of
from lfnkr_i18n.checks import kept_pieces
from lfnkr_i18n.config import Project
from lfnkr_i18n.model import Finding, Key, Markup
from lfnkr_i18n.steps.checking.findings import findings_of
from lfnkr_i18n.steps.posts import SourcePost

Said = Mapping[Key, Sequence[Finding]]
"""What the checks say of each entry."""

_ROUNDS = 5
"""Fixes may make room for others: this often the checks are asked again."""


def put_right(
    ask: Callable[[], Said], catalog: polib.POFile, markups: Mapping[Key, Markup], *, reviewed: bool
) -> tuple[int, int]:
    """Fix a catalog's entries; return in how many places, and how many places of reviewed entries were spared.

    An entry stays as it is where the checks would have something new to say of it, or code or an address would change:
    １ right behind an address would become part of it as 1.
    """
    entries = {key(entry): entry for entry in live(catalog) if not entry.msgid_plural}
    mine = {place for place, entry in entries.items() if reviewed or state_of(entry) is not State.REVIEWED}
    said = first = ask()
    spared = sum(replaced(entries[place].msgstr, found)[1] for place, found in said.items() if place not in mine)
    texts: dict[Key, str] = {}
    counts: Counter[Key] = Counter()
    for _round in range(_ROUNDS):
        fixes = {place: replaced(entries[place].msgstr, found) for place, found in said.items() if place in mine}
        if not any(count for _text, count in fixes.values()):
            break
        for place, (text, count) in fixes.items():
            texts.setdefault(place, entries[place].msgstr)
            entries[place].msgstr = text
            counts[place] += count
        said = ask()
    for place, text in texts.items():
        markup, fixed = markups.get(place, Markup.MARKDOWN), entries[place].msgstr
        news = _checks(said.get(place, ())) - _checks(first.get(place, ()))
        if news or kept_pieces(fixed, markup) != kept_pieces(text, markup):
            entries[place].msgstr = text
            counts[place] = 0
    return counts.total(), spared


def _checks(found: Sequence[Finding]) -> Counter[str]:
    """Return how often each check speaks."""
    return Counter(finding.check for finding in found)


def said_of(project: Project, source: SourcePost, catalog: polib.POFile, language: str, names: Sequence[str]) -> Said:
    """Return what the checks say of each entry."""
    said: dict[Key, list[Finding]] = {}
    for finding in findings_of(project, source, catalog, language, names=names, frozen=True).findings:
        if finding.segment is not None:
            said.setdefault(key_of(source.post.segments[finding.segment]), []).append(finding)
    return said


def replaced(text: str, found: Sequence[Finding]) -> tuple[str, int]:
    """Return a translation with what is right in the place of what is not, and in how many places.

    Of two findings that overlap the first is taken; the other comes again when the checks are asked again.
    """
    parts, done, count = [], 0, 0
    fixable = [(f.target_span, f.replacement) for f in found if f.target_span is not None and f.replacement is not None]
    for span, right in sorted(fixable, key=lambda fix: (fix[0].start, fix[0].end)):
        if span.start < done or span.end > len(text) or text[span.start : span.end] == right:
            continue
        parts += [text[done : span.start], right]
        done, count = span.end, count + 1
    fixed = "".join(parts) + text[done:]
    return (fixed, count) if fixed.strip() else (text, 0)

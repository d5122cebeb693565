"""Fix: what has one right answer in a translation, as the checks know it, put there; the entry keeps its state."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import msgspec
import polib

from lfnkr_i18n.catalog import State, key, key_of, live, serialize, state_of
from lfnkr_i18n.checks import kept_pieces
from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.files import locked
from lfnkr_i18n.model import Finding, Key, Markup
from lfnkr_i18n.replacing import replace_file
from lfnkr_i18n.steps.checking.check import chosen_names
from lfnkr_i18n.steps.checking.findings import findings_of
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.posts import SourcePost, Unreadable, attempt, unreadable
from lfnkr_i18n.steps.selection import Selection

Said = Mapping[Key, Sequence[Finding]]
"""What the checks say of each entry."""

_ROUNDS = 5
"""Fixes may make room for others: this often the checks are asked again."""


class Fixed(msgspec.Struct, frozen=True):
    """What fixing would do, or did, to one catalog; `problem` says why it could not be looked at."""

    post: str
    path: str
    language: str = ""
    catalog: str = ""
    places: int = 0
    """How many places are (or would be) put right."""
    reviewed: int = 0
    """How many more are in reviewed entries, which only `reviewed=True` touches."""
    diff: str = ""
    """From the catalog as it is to the fixed one, unified, both in our layout."""
    old: bytes = b""
    """The file as it was read."""
    new: bytes = b""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found."""


def plan_fixes(
    project: Project,
    selection: Selection,
    *,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    reviewed: bool = False,
) -> Iterator[Fixed]:
    """Yield, for each catalog that holds something to fix, what would be written; nothing is.

    Reviewed entries are left alone unless `reviewed`. Findings that people dismissed are not fixed, nor is an entry in
    which a fix would give the checks something new to say.
    """
    names = chosen_names(project, only, skip)
    for item in unreadable(project, selection):
        yield Fixed(item.post, item.shown, problem=item.message)
    for file in selection.files:
        yield from _plan_post(project, selection, file, names, reviewed=reviewed)


def apply_fixes(project: Project, plan: Fixed) -> bool:
    """Write a planned catalog, unless somebody saved it since it was read (ChangedMeanwhile); tell whether it was."""
    if not plan.places:
        return False
    path = project.catalog_path(plan.post, plan.language)
    with locked(plan.catalog, cache=project.cache):
        return replace_file(path, plan.new, expected=plan.old, tmp=project.tmp, shown=plan.catalog)


def _plan_post(
    project: Project, selection: Selection, file: PostFile, names: Sequence[str], *, reviewed: bool
) -> Iterator[Fixed]:
    source = attempt(project, selection, file)
    if isinstance(source, Unreadable):
        yield Fixed(source.post, source.shown, problem=source.message, names=source.names)
        return
    for language in source.targets:
        if selection.wants(language):
            try:
                plan = _plan(project, source, language, names, reviewed=reviewed)
            except LfnkrError as error:
                yield Fixed(source.id, source.shown, language, problem=str(error), names=error.people)
            else:
                if plan is not None:
                    yield plan


def _plan(project: Project, source: SourcePost, language: str, names: Sequence[str], *, reviewed: bool) -> Fixed | None:
    file = open_gated(project, source.id, language)
    shown = file.shown
    if file.catalog is None or file.data is None:
        return None
    before = serialize(file.catalog).decode()
    ask = partial(_said, project, source, file.catalog, language, names)
    markups = {key_of(segment): segment.markup for segment in source.post.segments}
    places, spared = put_right(ask, file.catalog, markups, reviewed=reviewed)
    if not places and not spared:
        return None
    after = serialize(file.catalog).decode()
    diff = _diff(before, after, shown)
    new = after.encode() if places else file.data
    return Fixed(source.id, source.shown, language, shown, places, spared, diff, file.data, new)


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


def _said(project: Project, source: SourcePost, catalog: polib.POFile, language: str, names: Sequence[str]) -> Said:
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


def _diff(before: str, after: str, shown: str) -> str:
    lines = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), shown, shown, n=2)
    return "".join(lines)

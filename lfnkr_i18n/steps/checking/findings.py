"""What the checks find in a post's catalog: for check, publish and status alike."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import polib
from msgspec.structs import replace

from lfnkr_i18n.catalog import State, key, key_of, live, state_of
from lfnkr_i18n.checks import PICTURES, Alias, PlacedPair
from lfnkr_i18n.config import Project
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Finding, Key, Pair, Segment, Severity
from lfnkr_i18n.steps.checking.asking import answer, question, recalled
from lfnkr_i18n.steps.checking.consistency import ACROSS, Disagreement
from lfnkr_i18n.steps.checking.dismissing import Judged, judged
from lfnkr_i18n.steps.checking.facts import entry_digest
from lfnkr_i18n.steps.checking.names import BLOCKS, NAMES, enabled_names
from lfnkr_i18n.steps.checking.pictures import of_pictures
from lfnkr_i18n.steps.names.gates import people_of
from lfnkr_i18n.steps.posts import SourcePost
from lfnkr_i18n.steps.terms import glossary_of


def findings_of(
    project: Project,
    source: SourcePost,
    catalog: polib.POFile,
    language: str,
    *,
    names: Collection[str] | None = None,
    allow_drafts: bool = False,
    others: Sequence[Disagreement] | None = None,
    frozen: bool = False,
) -> Judged:
    """Return what the checks find in a post's translations, in the order of the segments, less what people dismissed.

    `names` are those of the project's own checks where none are given. Of drafts and stale translations everything is a
    warning, since a reviewer will see them first; with `allow_drafts`, which publishes them, errors stay errors. A text
    that stands several times in a post is one entry, and its findings come once. What may move within a block is
    compared by block where its sentences differ. `others` are what the post says differently than other posts;
    without them nothing is said about that. What the project's own checks find is kept for who asks next, unless
    `frozen`.
    """
    chosen = set(enabled_names(project) if names is None else names)
    found = _found(project, source, catalog, language, chosen, allow_drafts=allow_drafts, frozen=frozen)
    if BLOCKS in chosen:
        found += _of_blocks(source)
    if PICTURES in chosen:
        found += of_pictures(project, source, language)
    if others is None:
        chosen.difference_update(ACROSS)  # a dismissal of what is not asked is not one of nothing
    else:
        found += _across(others, source, chosen)
    return judged(found, source.post.segments, catalog, chosen, known=NAMES, people=project.settings.people)


def of_original(project: Project, source: SourcePost, *, names: Collection[str] | None = None) -> list[Finding]:
    """Return what the checks find in a post that is published as it is; `names` as in `findings_of`."""
    chosen = enabled_names(project) if names is None else names
    return list(of_pictures(project, source, source.language)) if PICTURES in chosen else []


def _of_blocks(source: SourcePost) -> Iterator[Finding]:
    """Yield what people must know of a post's blocks, at the segment before which it matters."""
    lines = [segment.line for segment in source.post.segments]
    for line, message in source.post.remarks:
        text = _("line {line} of the source: {message}").format(line=line, message=message)
        yield Finding(BLOCKS, Severity.WARNING, text, segment=max(0, bisect_right(lines, line) - 1) if lines else None)


def _across(others: Sequence[Disagreement], source: SourcePost, names: Collection[str]) -> Iterator[Finding]:
    """Yield what a post says otherwise than others, at its entries."""
    if not others:
        return
    places = {entry_digest(key_of(segment)): index for index, segment in reversed([*enumerate(source.post.segments)])}
    for one in others:
        if one.check in names and (one.entry is None or one.entry in places):
            place = None if one.entry is None else places[one.entry]
            yield Finding(one.check, Severity.WARNING, one.message, segment=place)


def _found(
    project: Project,
    source: SourcePost,
    catalog: polib.POFile,
    language: str,
    names: Collection[str],
    *,
    allow_drafts: bool,
    frozen: bool,
) -> list[Finding]:
    """Return what the checks find, whoever dismissed it."""
    entries = {key(entry): entry for entry in live(catalog) if not entry.msgid_plural}
    segments = source.post.segments
    asked = question(_pairs(project, source, entries, language), names, aliases=_aliases(project))
    if names == set(enabled_names(project)):
        found = recalled(project, f"{language}/{source.id}", asked, frozen=frozen)
    else:
        found = answer(asked)
    if found and not allow_drafts:
        unreviewed = {name for name, entry in entries.items() if _is_unreviewed(entry)}
        found = [_weighed(finding, segments, unreviewed) for finding in found]
    return list(_once(found, source))


def _pairs(
    project: Project, source: SourcePost, entries: Mapping[Key, polib.POEntry], language: str
) -> Iterator[PlacedPair]:
    """Yield a post's segments with their translations, in order."""
    links, style, terms = project.links_for(source.language, language), project.settings.style, glossary_of(project)
    sizes = Counter([segment.block for segment in source.post.segments])
    for index, segment in enumerate(source.post.segments):
        entry = entries.get(key_of(segment))
        pair = Pair(
            source=segment.source,
            target="" if entry is None else entry.msgstr,
            source_language=source.language,
            target_language=language,
            kind=segment.kind,
            alone=sizes[segment.block] == 1,
            links=links,
            style=style,
            previous_source="" if entry is None else _previous_source(entry),
            terms=terms,
            context=segment.context,
            markup=segment.markup,
        )
        yield PlacedPair(index, segment.block, pair)


def _previous_source(entry: polib.POEntry) -> str:
    """Return what a stale translation was made of; nothing where it is not stale, or that is not known."""
    return entry.previous_msgid if entry.previous_msgid and state_of(entry) is State.STALE else ""


def _weighed(finding: Finding, segments: Sequence[Segment], unreviewed: Collection[Key]) -> Finding:
    """Return a finding as a warning where it is about an entry that a reviewer will see first."""
    if finding.segment is None or key_of(segments[finding.segment]) not in unreviewed:
        return finding
    return replace(finding, severity=Severity.WARNING)


def _aliases(project: Project) -> tuple[Alias, ...]:
    """Return what people at risk are called in public, never how they are listed."""
    public = ((person.id, person.public.items()) for person in people_of(project))
    return tuple(Alias(id_, tuple((primary(language), form) for language, form in forms)) for id_, forms in public)


def _is_unreviewed(entry: polib.POEntry) -> bool:
    return state_of(entry) in (State.DRAFT, State.STALE)


def _once(found: Iterable[Finding], source: SourcePost) -> Iterator[Finding]:
    """Yield the findings of each entry once; `alone` may differ where its text stands in several blocks."""
    seen = set()
    for finding in found:
        entry = None if finding.segment is None else key_of(source.post.segments[finding.segment])
        identity = (entry, replace(finding, segment=None))
        if identity not in seen:
            seen.add(identity)
            yield finding

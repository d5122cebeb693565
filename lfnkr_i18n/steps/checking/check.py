"""Check: what may be wrong with the translations of every post, each finding with its place in the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import polib

from lfnkr_i18n.catalog import State, key, key_of, live, state_of
from lfnkr_i18n.catalog.model import Key
from lfnkr_i18n.checks import GATES, PROTECTED, PROTECTING, UNREVIEWED, UNTRANSLATED
from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.errors import LfnkrError, NameFound, UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Finding, Segment, Severity
from lfnkr_i18n.steps.checking.consistency import ACROSS, Disagreements, disagreements
from lfnkr_i18n.steps.checking.findings import enabled_names, findings_of, known_names
from lfnkr_i18n.steps.checking.integrity import CATALOG, integrity
from lfnkr_i18n.steps.mapping import each_language
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.posts import SourcePost, Unreadable
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

_STOPS = {State.UNTRANSLATED: UNTRANSLATED, State.DRAFT: UNREVIEWED, State.STALE: UNREVIEWED}
"""The gate that stops an entry of a state."""


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding, and where a person finds it."""

    path: str
    """The catalog, from the project's folder."""
    line: int
    """Line of the entry, from 1; of what is about the whole post 1."""
    finding: Finding
    source: str = ""
    """The entry's text that `finding.source_span` counts in; empty where it is about the whole post."""
    target: str = ""
    """Its translation, of `finding.target_span`."""
    kind: str = ""
    """As `Segment.kind`."""
    by: str = ""
    """Who dismissed it; empty where it stands."""
    reason: str = ""
    """Why it was dismissed."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say about one post in one language; `problem` says why it could not be checked."""

    post: str
    path: str
    language: str = ""
    """Target language; empty where the post itself could not be read."""
    catalog: str = ""
    findings: tuple[PlacedFinding, ...] = ()
    """In the order of the catalog's lines."""
    dismissed: tuple[PlacedFinding, ...] = ()
    """Findings that a person answers for, in a comment of their entry."""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found."""

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(placed.finding.severity is severity for placed in self.findings)


def check(
    project: Project,
    selection: Selection,
    *,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    executor: Executor | None = None,
) -> Iterator[Checked]:
    """Check the catalogs as they are on the disk; yield one result a post and target language that has one.

    A catalog in which a listed name stands has that finding alone, whatever was chosen: no other may quote it.
    Without `only`, all checks but those that lfnkr.toml disables; untranslated and unreviewed entries come only when
    `only` asks for them. Where several posts are checked, what they say differently is a finding too. Raises
    UsageError for a name that is no check.
    """
    names = chosen_names(project, only, skip)
    others = None
    if len(selection.files) > 1 and not set(names).isdisjoint(ACROSS):
        others = disagreements(project, selection, executor=executor)
    known = None if only or skip else memo(project, "check", Checked | None, keeps=_may_keep)
    about = partial(_said_of, others, project.settings.project.languages)
    work = partial(_check_catalog, project, names, others)
    for result in each_language(project, selection, work, executor=executor, memo=known, context=about):
        if isinstance(result, Unreadable):
            yield Checked(result.post, result.shown, problem=result.message, names=result.names)
        elif result is not None:
            yield result


def _may_keep(result: Checked | None) -> bool:
    """Tell whether a result may lie in the cache: not where it quotes what people must be protected from."""
    if result is None:
        return True
    return result.problem is None and not any(placed.finding.check in PROTECTING for placed in result.findings)


def _said_of(others: Disagreements | None, languages: Sequence[str], file: PostFile) -> object:
    """Return what is said of a post beside others; None: it is not compared."""
    if others is None:
        return None
    return [(language, list(others.get((file.id, language), ()))) for language in languages]


def chosen_names(project: Project, only: Sequence[str], skip: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the checks that `--only` and `--skip` choose. Raises UsageError for one that is none."""
    known = known_names()
    for name in (*only, *skip):
        if name not in known:
            raise UsageError(_("no check `{name}`; there are {known}").format(name=name, known=", ".join(known)))
    enabled = enabled_names(project)
    chosen = [name for name in known if name in only] if only else enabled
    return tuple(name for name in chosen if name not in skip)


def _check_catalog(
    project: Project, names: Sequence[str], others: Disagreements | None, source: SourcePost, language: str
) -> Checked | None:
    """Return what is found in one catalog; None where there is none yet."""
    path = project.catalog_path(source.id, language)
    shown = project.relative(path)
    try:
        catalog = open_gated(project, source.id, language).catalog
    except NameFound as error:
        finding = Finding(PROTECTED, Severity.ERROR, error.problem)
        place = PlacedFinding(error.path, error.line or 1, finding)
        return Checked(source.id, source.shown, language, error.path, (place,), names=error.people)
    except LfnkrError as error:
        return Checked(source.id, source.shown, language, shown, problem=str(error))
    if catalog is None:
        return None
    entries = {key(entry): entry for entry in live(catalog)}
    different = None if others is None else others.get((source.id, language), ())
    said = findings_of(project, source, catalog, language, names=names, others=different)
    gates = _gates(source.post.segments, entries, [name for name in names if name in GATES])
    whole = integrity(source, catalog, language) if CATALOG in names else ()
    found = (*whole, *said.findings, *gates)
    placed = [_placed(finding, source.post.segments, entries, shown) for finding in found]
    dismissed = [
        replace(_placed(one.finding, source.post.segments, entries, shown), by=one.by, reason=one.reason)
        for one in said.dismissed
    ]
    return Checked(source.id, source.shown, language, shown, _by_line(placed), _by_line(dismissed))


def _by_line(placed: Sequence[PlacedFinding]) -> tuple[PlacedFinding, ...]:
    return tuple(sorted(placed, key=lambda one: one.line))


def _gates(
    segments: Sequence[Segment], entries: Mapping[Key, polib.POEntry], names: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding for each entry that the gates named stop at; a text that stands several times is one entry."""
    messages = {UNTRANSLATED: _("not translated yet"), UNREVIEWED: _("not reviewed yet")}
    seen = set()
    for index, segment in enumerate(segments):
        entry = entries.get(key_of(segment))
        state = State.UNTRANSLATED if entry is None else state_of(entry)
        gate = _STOPS.get(state)
        if gate is not None and gate in names and key_of(segment) not in seen:
            seen.add(key_of(segment))
            yield Finding(gate, Severity.ERROR, messages[gate], segment=index)


def _placed(
    finding: Finding, segments: Sequence[Segment], entries: Mapping[Key, polib.POEntry], shown: str
) -> PlacedFinding:
    if finding.segment is None:
        return PlacedFinding(shown, 1, finding)
    segment = segments[finding.segment]
    entry = entries.get(key_of(segment))
    if entry is None:
        return PlacedFinding(shown, 1, finding, segment.source, kind=segment.kind)
    return PlacedFinding(shown, entry.linenum or 1, finding, segment.source, entry.msgstr, segment.kind)

"""One catalog checked, as it is on the disk: what the checks find in it, each finding at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polib
from msgspec.structs import replace

from lfnkr_i18n.catalog import State, key, key_of, live, state_of
from lfnkr_i18n.checks import GATES, PROTECTED, UNREVIEWED, UNTRANSLATED
from lfnkr_i18n.config import Project, catalog_name
from lfnkr_i18n.errors import LfnkrError, NameFound
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Finding, Key, Segment, Severity
from lfnkr_i18n.steps.checking.checked import Checked, PlacedFinding
from lfnkr_i18n.steps.checking.consistency import Disagreements
from lfnkr_i18n.steps.checking.findings import findings_of, of_original
from lfnkr_i18n.steps.checking.integrity import integrity
from lfnkr_i18n.steps.checking.names import CATALOG
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.posts import SourcePost
from lfnkr_i18n.steps.problems import trouble_of

_STOPS = {State.UNTRANSLATED: UNTRANSLATED, State.DRAFT: UNREVIEWED, State.STALE: UNREVIEWED}
"""The gate that stops an entry of a state."""


def check_catalog(
    project: Project, names: Sequence[str], others: Disagreements | None, source: SourcePost, language: str
) -> Checked | None:
    """Return what is found in one catalog; None where there is none yet."""
    if language == source.language:
        return _check_original(project, names, source)
    shown = catalog_name(source.id, language)
    try:
        catalog = open_gated(project, source.id, language).catalog
    except NameFound as error:
        finding = Finding(PROTECTED, Severity.ERROR, error.problem)
        place = PlacedFinding(error.path, error.line or 1, finding)
        return Checked(source.id, source.shown, language, error.path, (place,), names=error.people)
    except LfnkrError as error:
        trouble = trouble_of(error, shown)
        return Checked(source.id, source.shown, language, shown, problem=str(error), trouble=trouble)
    if catalog is None:
        return None
    entries = {key(entry): entry for entry in live(catalog)}
    different = None if others is None else others.get((source.id, language), ())
    said = findings_of(project, source, catalog, language, names=names, others=different)
    gates = _gates(source.post.segments, entries, [name for name in names if name in GATES])
    whole = integrity(source, catalog, language) if CATALOG in names else ()
    found = (*whole, *said.findings, *gates)
    placed = [_placed(finding, source, entries, shown) for finding in found]
    dismissed = [
        replace(_placed(one.finding, source, entries, shown), by=one.by, reason=one.reason) for one in said.dismissed
    ]
    return Checked(source.id, source.shown, language, shown, _by_line(placed), _by_line(dismissed))


def _check_original(project: Project, names: Sequence[str], source: SourcePost) -> Checked | None:
    """Return what is found in a post that is published as it is; None for nothing."""
    try:
        found = of_original(project, source, names=names)
    except LfnkrError as error:
        trouble = trouble_of(error, source.shown)
        return Checked(source.id, source.shown, source.language, problem=str(error), trouble=trouble)
    placed = [PlacedFinding(source.shown, finding.line or 1, finding) for finding in found]
    return Checked(source.id, source.shown, source.language, findings=_by_line(placed)) if placed else None


def _by_line(placed: Sequence[PlacedFinding]) -> tuple[PlacedFinding, ...]:
    return tuple(sorted(placed, key=lambda one: (one.finding.line is not None, one.line)))


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


def _placed(finding: Finding, source: SourcePost, entries: Mapping[Key, polib.POEntry], shown: str) -> PlacedFinding:
    if finding.line is not None:
        return PlacedFinding(source.shown, finding.line, finding)
    if finding.segment is None:
        return PlacedFinding(shown, 1, finding)
    segment = source.post.segments[finding.segment]
    entry = entries.get(key_of(segment))
    if entry is None:
        return PlacedFinding(shown, 1, finding, segment.source, kind=segment.kind)
    return PlacedFinding(shown, entry.linenum or 1, finding, segment.source, entry.msgstr, segment.kind)

"""Dismissed findings: what reviewers answer for in the catalog's comments, and comments that say too little."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
import polib

from lfnkr_i18n.catalog import Dismissal, dismissals, key, key_of, live
from lfnkr_i18n.catalog.model import HEADER
from lfnkr_i18n.checks import PROTECTING
from lfnkr_i18n.config import Person
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Finding, Key, Segment, Severity
from lfnkr_i18n.steps.checking.names import DISMISSAL

EXAMPLE = "# ignore: numbers - quoted as printed (by aya)"
"""What a dismissal looks like."""


class Dismissed(msgspec.Struct, frozen=True):
    """A finding that a person answers for."""

    finding: Finding
    by: str
    reason: str


class Judged(msgspec.Struct, frozen=True):
    """What the checks say of a post in a language."""

    findings: tuple[Finding, ...]
    """Those that stand, in the order of the segments; what is wrong with dismissals comes last."""
    dismissed: tuple[Dismissed, ...] = ()


def judged(
    found: Sequence[Finding],
    segments: Sequence[Segment],
    catalog: polib.POFile,
    names: Collection[str],
    *,
    known: Collection[str],
    people: Collection[Person] = (),
) -> Judged:
    """Return the findings less those that a comment of their entry dismisses.

    `names` are the checks that were run, `known` all there are. What is about the whole post is dismissed in the
    header's comment. With `dismissal` among the names, dismissals that lack something or dismiss nothing any more are
    warnings.
    """
    comments = _comments(catalog)
    if not comments:
        return Judged(tuple(found))
    places = {key_of(segment): index for index, segment in reversed([*enumerate(segments)])}
    standing: list[Finding] = []
    dismissed: list[Dismissed] = []
    used: set[tuple[Key, Dismissal]] = set()
    for finding in found:
        place = HEADER if finding.segment is None else key_of(segments[finding.segment])
        line = _fitting(finding, comments.get(place, ()), people)
        if line is None:
            standing.append(finding)
        else:
            used.add((place, line))
            dismissed.append(Dismissed(finding, line.by, line.reason))
    if DISMISSAL in names:
        texts = {key(entry): entry.msgstr for entry in live(catalog)}
        for place, lines in comments.items():
            about = places.get(place)
            if place == HEADER or (about is not None and texts.get(place, "").strip()):
                left = [line for line in lines if (place, line) not in used]
                problems = _problems(left, names, known=known, people=people)
                standing += [Finding(DISMISSAL, Severity.WARNING, problem, segment=about) for problem in problems]
    return Judged(tuple(standing), tuple(dismissed))


def _comments(catalog: polib.POFile) -> Mapping[Key, list[Dismissal]]:
    """Return the dismissals of each entry that has any, the header's first."""
    commented = [(HEADER, catalog.header), *((key(entry), entry.tcomment) for entry in live(catalog))]
    found = ((place, dismissals(comment)) for place, comment in commented if comment)
    return {place: lines for place, lines in found if lines}


def _fitting(finding: Finding, lines: Iterable[Dismissal], people: Collection[Person]) -> Dismissal | None:
    """Return the line that dismisses a finding; what protects people is never dismissed."""
    if finding.check in PROTECTING:
        return None
    return next(
        (line for line in lines if line.check == finding.check and line.complete and _listed(line, people)), None
    )


def _listed(line: Dismissal, people: Collection[Person]) -> bool:
    """Tell whether a person may decide: anybody where lfnkr.toml lists nobody; who has left since may have."""
    return not people or any(line.by in (person.id, person.name) for person in people)


def _problems(
    lines: Iterable[Dismissal], names: Collection[str], *, known: Collection[str], people: Collection[Person]
) -> Iterator[str]:
    """Yield what is wrong with lines that dismissed nothing."""
    for line in lines:
        if line.check in PROTECTING:
            yield _("findings of `{name}` protect people and cannot be dismissed; change the text").format(
                name=line.check
            )
        elif line.check and (line.check not in known or line.check == DISMISSAL):
            yield _("`# ignore: {name}`: no check has this name; `lfnkr check --list` shows them").format(
                name=line.check
            )
        elif not line.complete:
            yield _("a dismissal needs a check, a reason and who decided: `{example}`").format(example=EXAMPLE)
        elif not _listed(line, people):
            yield _("`# ignore: {name}`: {person} is not listed under [[people]] in lfnkr.toml").format(
                name=line.check, person=line.by
            )
        elif line.check in names:
            yield _("`# ignore: {name}` dismisses nothing any more; delete the line").format(name=line.check)

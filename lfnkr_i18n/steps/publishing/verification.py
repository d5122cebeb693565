"""Where a rendered post's structure is not its source's, and nobody answers for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lfnkr_i18n.checks import MARKUP
from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import PostError
from lfnkr_i18n.formats import Post, read_post
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Finding, Severity
from lfnkr_i18n.publishing.ledger import Waiver
from lfnkr_i18n.steps.checking.findings import findings_of
from lfnkr_i18n.steps.translation import Translation


def differences(
    project: Project,
    today: Translation,
    rendered: bytes,
    *,
    links: Mapping[str, str],
    front_matter: Mapping[str, str],
    waived: Collection[Waiver],
) -> tuple[str, ...]:
    """Return, for people, why a rendered post must not be written; empty: only its text differs from the source.

    Links, code or emphasis that a translator left out of a sentence are what the checks report too. Where somebody
    waives the checks or dismisses the finding, or lfnkr.toml disables the check, such a difference is answered for; so
    is what they only warn of, bold that became italic.
    That a heading, a list or a code block came or went is not: no waiver covers a broken page.
    """
    post = today.source.post
    found = post.verify(rendered, links=links, front_matter=front_matter)
    if found and _same_blocks(post, rendered):
        answered = _answered_blocks(project, today, waived)
        found = [
            finding
            for finding in found
            if finding.segment is None or post.segments[finding.segment].block not in answered
        ]
    return tuple(_message(post, finding) for finding in found)


def _answered_blocks(project: Project, today: Translation, waived: Collection[Waiver]) -> set[int]:
    """Return the blocks in which a waived or disabled check, or a dismissed one, speaks about the markup."""
    names = MARKUP if Waiver.CHECKS in waived else MARKUP & set(project.settings.checks.disable)
    said = findings_of(project, today.source, today.catalog, today.language, names=MARKUP, allow_drafts=True)
    found = [f for f in said.findings if f.check in names or f.severity is Severity.WARNING]
    found += [dismissed.finding for dismissed in said.dismissed]
    segments = today.source.post.segments
    return {segments[finding.segment].block for finding in found if finding.segment is not None}


def _same_blocks(post: Post, rendered: bytes) -> bool:
    try:
        again = read_post(rendered, post.path, language=post.language, rules=post.rules)
    except PostError:
        return False
    return _kinds(again) == _kinds(post)


def _kinds(post: Post) -> list[tuple[str, str | None]]:
    """Return kind and context of every block that holds text, in order."""
    blocks = {segment.block: (segment.kind, segment.context) for segment in post.segments}
    return list(blocks.values())


def _message(post: Post, finding: Finding) -> str:
    if finding.segment is None:
        return finding.message
    return _("segment {n} ({kind}): {problem}").format(
        n=finding.segment + 1, kind=post.segments[finding.segment].kind, problem=finding.message
    )

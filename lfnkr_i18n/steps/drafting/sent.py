"""What leaves for a service, told to the audit log beside the names register."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lfnkr_i18n.config import Project
from lfnkr_i18n.model import plain
from lfnkr_i18n.privacy.sealing import Question, TermList
from lfnkr_i18n.transport import Audit, Ended, Sent

if TYPE_CHECKING:
    from lfnkr_i18n.privacy.audit import Sending


def audit_of(project: Project, engine: str, *, model: str = "") -> Audit | None:
    """Return what records the requests to an engine; None where there is no register, and so no log beside it.

    What it returns raises RegisterError where a request cannot be recorded; then it must not be sent.
    """
    path = project.register_path
    if path is None:
        return None
    from lfnkr_i18n.privacy import register_state
    from lfnkr_i18n.privacy.audit import AuditLog

    if not register_state(path):
        return None
    log = AuditLog(path)

    def sending(sent: Sent) -> Ended:
        number = log.sending(_told(sent, engine, model), sent.body, now=datetime.now(UTC))
        return lambda status: log.ended(number, status, now=datetime.now(UTC))

    return sending


def _told(sent: Sent, engine: str, model: str) -> Sending:
    """Return how the log describes a request: its amount, never its text."""
    if isinstance(sent.about, TermList):
        return _terms_told(sent, engine, sent.about)
    from lfnkr_i18n.privacy.audit import Sending

    question = sent.about if isinstance(sent.about, Question) else Question("", "", {})
    return Sending(
        engine=engine,
        host=sent.host,
        model=model,
        source_language=question.source_language,
        target_language=question.target_language,
        posts=tuple(question.posts),
        segments=len(question.items),
        characters=sum(len(plain(parts)) for parts in question.items.values()),
    )


def _terms_told(sent: Sent, engine: str, terms: TermList) -> Sending:
    from lfnkr_i18n.privacy.audit import Sending

    entries = [entry for dictionary in terms.dictionaries.values() for entry in dictionary.items()]
    directions = list(terms.dictionaries)
    source, target = directions[0] if len(directions) == 1 else ("", "")
    return Sending(
        engine=engine,
        host=sent.host,
        source_language=source,
        target_language=target,
        posts=(),
        segments=0,
        characters=sum(len(form) + len(translation) for form, translation in entries),
        terms=len(entries),
    )

"""Sign off: a named person approves exactly this text, or takes the approval back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.config import Person, Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.files import locked
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.publishing.gates import refusals
from lfnkr_i18n.publishing.history import signers
from lfnkr_i18n.publishing.ledger import Action, SignOff, after, append
from lfnkr_i18n.steps import people
from lfnkr_i18n.steps.ledgers import sign_offs, signoffs_path
from lfnkr_i18n.steps.mapping import each_language
from lfnkr_i18n.steps.names.gates import gate_said
from lfnkr_i18n.steps.posts import SourcePost, Unreadable
from lfnkr_i18n.steps.selection import Selection
from lfnkr_i18n.steps.translation import Translation, translation

if TYPE_CHECKING:
    import polib


class Signed(msgspec.Struct, frozen=True):
    """What signing one post in one language did."""

    post: str
    path: str
    """The source post's path."""
    language: str = ""
    """Empty where the post itself could not be read."""
    signed: int = 0
    """How many different people have signed exactly this text now."""
    needed: int = 0
    """How many `publish.sign_offs` asks for."""
    written: bool = False
    """Whether a record was added (in a dry run: would be); not where it stood already."""
    reasons: tuple[str, ...] = ()
    """Why it was refused: one sentence a reason."""
    named: bool = False
    """Whether the post stands on the command line; then a refusal is a failure."""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found."""

    @property
    def refused(self) -> bool:
        """Whether the approval was refused."""
        return bool(self.reasons)


class _Signature(msgspec.Struct, frozen=True):
    """Who signs, as what, and when."""

    by: str
    person: Person | None
    role: str
    action: Action
    now: datetime
    dry_run: bool


def sign_off(
    project: Project,
    selection: Selection,
    *,
    by: str,
    now: datetime,
    role: str = "",
    revoke: bool = False,
    dry_run: bool = False,
) -> Iterator[Signed]:
    """Record `by`'s approval of every selected post as it is now, or with `revoke` its end; yield what became of each.

    Refused while anything of a post is untranslated, drafted or stale, and to the only signer who is also the last
    translator of the catalog. Raises UsageError for a person, role or language that lfnkr.toml does not list.
    """
    by = people.named(project, by, what="sign-off")
    person = people.listed(project, by)
    gate_said(project, role, option="--role")
    role = people.check_duty(person, role=role, languages=selection.languages)
    action = Action.REVOKED if revoke else Action.SIGNED
    signature = _Signature(by, person, role, action, now, dry_run)
    for result in each_language(project, selection, partial(_attempt, project, signature)):
        if isinstance(result, Unreadable):
            result = Signed(result.post, result.shown, problem=result.message, names=result.names)
        yield replace(result, named=result.post in selection.named)


def _attempt(project: Project, signature: _Signature, source: SourcePost, language: str) -> Signed:
    try:
        people.check_duty(signature.person, role=signature.role, languages=(language,))
        return _sign(project, source, language, signature)
    except LfnkrError as error:
        return Signed(source.id, source.shown, language, problem=str(error), names=error.people)


def _sign(project: Project, source: SourcePost, language: str, signature: _Signature) -> Signed:
    path = signoffs_path(project, language)
    shown = project.relative(path)
    with locked(shown, cache=project.cache):
        today = translation(project, source, language)
        records = sign_offs(project, language)
        reasons = _reasons(project, today, records, signature)
        record = _record(today, records, signature)
        written = not reasons and record is not None
        if record is not None and written:
            if not signature.dry_run:
                append(path, record, shown=shown)
            records = [*records, record]
    signed = len(_signers(today, records))
    needed = project.settings.publish.sign_offs
    return Signed(source.id, source.shown, language, signed, needed, written, reasons)


def _record(today: Translation, records: list[SignOff], signature: _Signature) -> SignOff | None:
    """Return the record to add; None where the person's last word says the same already."""
    post, language = today.source.id, today.language
    earlier = [record for record in records if (record.post, record.language) == (post, language)]
    own = next((record for record in reversed(earlier) if record.by == signature.by), None)
    if signature.action is Action.REVOKED:
        if own is None or own.action is Action.REVOKED:
            return None
    elif own in _signers(today, records):
        return None
    return SignOff(
        time=after(signature.now, earlier),
        action=signature.action,
        post=post,
        language=language,
        by=signature.by,
        source=today.source_digest,
        catalog=today.catalog_digest,
        role=signature.role,
    )


def _reasons(project: Project, today: Translation, records: list[SignOff], signature: _Signature) -> tuple[str, ...]:
    """Return why somebody may not approve this text; withdrawing is always allowed."""
    if signature.action is Action.REVOKED:
        return ()
    empty = today.source.post.is_empty
    said = refusals(today.counts, errors=0, signed=0, needed=0, taken_down=False, empty=empty)
    reasons = [refusal.message for refusal in said]
    others = [record for record in _signers(today, records) if record.by != signature.by]
    alone = not others and project.settings.publish.sign_offs <= 1
    if alone and is_last_translator(today.catalog, signature.by, signature.person):
        reasons.append(_("{person} translated it last; somebody else must sign it").format(person=signature.by))
    return tuple(reasons)


def _signers(today: Translation, records: list[SignOff]) -> tuple[SignOff, ...]:
    post, language = today.source.id, today.language
    return signers(records, post, language, source=today.source_digest, catalog=today.catalog_digest)


def is_last_translator(catalog: polib.POFile, by: str, person: Person | None) -> bool:
    """Tell whether the catalog's Last-Translator is this person: by id, by name, or by the address in `<…>`."""
    header = catalog.metadata.get("Last-Translator", "").casefold().strip()
    name, _bracket, rest = header.partition("<")
    address = rest.partition(">")[0].strip()
    known = {name.strip(), address, address.partition("@")[0]} - {""}
    own = {by.casefold()} | ({person.id.casefold(), person.name.casefold()} if person else set())
    return bool(known & own)

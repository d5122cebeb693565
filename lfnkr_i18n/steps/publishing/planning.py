"""What is to be written for a rendered post, if anything: the last gates and people's edits asked, nothing written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import ChangedMeanwhile, FileError
from lfnkr_i18n.files import digest, read_file
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.publishing.gates import refusals, set_aside
from lfnkr_i18n.publishing.history import signers
from lfnkr_i18n.publishing.ledger import Action, Publication, Waiver, after
from lfnkr_i18n.publishing.publications import Publications
from lfnkr_i18n.steps.ledgers import SignOffs
from lfnkr_i18n.steps.publishing.copying import Copies, plan_copies
from lfnkr_i18n.steps.publishing.output import Destinations, may_be_there

if TYPE_CHECKING:
    from lfnkr_i18n.steps.publishing.rendering import Rendered


class Outcome(StrEnum):
    """How publishing a post in a language ended."""

    PUBLISHED = "published"
    """Written (in a dry run: would be)."""
    UP_TO_DATE = "up to date"
    NOT_READY = "not ready"
    """A gate says no; what was published before stays."""
    EDITED = "edited by hand"
    """Somebody edited the published file since, or it was never ours; it stays."""
    FAILED = "failed"


class Published(msgspec.Struct, frozen=True):
    """What publishing did to one post in one language."""

    post: str
    path: str
    """The source post's path."""
    language: str = ""
    """Empty where the post itself could not be read."""
    output: str = ""
    """The published path."""
    outcome: Outcome = Outcome.PUBLISHED
    reasons: tuple[str, ...] = ()
    """Why it is not ready: one sentence a gate."""
    warnings: tuple[str, ...] = ()
    diff: str = ""
    """Where it was edited by hand: from that file to what would be published."""
    kept: bool = False
    """Whether an earlier publication stays online as it was."""
    pictures: tuple[str, ...] = ()
    """Published paths of the pictures that were written."""
    named: bool = False
    """Whether the post stands on the command line; then a refusal is a failure."""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found; then nothing was written."""

    @property
    def refused(self) -> bool:
        """Whether a gate said no, or the file was edited by hand."""
        return self.outcome in (Outcome.NOT_READY, Outcome.EDITED)


class Order(msgspec.Struct, frozen=True):
    """What was asked for, by whom, when."""

    now: datetime
    by: str = ""
    waived: tuple[Waiver, ...] = ()
    overwrite: bool = False
    dry_run: bool = False


class Change(msgspec.Struct, frozen=True):
    """What is to be written for one post in one language."""

    path: Path
    """The published file."""
    old: bytes | None
    """What it held when we looked; None: there was none."""
    copies: Copies
    record: Publication | None
    """None: the ledger has it already."""


class Planner:
    """Says of rendered posts of one project what publishing them means."""

    def __init__(
        self,
        project: Project,
        order: Order,
        publications: Publications,
        sign_offs: SignOffs,
        render: Callable[[Rendered], Rendered],
    ) -> None:
        """`render` renders a post anew, for its bytes, where only their digest is known."""
        self._project, self._order, self._render = project, order, render
        self._publications, self._sign_offs = publications, sign_offs
        self._destinations = Destinations(project)

    def plan(self, item: Rendered, known: Collection[str] = (), *, named: bool) -> tuple[Published, Change | None]:
        """Return what comes of a post, once what is to be written for it is; None: nothing is.

        `known` are digests of pictures that are ours although nothing is recorded of them. Raises FileError.
        """
        said = [*self._refusals(item, named=named), *item.differences]
        if said or not item.content:
            return self._not_ready(item, said, named=named), None
        return self._planned(item, known, named=named)

    def data(self, item: Rendered) -> bytes:
        """Return what is to be written; where it was not rendered in this run, now. Raises ChangedMeanwhile."""
        data = self._render(item).data if item.data is None else item.data
        if data is None or digest(data) != item.content:
            raise changed(item)
        return data

    def _refusals(self, item: Rendered, *, named: bool) -> list[str]:
        down = self._publications.history.of(*item.key).down
        signed = signers(
            self._sign_offs.of(*item.key), item.post, item.language, source=item.source, catalog=item.catalog
        )
        said = refusals(
            item.counts,
            errors=item.errors,
            signed=len(signed),
            needed=self._project.settings.publish.sign_offs if item.catalog else 0,
            taken_down=down is not None and not (named and self._order.by),
            waived=self._order.waived,
            empty=item.empty,
        )
        return [refusal.message for refusal in said]

    def _not_ready(self, item: Rendered, said: Sequence[str], *, named: bool) -> Published:
        standing = self._publications.history.of(*item.key)
        warnings: tuple[str, ...] = ()
        if standing.down and may_be_there(self._project.root / item.output):
            text = _("{path} is there although it was taken down; run `lfnkr unpublish` again")
            warnings = (text.format(path=item.output),)
        return Published(
            item.post,
            item.path,
            item.language,
            item.output,
            Outcome.NOT_READY,
            tuple(said),
            warnings,
            kept=standing.live is not None,
            named=named,
        )

    def _planned(self, item: Rendered, known: Collection[str], *, named: bool) -> tuple[Published, Change | None]:
        history = self._publications.history
        path = self._destinations.of(item.output)
        self._refuse_rival(item)
        current = read_file(path, shown=item.output)
        there = None if current is None else digest(current)
        if self._edited(item, there):
            return self._kept_edit(item, current or b"", named=named), None
        copies = plan_copies(
            self._destinations, history, item.key, item.pictures, known=known, overwrite=self._order.overwrite
        )
        record = self._record(item, copies)
        live = history.of(*item.key).live
        news = None if live and record.same_digests(live) else record
        to_write = bool(news or there != item.content or copies.changed)
        result = Published(
            item.post,
            item.path,
            item.language,
            item.output,
            Outcome.PUBLISHED if to_write else Outcome.UP_TO_DATE,
            warnings=(*item.warnings, *copies.warnings, *self._left_behind(item, live)),
            pictures=tuple(copy.path for copy in copies.changed),
            named=named,
        )
        return result, Change(path, current, copies, news) if to_write else None

    def _record(self, item: Rendered, copies: Copies) -> Publication:
        standing = self._publications.history.of(*item.key)
        return Publication(
            time=after(self._order.now, standing.records),
            action=Action.PUBLISHED,
            post=item.post,
            language=item.language,
            by=self._order.by,
            path=item.output,
            source=item.source,
            catalog=item.catalog,
            output=item.content,
            pictures=copies.recorded,
            waived=set_aside(item.counts, errors=item.errors, allowed=self._order.waived),
            ends=standing.down.time if standing.down else None,
        )

    def _refuse_rival(self, item: Rendered) -> None:
        """Another post's published file is never replaced, also where that post moved on or is gone."""
        for other in self._publications.history.users_of(item.output):
            if other != item.key:
                problem = _("{post} ({language}) is published there; run `lfnkr unpublish` for it, or change its path")
                raise FileError(problem.format(post=other[0], language=other[1]), path=item.output)

    def _edited(self, item: Rendered, there: str | None) -> bool:
        """Tell whether what is there is neither what we would write nor what publishing last left there."""
        if there in (None, item.content) or self._order.overwrite:
            return False
        return there not in self._publications.history.digests_at(item.output)

    def _kept_edit(self, item: Rendered, current: bytes, *, named: bool) -> Published:
        reason = _("{path} was edited by hand since it was published; --overwrite replaces it")
        if not self._publications.history.digests_at(item.output):
            reason = _("{path} is there and was not published by lfnkr; --overwrite replaces it")
        return Published(
            item.post,
            item.path,
            item.language,
            item.output,
            Outcome.EDITED,
            (reason.format(path=item.output),),
            diff=_diff(current, self.data(item), item.output),
            kept=True,
            named=named,
        )

    def _left_behind(self, item: Rendered, live: Publication | None) -> tuple[str, ...]:
        if live is None or live.path == item.output or not may_be_there(self._project.root / live.path):
            return ()
        text = _("its old file {path} is still there; delete it, or the site shows both")
        return (text.format(path=live.path),)


def changed(item: Rendered) -> ChangedMeanwhile:
    """Return the error that somebody saved what an item was made of."""
    return ChangedMeanwhile(_("somebody saved it, or its catalog, meanwhile; run the command again"), path=item.path)


def _diff(old: bytes, new: bytes, path: str) -> str:
    """Return a unified diff from the file that is there to what would be published."""
    import difflib  # only for the rare edit by hand

    left, right = (data.decode(errors="replace").splitlines(keepends=True) for data in (old, new))
    lines = difflib.unified_diff(left, right, path, _("{path} (as it would be published)").format(path=path))
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)

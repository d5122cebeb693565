"""Import: the posts of a WordPress export file into source_posts, over nothing that somebody wrote here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import ExportError, FileError, LfnkrError
from lfnkr_i18n.files import read_file, reason
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.replacing import replace_file
from lfnkr_i18n.steps.importing.plan import Place, Reason, Skipped, Wish, plan_import
from lfnkr_i18n.steps.importing.standing import standing_posts
from lfnkr_i18n.steps.names.gates import gate_import, masked
from lfnkr_i18n.temporary import sweep
from lfnkr_i18n.wordpress.fields import fields_of, stamped, text_digest, with_digest
from lfnkr_i18n.wordpress.model import Item
from lfnkr_i18n.wordpress.reader import read_export

_WRITERS = 16
"""Posts on their way to the disk at once."""
_BATCH, _BATCH_SIZE = 64, 8_000_000
"""Posts, and characters of them, after which the file is read on: memory stays that of the largest ones."""


class Fate(StrEnum):
    """What became of an item."""

    NEW = "new"
    UPDATED = "updated"
    """The site's text is newer than what was imported last, and nobody edited the post here."""
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """Edited here, and unchanged in WordPress since the last import."""
    CONFLICT = "conflict"
    """Edited here and in WordPress; it stays as it is here."""


class Imported(msgspec.Struct, frozen=True):
    """What importing did to one post (in a dry run: would do)."""

    post: str
    path: str
    language: str
    wordpress: int
    fate: Fate
    problem: str | None = None
    """Why it stays as it is, and what to do."""
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found; then nothing was written."""


class Import(msgspec.Struct, frozen=True):
    """An export file that was read from end to end, and what is to become of its items."""

    file: Path
    shown: str
    plan: tuple[Place | Skipped, ...]

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The items that do not become posts."""
        return tuple(entry for entry in self.plan if isinstance(entry, Skipped))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the others go."""
        return tuple(entry for entry in self.plan if isinstance(entry, Place))

    @property
    def unknown(self) -> int:
        """How many are left out because nothing tells their language."""
        return sum(entry.reason is Reason.UNKNOWN for entry in self.skipped)


def look_at(project: Project, file: Path, wish: Wish) -> Import:
    """Read an export from end to end and return what is to become of it; nothing is written.

    Raises ExportError for a file that is not whole, FileError for one that cannot be opened.
    """
    shown = project.relative(file)
    with _opened(file, shown) as stream:
        plan = plan_import(project, read_export(stream, shown=shown), wish, standing_posts(project))
    return Import(file, shown, tuple(plan))


def import_posts(
    project: Project, found: Import, *, overwrite: bool = False, keep: bool = False, dry_run: bool = False
) -> Iterator[Imported]:
    """Write the posts of an export, each whole; yield one result a post, in the order of the file.

    Each is flushed to the disk, which does that for many in the time of one: so several are written at once. What was
    edited here and in WordPress stays and is a problem; `overwrite` takes WordPress's text, `keep` the one that stands
    here, so that it is asked again only after the next change in WordPress.
    """
    if not dry_run:
        sweep(project.tmp)
    if not found.places:
        return
    from concurrent.futures import ThreadPoolExecutor

    write = partial(_imported, project, overwrite=overwrite, keep=keep, dry_run=dry_run)
    with _opened(found.file, found.shown) as stream, ThreadPoolExecutor(_WRITERS) as writers:
        for batch in _batches(_matched(read_export(stream, shown=found.shown), found)):
            yield from writers.map(lambda one: write(*one), batch)


def _opened(file: Path, shown: str) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise FileError(reason(error), path=shown) from error


def _matched(items: Iterable[Item], found: Import) -> Iterator[tuple[Item, Place | Skipped]]:
    """Yield the items with their entries of the plan; raises ExportError where the file changed since."""
    entries = iter(found.plan)
    for item in items:
        entry = next(entries, None)
        if entry is None or entry.wordpress != item.id:
            raise ExportError(_("it changed while it was read; run the command again"), path=found.shown)
        yield item, entry


def _batches(entries: Iterable[tuple[Item, Place | Skipped]]) -> Iterator[list[tuple[Item, Place]]]:
    """Yield what becomes posts, some at a time; no two of a batch have one path."""
    batch: dict[str, tuple[Item, Place]] = {}
    size = 0
    for item, entry in entries:
        if isinstance(entry, Skipped):
            continue
        if entry.path in batch or len(batch) == _BATCH or size > _BATCH_SIZE:
            yield list(batch.values())
            batch, size = {}, 0
        batch[entry.path] = item, entry
        size += len(item.content)
    yield list(batch.values())


def _imported(project: Project, item: Item, place: Place, *, overwrite: bool, keep: bool, dry_run: bool) -> Imported:
    path = project.root / place.path
    try:
        old = read_file(path, shown=place.path)
        fate, data = _decided(
            old, _written(replace(item, group=place.group), place.language), place, overwrite=overwrite, keep=keep
        )
        gate_import(project, data or b"", place.path)
        if data is not None and data != old and not dry_run:
            replace_file(path, data, expected=old, tmp=project.tmp, shown=place.path)
    except LfnkrError as error:
        post, shown = masked(project, place.post), masked(project, place.path)
        return Imported(post, shown, place.language, item.id, Fate.CONFLICT, error.beside(shown), error.people)
    problem = _conflict(place) if fate is Fate.CONFLICT else None
    return Imported(place.post, place.path, place.language, item.id, fate, problem)


def _written(item: Item, language: str) -> bytes:
    """Return an item as a post: front matter, a blank line, and its content byte for byte."""
    from lfnkr_i18n.formats import new_front_matter  # takes 30 ms, and an export may have nothing to bring in

    fields = fields_of(item, language)
    plain = f"{new_front_matter(fields)}\n{item.content}".encode()
    return f"{new_front_matter(with_digest(fields, text_digest(plain)))}\n{item.content}".encode()


def _decided(old: bytes | None, new: bytes, place: Place, *, overwrite: bool, keep: bool) -> tuple[Fate, bytes | None]:
    """Return what becomes of a post, and its bytes where they are to be written."""
    if old is None:
        return Fate.NEW, new
    standing, coming = text_digest(old), text_digest(new)
    imported = place.standing.imported if place.standing else ""
    if place.elsewhere:
        return Fate.CONFLICT, None
    if standing == coming:
        return Fate.UNCHANGED, stamped(old, coming)
    if standing == imported or overwrite:
        return Fate.UPDATED, new
    if coming == imported:
        return Fate.KEPT, None
    return (Fate.KEPT, stamped(old, coming)) if keep else (Fate.CONFLICT, None)


def _conflict(place: Place) -> str:
    if place.elsewhere:
        problem = _(
            "WordPress says that it is in {said}, it lies among the posts in {folder}; move it, or mend it there"
        )
        return problem.format(said=place.elsewhere, folder=place.language)
    return _("edited here and in WordPress; --overwrite takes WordPress's text, --keep the one that stands here")

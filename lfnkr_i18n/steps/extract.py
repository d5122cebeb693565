"""Extract: every post's segments into its catalogs, keeping what people translated."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.config import Project, catalog_name
from lfnkr_i18n.errors import ChangedMeanwhile, LfnkrError
from lfnkr_i18n.files import locked
from lfnkr_i18n.replacing import Staged, put_in_place
from lfnkr_i18n.steps.mapping import Later, each_language
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.posts import SourcePost, Unreadable
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection
from lfnkr_i18n.temporary import sweep

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from lfnkr_i18n.catalog import CatalogFile, Merged


class Extracted(msgspec.Struct, frozen=True):
    """What extracting one post did to one catalog; `problem` says why it could not."""

    post: str
    path: str
    language: str = ""
    """Target language; empty where the post itself could not be read."""
    catalog: str = ""
    added: int = 0
    """Segments that no translation was found for."""
    changed: int = 0
    """Segments that an older one's translation was carried over to, for review."""
    removed: int = 0
    """Segments that left the post; their translations stay as obsolete entries."""
    written: bool = False
    """Whether the catalog was written (in a dry run: would be)."""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found; then nothing was written."""


def extract(
    project: Project, selection: Selection, *, dry_run: bool = False, executor: Executor | None = None
) -> Iterator[Extracted]:
    """Bring the catalogs up to date with the posts; yield one result a post and target language.

    A post without text gets no catalog. Catalogs that would stay as they are are not written. With `dry_run` none is.
    """
    if not dry_run:
        sweep(project.tmp)
    known = memo(project, "extract", Extracted, again=_again, frozen=dry_run)
    work = partial(_extract, project, dry_run)
    for result in each_language(project, selection, work, executor=executor, memo=known):
        if isinstance(result, Unreadable):
            yield Extracted(result.post, result.shown, problem=result.message, names=result.names)
        else:
            yield result


def _again(result: Extracted) -> Extracted:
    """Return what extracting a post again will say: its catalog is up to date."""
    return replace(result, added=0, changed=0, removed=0, written=False)


def _extract(project: Project, dry_run: bool, source: SourcePost, language: str) -> Extracted | Later:
    from lfnkr_i18n.catalog import stage  # and not at the top: where nothing changed there is nothing to merge

    shown = catalog_name(source.id, language)
    try:
        file = open_gated(project, source.id, language)
        merged = merged_catalog(project, source, language, file)
        result = _told(source, language, shown, file, merged)
        if dry_run or not result.written:
            return result
        staged = stage(file, merged.catalog, tmp=project.tmp)
    except LfnkrError as error:
        return Extracted(source.id, source.shown, language, shown, problem=str(error), names=error.people)
    return Later(staged, partial(_put, project, source, staged, result))


def _told(source: SourcePost, language: str, shown: str, file: CatalogFile, merged: Merged) -> Extracted:
    """Return what is to be said of a merge."""
    written = merged.differs and not (file.data is None and not source.post.segments)
    counts = (merged.added, merged.changed, merged.removed)
    return Extracted(source.id, source.shown, language, shown, *counts, written=written)


def _put(project: Project, source: SourcePost, staged: Staged, result: Extracted) -> Extracted:
    """Let a catalog take its place under its lock; merge again where another run of ours, or a person, wrote since."""
    from lfnkr_i18n.catalog import save

    language = result.language
    try:
        with locked(staged.shown, cache=project.cache):
            try:
                put_in_place(staged)
            except ChangedMeanwhile:
                file = open_gated(project, source.id, language)
                merged = merged_catalog(project, source, language, file)
                save(file, merged.catalog, tmp=project.tmp)
                result = replace(_told(source, language, staged.shown, file, merged), written=result.written)
    except LfnkrError as error:
        return Extracted(source.id, source.shown, language, staged.shown, problem=str(error), names=error.people)
    return result


def merged_catalog(project: Project, source: SourcePost, language: str, file: CatalogFile) -> Merged:
    """Return the catalog of a post as it should be today; nothing is written."""
    from lfnkr_i18n.catalog import merge
    from lfnkr_i18n.segmentation import SEGMENTER

    settings = project.settings
    return merge(
        file.catalog,
        source.post.segments,
        post=source.id,
        path=source.shown,
        source_language=source.language,
        language=language,
        segmenter=f"{settings.segmentation.unit} {SEGMENTER}",
        project_name=settings.project.name,
    )

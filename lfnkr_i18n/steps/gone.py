"""Posts without a source: their catalogs and publications are still there, and commands can name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.steps.ledgers import open_publications
from lfnkr_i18n.steps.selection import select


def gone_posts(project: Project, files: Iterable[PostFile] | None = None) -> tuple[str, ...]:
    """Return the ids that a catalog or a publication has and no source post; for `select(…, also=…)`.

    `files` are all source posts, where the caller has them.
    """
    there = {file.id for file in (select(project).files if files is None else files)}
    catalogs = {post for _language, post in project.catalog_keys()}
    published = {post for post, _language in open_publications(project, broken=True).history.keys}
    return tuple(sorted((catalogs | published) - there))


def gone_catalogs(project: Project, posts: Collection[str]) -> list[tuple[str, str]]:
    """Return (post, language) of the catalogs of such posts, in order."""
    if not posts:
        return []
    return sorted((post, language) for language, post in project.catalog_keys() if post in posts)

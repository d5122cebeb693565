"""Posts without a source: their catalogs and publications are still there, and commands can name them."""

from __future__ import annotations

from collections.abc import Collection

from lfnkr_i18n.config import Project
from lfnkr_i18n.steps.ledgers import open_publications
from lfnkr_i18n.steps.selection import select


def gone_posts(project: Project) -> tuple[str, ...]:
    """Return the ids that a catalog or a publication has and no source post; for `select(…, also=…)`."""
    there = {file.id for file in select(project).files}
    catalogs = {post for _language, post, _path in project.catalog_files()}
    published = {post for post, _language in open_publications(project, broken=True).history.keys}
    return tuple(sorted((catalogs | published) - there))


def gone_catalogs(project: Project, posts: Collection[str]) -> list[tuple[str, str]]:
    """Return (post, language) of the catalogs of such posts, in order."""
    return sorted((post, language) for language, post, _path in project.catalog_files() if post in posts)

"""Posts without a source: their catalogs and publications are still there, and commands can name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain

from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.publishing.history import History
from lfnkr_i18n.steps.ledgers import open_publications
from lfnkr_i18n.steps.selection import select


def gone_posts(
    project: Project, files: Iterable[PostFile] | None = None, history: History | None = None
) -> tuple[str, ...]:
    """Return the ids that a catalog or a publication has and no source post; for `select(…, also=…)`.

    `files` are all source posts, and `history` all publications, where the caller has them.
    """
    there = {file.id for file in (select(project).files if files is None else files)}
    if history is None:
        history = open_publications(project, broken=True).history
    keys = chain(project.catalog_keys(), ((language, post) for post, language in history.each_key()))
    return tuple(sorted({post for _language, post in keys if post not in there}))


def gone_catalogs(project: Project, posts: Collection[str]) -> list[tuple[str, str]]:
    """Return (post, language) of the catalogs of such posts, in order."""
    if not posts:
        return []
    return sorted((post, language) for language, post in project.catalog_keys() if post in posts)

"""The facts of all posts: read from the disk, or known from earlier runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.manifest import Done
from lfnkr_i18n.steps.checking.facts import Facts
from lfnkr_i18n.steps.mapping import NAME, Known, remembered
from lfnkr_i18n.steps.names.gates import unnamed
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor


def facts(project: Project, selection: Selection, *, executor: Executor | None = None) -> Iterator[Facts]:
    """Yield what the selected posts tell in each language that is theirs or has a catalog, in order."""
    known = Known(memo(project, "facts", Facts | None), NAME, selection.wants)
    files = unnamed(project, selection.files)
    for post in remembered(partial(_told, project, selection), files, known, executor=executor):
        yield from (one for one in post if one is not None)


def _told(project: Project, selection: Selection, file: PostFile) -> Done[Facts | None]:
    from lfnkr_i18n.steps.checking.telling import told  # reads posts and catalogs, of which none may have changed

    return told(project, selection, file)

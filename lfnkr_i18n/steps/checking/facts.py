"""Facts: what each post tells that is compared with other posts, gathered from the disk, or from earlier runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.manifest import Done
from lfnkr_i18n.model import Key
from lfnkr_i18n.steps.mapping import Item, remembered
from lfnkr_i18n.steps.names.gates import unnamed
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Said(NamedTuple):
    """How a post says something, in a language, that other posts may say too."""

    what: str
    """What it says: the digest of a long text, a name, a slug's key."""
    how: str
    """How it says it: the digest of what is read of a translation, the form of a name, the slug."""
    place: str
    """Where, for people: the catalog with its line, or the post."""
    key: Key | None = None
    """The entry; None: it is about the whole post."""


class Facts(NamedTuple):
    """What a post tells in a language."""

    post: str
    language: str
    texts: tuple[Said, ...] = ()
    """Its reviewed translations of long texts."""
    names: tuple[Said, ...] = ()
    """The form that it uses most for each name; gathered where the house asks for one form."""
    slug: Said | None = None
    """Its slug in the language, translated or the source's own."""
    original: bool = False
    """Whether the post is written in this language."""


def facts(project: Project, selection: Selection, *, executor: Executor | None = None) -> Iterator[Facts]:
    """Yield what the selected posts tell in each language that is theirs or has a catalog, in order."""
    known = memo(project, "facts", Facts | None)
    items = [Item(file.shown, file) for file in unnamed(project, selection.files)]
    work = partial(_told, project, selection)
    for post in remembered(work, items, memo=known, wanted=selection.wants, executor=executor):
        yield from (one for one in post if one is not None)


def _told(project: Project, selection: Selection, file: PostFile) -> Done[Facts | None]:
    from lfnkr_i18n.steps.checking.telling import (
        told,  # reads posts and catalogs, which nothing does where none changed
    )

    return told(project, selection, file)

"""Which posts and languages a command line asks for."""

from __future__ import annotations

import fnmatch
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

import msgspec

from lfnkr_i18n.config import Misplaced, PostFile, Project, post_files
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _


class Selection(msgspec.Struct, frozen=True):
    """The posts and target languages that a command line asks for."""

    files: tuple[PostFile, ...]
    """In the order of their ids; all posts where none was asked for."""
    named: frozenset[str] = frozenset()
    """Ids that stand on the command line, by id or path (a glob names none)."""
    languages: tuple[str, ...] = ()
    """Target languages asked for; empty means every language of the project."""
    misplaced: tuple[Misplaced, ...] = ()
    """What lies in source_posts and cannot be a post, with the reason."""
    others: tuple[str, ...] = ()
    """Ids asked for that have no source post (a catalog or a published post is left)."""
    rivals: Mapping[str, tuple[PostFile, ...]] = msgspec.field(default_factory=lambda: MappingProxyType({}))
    """For ids that several files claim, all of those files."""
    everything: bool = False
    """Whether these are all posts."""

    def wants(self, language: str) -> bool:
        """Tell whether a target language was asked for."""
        return not self.languages or language in self.languages


def select(
    project: Project, posts: Sequence[str] = (), languages: Sequence[str] = (), *, also: Iterable[str] = ()
) -> Selection:
    """Return what the words of a command line stand for.

    `posts` are ids, paths (from here or from the project's folder) or globs over ids and paths. `also` are ids that
    exist without a source post. Raises UsageError for a post or language that does not exist.
    """
    refuse_unknown(project, languages)
    files, misplaced = post_files(project)
    every = Selection(
        tuple(files),
        languages=tuple(languages),
        misplaced=tuple(misplaced),
        others=tuple(also),
        rivals=_rivals(files),
        everything=True,
    )
    return _narrowed(every, posts, project) if posts else every


def refuse_unknown(project: Project, languages: Iterable[str]) -> None:
    """Raise UsageError at the first of the languages after `-l` that the project does not have."""
    known = project.settings.project.languages
    for language in languages:
        if language not in known:
            problem = _("-l {language}: not a language of this project; it has {known}")
            raise UsageError(problem.format(language=language, known=", ".join(known)))


def _rivals(files: Sequence[PostFile]) -> dict[str, tuple[PostFile, ...]]:
    """Return the ids that several files claim → those files; `files` are in the order of their ids."""
    if len({file.id for file in files}) == len(files):
        return {}
    claims = {post: tuple(claimants) for post, claimants in groupby(files, key=attrgetter("id"))}
    return {post: claimants for post, claimants in claims.items() if len(claimants) > 1}


def _narrowed(every: Selection, posts: Sequence[str], project: Project) -> Selection:
    wanted: set[PostFile] = set()
    others: set[str] = set()
    named: set[str] = set()
    misplaced: list[Misplaced] = []
    for word in posts:
        found = _named_files(word, every.files, project)
        lost = [item for item in every.misplaced if item.shown == _from_root(word, project)]
        gone = [post for post in every.others if _composed(post) == _composed(word)]
        if found or gone:
            named.update(file.id for file in found)
            named.update(gone)
        elif not lost:
            found = [file for file in every.files if _fits(file.id, word) or _fits(file.shown, word)]
            gone = [post for post in every.others if _fits(post, word)]
        if not (found or lost or gone):
            raise UsageError(_no_such_post(word, every, project))
        wanted.update(found)
        others.update(gone)
        misplaced += lost
    return Selection(
        tuple(file for file in every.files if file in wanted),
        frozenset(named),
        every.languages,
        tuple(misplaced),
        tuple(post for post in every.others if post in others),
        every.rivals,
    )


def _named_files(word: str, files: Sequence[PostFile], project: Project) -> list[PostFile]:
    post, shown = _composed(word), _composed(_from_root(word, project))
    return [file for file in files if post == _composed(file.id) or shown == _composed(file.shown)]


def _composed(name: str) -> str:
    """Return a name as a keyboard types it; a Mac writes the marks of ガ and é behind the letter."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _from_root(word: str, project: Project) -> str:
    """Return a path of the command line as seen from the project's folder, itself where it is not inside."""
    for base in (Path.cwd(), project.root):
        path = base / word
        if os.path.lexists(path):  # unlike `Path.exists` it takes no offence at a name that is too long, or forbidden
            return project.relative(path)
    return word


def _fits(text: str, pattern: str) -> bool:
    return any(mark in pattern for mark in "*?[") and fnmatch.fnmatchcase(_composed(text), _composed(pattern))


def _no_such_post(word: str, every: Selection, project: Project) -> str:
    for folder in (word.rstrip("/"), _from_root(word, project)):
        if any(file.id.startswith(f"{folder}/") or file.shown.startswith(f"{folder}/") for file in every.files):
            return _("{word}: a folder; '{folder}/*' stands for the posts in it").format(word=word, folder=folder)
    ids = {file.id for file in every.files} | set(every.others)
    import difflib  # only for a word that is no post

    near = difflib.get_close_matches(word, ids, n=1)
    if near:
        return _("{word}: no such post; did you mean {near}?").format(word=word, near=near[0])
    return _("{word}: no such post; `lfnkr status` lists them").format(word=word)

"""Unpublish: take a published translation down, whatever state the post, its catalog or the ledger is in.

This is the command for the day a name got out. It asks for nothing but who and why, and needs no source. The record
is written first, so that no later run brings the file back; if it cannot be written, the files go all the same.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import FileError, LfnkrError, RegisterError
from lfnkr_i18n.files import reason as system_reason
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.publishing.history import History, Standing
from lfnkr_i18n.publishing.ledger import Action, Publication, after
from lfnkr_i18n.publishing.publications import Publications
from lfnkr_i18n.publishing.records import Key
from lfnkr_i18n.steps import people
from lfnkr_i18n.steps.ledgers import open_publications
from lfnkr_i18n.steps.names.gates import gate_said
from lfnkr_i18n.steps.posts import Unreadable, attempt, languages_of
from lfnkr_i18n.steps.publishing.output import may_remove, removable
from lfnkr_i18n.steps.publishing.rendering import output_of
from lfnkr_i18n.steps.selection import Selection


class Unpublished(msgspec.Struct, frozen=True):
    """What taking down one post in one language did."""

    post: str
    path: str
    """The published path, or the post's id where none is known."""
    language: str
    removed: tuple[str, ...] = ()
    """Files that were deleted, from the project's folder; in a dry run, that would be."""
    kept: tuple[str, ...] = ()
    """Pictures that other published posts still show."""
    recorded: bool = False
    """Whether a record was added; not where it was down already."""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Always empty: a listed name does not keep a post from being taken down."""


def unpublish(
    project: Project, selection: Selection, *, by: str, reason: str, now: datetime, dry_run: bool = False
) -> Iterator[Unpublished]:
    """Take posts down in the languages asked for, else in all of theirs; yield one result a post and language.

    It holds also where nothing is online yet: a ready translation does not go out an hour later, and one published
    elsewhere does not come in with a merge. Raises UsageError without `by` and `reason`, NameFound where what is said
    there holds a listed name: it is recorded.
    """
    by = people.named_in_emergency(project, by, what="unpublish")
    why = people.required(reason, option="--reason TEXT", what="unpublish")
    with contextlib.suppress(RegisterError):  # whatever is wrong with the register, the post must come down
        gate_said(project, f"{why} {by}", option="--reason")
    publications = open_publications(project, broken=True)
    for post, paths in _paths_today(project, selection).items():
        for language in selection.languages or _languages(project, publications, post, paths):
            record = Publication(time=now, action=Action.TAKEN_DOWN, post=post, language=language, by=by, reason=why)
            with _alone(publications, post, language, dry_run=dry_run):
                left = _left(project, publications, (post, language), paths.get(language))
                yield _take_down(project, publications, record, left, dry_run=dry_run)


def _languages(
    project: Project, publications: Publications, post: str, paths: Mapping[str, str | None]
) -> Sequence[str]:
    """Return the languages a post is, was or may be published in; where nothing can be told, every language."""
    known = [
        language
        for language in project.settings.project.languages
        if language in paths
        or publications.history.of(post, language).records
        or os.path.lexists(project.catalog_path(post, language))
    ]
    return known or project.settings.project.languages


@contextlib.contextmanager
def _alone(publications: Publications, post: str, language: str, *, dry_run: bool) -> Iterator[None]:
    """Hold the post against other runs, but never wait in vain: it must come down, lock or not."""
    with contextlib.ExitStack() as held:
        if not dry_run:
            with contextlib.suppress(FileError):
                held.enter_context(publications.alone(post, language))
        yield


def _paths_today(project: Project, selection: Selection) -> dict[str, dict[str, str | None]]:
    """Return, by post id and language, where each would be published today; None where that cannot be told."""
    paths: dict[str, dict[str, str | None]] = {post: {} for post in selection.others}
    for file in selection.files:
        languages = paths.setdefault(file.id, {})
        source = attempt(project, selection, file)
        if isinstance(source, Unreadable):
            continue
        for language in languages_of(project, source):
            languages[language] = None
            with contextlib.suppress(LfnkrError):
                languages[language] = output_of(project, source, language)
    return dict(sorted(paths.items()))


def _take_down(
    project: Project, publications: Publications, record: Publication, left: Left, *, dry_run: bool
) -> Unpublished:
    """Record the taking down, then delete the files, whatever becomes of the record."""
    standing = publications.history.of(record.post, record.language)
    news = standing.down is None
    unrecorded = None if dry_run or not news else _problem_of_recording(publications, record, standing)
    removed, problems = [], []
    for path in (*left.posts, *left.pictures):
        try:
            if dry_run or _delete(project, path):
                removed.append(path)
        except FileError as error:
            problems.append(_("{path} is still there: {reason}").format(path=path, reason=error.problem))
    if unrecorded is not None:
        problems.append(unrecorded)
    if not dry_run:
        publications.settle(record.post, record.language)
    shown = (*left.posts, standing.paths[0] if standing.paths else record.post)[0]
    return Unpublished(
        record.post,
        shown,
        record.language,
        tuple(removed),
        left.shared,
        recorded=news and unrecorded is None,
        problem=_("; ").join(problems) or None,
    )


def _problem_of_recording(publications: Publications, record: Publication, standing: Standing) -> str | None:
    record = msgspec.structs.replace(record, time=after(record.time, standing.records))
    try:
        publications.record(record)
    except LfnkrError as error:
        text = _("not recorded ({error}): put that right and run it again before anybody publishes")
        return text.format(error=error)
    return None


class Left(msgspec.Struct, frozen=True):
    """What is left of a post in a language on this disk, by paths from the project's folder."""

    posts: tuple[str, ...]
    pictures: tuple[str, ...]
    shared: tuple[str, ...]
    """Pictures that other published posts show too."""


def _left(project: Project, publications: Publications, key: Key, path_today: str | None) -> Left:
    """Return the files of a post: everywhere it was ever published, would be, or was being when a run crashed."""
    history = publications.history
    standing, intent = history.of(*key), publications.intended(*key)
    posts = [*standing.paths, *([intent.path] if intent else []), *([path_today] if path_today else [])]
    pictures = [*standing.pictures, *(intent.pictures if intent else ())]
    there = [path for path in dict.fromkeys(pictures) if _exists(project, path)]
    shared = [path for path in there if _others(history, key, path)]
    return Left(
        tuple(path for path in dict.fromkeys(posts) if _exists(project, path) and not _others(history, key, path)),
        tuple(path for path in there if path not in shared),
        tuple(shared),
    )


def _others(history: History, key: Key, path: str) -> list[Key]:
    return [other for other in history.users_of(path) if other != key]


def _exists(project: Project, path: str) -> bool:
    return removable(project, path) is not None


def _delete(project: Project, path: str) -> bool:
    """Delete a published file; where it is a symbolic link, the file that readers see behind it too."""
    file = removable(project, path)
    if file is None:
        return False
    try:
        if file.is_symlink():
            target = file.resolve()
            if target.is_file() and may_remove(project, target):
                target.unlink()
        file.unlink()
    except OSError as error:
        raise FileError(system_reason(error), path=path) from error
    return True

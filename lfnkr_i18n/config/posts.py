"""The files in source_posts: which are posts, under which id, and which cannot be and why."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lfnkr_i18n.config.project import Project
from lfnkr_i18n.filenames import clashes, escaped, is_plain, name_problem, one_path
from lfnkr_i18n.files import LARGEST, read_file, reason
from lfnkr_i18n.messages import gettext as _


class PostFile(NamedTuple):
    """A file that is a post by its place and name; it has not been opened."""

    id: str
    """Path below the language's folder, without suffix, with `/`."""
    root: str
    """The project's folder; a Path is made when asked for, since ten thousand cost more than the scan."""
    shown: str
    """Path from the project's folder, with `/`, for messages and catalogs."""
    folder_language: str | None
    """The language its folder says; None directly under source_posts."""
    suffix: str
    """`.md`, `.html`, … in lower case."""

    @property
    def path(self) -> Path:
        """Where it lies on this machine."""
        return Path(self.root, self.shown)


class Misplaced(NamedTuple):
    """Something in source_posts that cannot be a post; it is never followed, opened or written."""

    shown: str
    message: str


def post_data(file: PostFile) -> bytes | None:
    """Return the bytes of a post, None where it vanished. Raises FileError: it cannot be read, or is too large."""
    return read_file(file.path, shown=file.shown, largest=LARGEST)


SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".html", ".htm"})
"""Suffixes of posts in lower case. They stand here since whoever finds that no post changed needs no reader of one; a
test holds them to the readers that there are."""


def post_files(project: Project) -> tuple[list[PostFile], list[Misplaced]]:
    """Return the posts in the order of their ids, and what cannot be one.

    Hidden files and files with other suffixes (pictures) are neither.
    """
    files: list[PostFile] = []
    misplaced: list[Misplaced] = []
    for item in _walk(project):
        (files if isinstance(item, PostFile) else misplaced).append(item)  # type: ignore[arg-type]  # told apart above
    alike = _differ_only_by_case(files)
    if alike:
        misplaced += alike
        clashing = {item.shown for item in alike}
        files = [file for file in files if file.shown not in clashing]
    return sorted(files), sorted(misplaced)


def _walk(project: Project) -> Iterator[PostFile | Misplaced]:
    root, folders = os.fspath(project.root), [(os.fspath(project.source_folder), "source_posts")]
    while folders:
        folder, shown = folders.pop()
        language, place = _place_of(project, shown)
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield Misplaced(shown, reason(error))
            continue
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                problem = _folder_problem(project, shown, name)
                if problem is None:
                    folders.append((entry.path, f"{shown}/{name}"))
                else:
                    yield Misplaced(escaped(f"{shown}/{name}"), problem)
            elif (suffix := _suffix(name.rstrip(" ."))) in SUFFIXES or _leads_to_folder(entry):
                problem = _name_problem(name) or _kind_problem(project, entry)
                if problem is None:
                    post = f"{place}{name[: -len(suffix)]}"
                    yield PostFile(post, root, f"{shown}/{name}", language, sys.intern(suffix))
                else:
                    yield Misplaced(escaped(f"{shown}/{name}"), problem)


def _place_of(project: Project, shown: str) -> tuple[str | None, str]:
    """Return the language that a folder says, None where it says none, and what the ids of its posts begin with."""
    _source_posts, _slash, place = f"{shown}/".partition("/")
    first, _slash, rest = place.partition("/")
    return (first, rest) if first in project.settings.project.languages else (None, place)


def _folder_problem(project: Project, shown: str, name: str) -> str | None:
    """Say why there can be no posts in a folder in the folder `shown`."""
    return _name_problem(name) or (_almost_a_language(project, name) if shown == "source_posts" else None)


def _almost_a_language(project: Project, folder: str) -> str | None:
    """Say which language a folder directly below source_posts differs from only by case: then it is none."""
    for language in project.settings.project.languages:
        if folder != language and folder.casefold() == language.casefold():
            return _("lfnkr.toml writes this language `{language}`; rename the folder").format(language=language)
    return None


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:  # a link to itself
        return True


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def _name_problem(name: str) -> str | None:
    """Say why a file or folder name cannot be part of a post id: with its suffix and without."""
    if is_plain(name):
        return None
    return name_problem(name) or name_problem(name[: name.rfind(".")] if name.rfind(".") > 0 else name)


def _link_problem(project: Project, entry: os.DirEntry[str]) -> str | None:
    if not entry.is_symlink():
        return None
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return _("a symbolic link that leads nowhere; mend or delete it")
    if not target.is_relative_to(project.source_folder.resolve()):
        return _("a symbolic link out of source_posts; copy the file here instead")
    if target.is_dir():
        return _("a symbolic link to a folder; it is not followed")
    return None


def _kind_problem(project: Project, entry: os.DirEntry[str]) -> str | None:
    """Say why something is no file, or leads to none."""
    if entry.is_file(follow_symlinks=False):  # the scan knows it: no question to the file system
        return None
    problem = _link_problem(project, entry)
    if problem is not None:
        return problem
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return reason(error)
    return None if stat.S_ISREG(mode) else _("not a regular file; move it away")


def _differ_only_by_case(files: Sequence[PostFile]) -> list[Misplaced]:
    """Return the posts whose ids some systems cannot tell apart: by case, or by Unicode normal form."""
    if len({one_path(file.id) for file in files}) == len(files):
        return []
    return [
        Misplaced(
            file.shown,
            _("its id differs from that of {other} only by case or accents' form; rename one of them").format(
                other=next(other.shown for other in group if other.id != file.id)
            ),
        )
        for group in clashes((file.id, file) for file in files).values()
        if len({file.id for file in group}) > 1
        for file in group
    ]

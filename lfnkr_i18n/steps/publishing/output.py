"""The published file on disk: nothing is written outside the folder of `publish.output`, or over the project itself."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from lfnkr_i18n.config import SETTINGS_FILE, Project
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.messages import gettext as _


class Destinations:
    """Where published files are written: within bounds that are looked up once a run."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._folders: dict[Path, Path] = {}

    def of(self, output: str) -> Path:
        """Return where a published path is written; raises FileError where a symbolic link, or the pattern, misleads.

        The folder that the pattern begins with may itself be a link, to a site's own folder; what is below may not
        lead out of it.
        """
        path = self.project.root / output
        try:
            top, kept = self._bounds
            target = self._target(path)
        except (OSError, RuntimeError) as error:
            raise FileError(_("a loop of symbolic links; mend or delete them"), path=output) from error
        if not target.is_relative_to(top):
            raise FileError(_("a symbolic link leads out of the published folder; delete the link"), path=output)
        for folder in kept:
            if target.is_relative_to(folder):
                problem = _("would write into {folder}; change publish.output in lfnkr.toml")
                raise FileError(problem.format(folder=folder.name), path=output)
        return path

    def _target(self, path: Path) -> Path:
        """Return where a path leads: the folders of a run's posts are few, and looked up once."""
        folder = self._folders.get(path.parent)
        if folder is None:
            folder = self._folders[path.parent] = path.parent.resolve()
        return path.resolve() if path.is_symlink() else folder / path.name

    @cached_property
    def _bounds(self) -> tuple[Path, list[Path]]:
        """The folder that everything published lies below, and those that could be met there and may not."""
        top = (self.project.root / self.project.output.folder).resolve()
        kept = [folder.resolve() for folder in _kept_folders(self.project)]
        return top, [folder for folder in kept if folder.is_relative_to(top) or top.is_relative_to(folder)]


def _kept_folders(project: Project) -> tuple[Path, ...]:
    return project.source_folder, project.locales, project.cache, project.root / ".git"


def removable(project: Project, output: str) -> Path | None:
    """Return the file at a path that a ledger names, if it is there and is a published file's place.

    It need not be below today's `publish.output`, which may have changed, but never outside the project and that
    folder, and never a source, a catalog or the settings.
    """
    path = project.root / output
    parent = path.parent.resolve()
    return path if may_be_there(path) and may_remove(project, parent / path.name) else None


def may_be_there(path: Path) -> bool:
    """Tell whether a file is there, or may be: what is done to it in a folder closed to us says so."""
    try:
        return path.is_file() or path.is_symlink()
    except OSError:
        return True


def may_remove(project: Project, file: Path) -> bool:
    """Tell whether a resolved path lies where published files do."""
    top = project.root / project.output.folder
    if not any(file.is_relative_to(folder.resolve()) for folder in (project.root, top)):
        return False
    kept = (*_kept_folders(project), project.root / SETTINGS_FILE)
    return not any(file.is_relative_to(folder.resolve()) for folder in kept)

"""Results saved to a file that somebody names: whole or not at all, and never over the project's own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from lfnkr_i18n.config import Project


def save(project: Project, file: str, data: bytes, *, option: str, dry_run: bool = False) -> bool:
    """Write `data` to a file, unless it holds that already; tell whether it was written. With `dry_run` it is not.

    `option` is how the command line calls the place; empty where it stands alone. Raises UsageError where the project's
    own files lie.
    """
    from lfnkr_i18n.config import SETTINGS_FILE
    from lfnkr_i18n.files import read_file
    from lfnkr_i18n.replacing import replace_file

    path = Path(file)
    kept = (project.source_folder, project.locales, project.root / SETTINGS_FILE)
    if any(path.resolve().is_relative_to(place.resolve()) for place in kept):
        problem = _("{file}: the project's own files lie there; choose another place")
        raise UsageError(problem.format(file=f"{option} {file}".strip()))
    old = read_file(path, shown=file)
    return not dry_run and replace_file(path, data, expected=old, tmp=project.tmp, shown=file)

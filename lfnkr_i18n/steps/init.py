"""Init: a folder becomes a project; what a person wrote in it stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lfnkr_i18n.config import SETTINGS_FILE, open_project, settings_template
from lfnkr_i18n.config.settings import Settings
from lfnkr_i18n.errors import FileError, UsageError
from lfnkr_i18n.files import read_file, reason
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.replacing import replace_file

LEDGERS_MERGE = "*.jsonl merge=union"
"""For .gitattributes: both sides' lines of a ledger are kept when branches meet."""


def init(folder: Path, *, dry_run: bool = False) -> list[str]:
    """Make `folder` a project; return what was made or added to, as paths from it (a folder ends in `/`).

    Files that exist keep every line; run again it makes nothing. With `dry_run` nothing is made. Raises UsageError
    where `folder` is a file, SettingsError where its lfnkr.toml is not valid.
    """
    if _stands_in_the_way(folder):
        raise UsageError(_("{folder}: a file, not a folder").format(folder=folder))
    known = (folder / SETTINGS_FILE).exists()
    settings = open_project(folder).settings if known else Settings()
    folders = [name for name in _folders(folder, settings) if not (folder / name).is_dir()]
    files = {name: data for name, data in _files(folder, settings, known).items() if data is not None}
    if not dry_run:
        for name in folders:
            _make(folder / name, name)
        for name, data in files.items():
            _write(folder, name, data)
    return [*files, *folders]


def _stands_in_the_way(folder: Path) -> bool:
    """Tell whether something that is no folder has the name, a link that leads nowhere too."""
    try:
        return (folder.is_symlink() or folder.exists()) and not folder.is_dir()
    except OSError as error:  # a name that no disk takes, a folder that must not be looked into
        raise FileError(reason(error), path=folder.name) from error


def _folders(root: Path, settings: Settings) -> list[str]:
    """Return the folders a project has; languages' own only where there are no posts yet, as posts may do without."""
    if (root / "source_posts").is_dir():
        return ["locales/"]
    return ["source_posts/", *(f"source_posts/{language}/" for language in settings.project.languages), "locales/"]


def _files(root: Path, settings: Settings, known: bool) -> dict[str, bytes | None]:
    """Return what the project's files should hold, None where they already do."""
    ignored = ["/.lfnkr/"]
    if settings.publish.output.startswith("published/"):
        ignored.append("/published/")
    return {
        SETTINGS_FILE: None if known else settings_template(),
        ".gitignore": _with_lines(root, ".gitignore", ignored),
        ".gitattributes": _with_lines(root, ".gitattributes", [LEDGERS_MERGE]),
    }


def _with_lines(root: Path, name: str, wanted: Sequence[str]) -> bytes | None:
    """Return a file with the lines it lacks added at its end, in its own line ends; None where it lacks none."""
    data = read_file(root / name, shown=name) or b""
    standing = {_pattern(line) for line in data.decode(errors="replace").splitlines()}
    lacking = [line for line in wanted if _pattern(line) not in standing]
    if not lacking:
        return None
    line_end = b"\r\n" if b"\r\n" in data else b"\n"
    lead = line_end if data and not data.endswith(b"\n") else b""
    return data + lead + b"".join(line.encode() + line_end for line in lacking)


def _pattern(line: str) -> str:
    r"""Return what a line of .gitignore or .gitattributes is about: `.lfnkr`, `/.lfnkr/` and `!/.lfnkr` are one.

    >>> _pattern("/.lfnkr/"), _pattern("!published"), _pattern("*.jsonl  text merge=union")
    ('.lfnkr', 'published', '*.jsonl merge=union')
    """
    words = line.split()
    if len(words) > 1:
        return " ".join([words[0], *(word for word in words if word.startswith("merge="))])
    return line.strip().removeprefix("!").strip("/")


def _make(folder: Path, shown: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(reason(error), path=shown) from error


def _write(root: Path, name: str, data: bytes) -> None:
    path = root / name
    replace_file(path, data, expected=read_file(path, shown=name), tmp=root / ".lfnkr" / "tmp", shown=name)

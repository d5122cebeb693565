"""Other programs that take Markdown, or HTML, to PO files and back, run as their own documentation says.

Python's live in virtual environments of their own in benchmarks/.peers, made at the first run; po4a is the system's.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]

_ENVIRONMENTS = Path(__file__).parents[1] / ".peers"
_MDPO = Path(__file__).with_name("mdpo_files.py")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a peer finds the posts, and works."""

    posts: Path
    work: Path

    @property
    def catalogs(self) -> Path:
        """Where its PO files are."""
        return self.work / "po"


@dataclass(frozen=True, slots=True, eq=False)
class Peer:
    """A program; each verb is a list of command lines."""

    name: str
    version: str
    extract: Callable[[Folders], list[Command]]
    update: Callable[[Folders], list[Command]]
    reassemble: Callable[[Folders], list[Command]]
    most_posts: Mapping[str, int]
    """How many it can take in an afternoon, by the kind of posts: `md`, `html`."""
    extract_html: Callable[[Folders], list[Command]] = lambda _folders: []


def available() -> list[Peer]:
    """Return the peers that can be had here; say which cannot."""
    found = [_mdpo(), _translate_toolkit(), _po4a()]
    return [peer for peer in found if peer is not None]


def _mdpo() -> Peer | None:
    python = _environment("mdpo", "mdpo==2.1.4")
    if python is None:
        return None

    def extract(folders: Folders) -> list[Command]:
        return [[python, _MDPO, "extract", folders.posts, folders.catalogs]]

    def reassemble(folders: Folders) -> list[Command]:
        return [[python, _MDPO, "reassemble", folders.posts, folders.catalogs, folders.work / "out"]]

    return Peer("mdpo", "2.1.4", extract, extract, reassemble, {"md": 10_000})


def _translate_toolkit() -> Peer | None:
    python = _environment("translate-toolkit", "translate-toolkit[markdown]==3.20.4", "rapidfuzz")
    if python is None:
        return None
    tools = python.parent
    quiet = ("--progress=none",)

    def extract(folders: Folders) -> list[Command]:
        return [[tools / "md2po", *quiet, folders.posts, folders.catalogs]]

    def update(folders: Folders) -> list[Command]:
        templates = folders.work / "pot"
        return [
            [tools / "md2po", *quiet, "-P", folders.posts, templates],
            [tools / "pot2po", *quiet, "-t", folders.catalogs, templates, folders.catalogs],
        ]

    def reassemble(folders: Folders) -> list[Command]:
        return [[tools / "po2md", *quiet, "-t", folders.posts, folders.catalogs, folders.work / "out"]]

    def extract_html(folders: Folders) -> list[Command]:
        return [[tools / "html2po", *quiet, folders.posts, folders.catalogs]]

    most = {"md": 1_000, "html": 10_000}
    return Peer("translate-toolkit", "3.20.4", extract, update, reassemble, most, extract_html)


def _po4a() -> Peer | None:
    program = shutil.which("po4a")
    if program is None:
        print("po4a: not here (Debian: apt-get install po4a); left out", file=sys.stderr)
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = said.split("\n", 1)[0].split()[-1].rstrip(".")

    def configured(folders: Folders) -> Path:
        settings = folders.work / "po4a.cfg"
        lines = ["[po4a_langs] xx", f"[po4a_paths] {folders.catalogs}/$master.pot $lang:{folders.catalogs}/$master.po"]
        for post in sorted(folders.posts.rglob("*.md")):
            name = post.stem
            out = folders.work / "out" / post.relative_to(folders.posts)
            lines.append(f'[type:text] {post} xx:{out} opt:"-o markdown" pot={name}')
        settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return settings

    def extract(folders: Folders) -> list[Command]:
        return [[program, "-q", "--no-translations", configured(folders)]]

    def reassemble(folders: Folders) -> list[Command]:
        return [[program, "-q", "--no-update", "-k", "0", configured(folders)]]

    return Peer("po4a", version, extract, extract, reassemble, {"md": 100})


def _environment(name: str, *requirements: str) -> Path | None:
    """Return the Python of a peer's environment; None, and a line, where it cannot be made."""
    folder = _ENVIRONMENTS / name
    python = folder / "bin" / "python"
    if not python.exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            subprocess.run([python, "-m", "pip", "install", "-q", *requirements], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            print(f"{name}: cannot be installed ({type(error).__name__}); left out", file=sys.stderr)
            return None
    return python

"""A project: the folder with lfnkr.toml, and where everything in it lies."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config.output import OutputPattern, output_pattern
from lfnkr_i18n.config.settings import Settings
from lfnkr_i18n.config.toml import read_settings
from lfnkr_i18n.errors import SettingsError
from lfnkr_i18n.large_files import files_in
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from lfnkr_i18n.model import ReadingRules

SETTINGS_FILE = "lfnkr.toml"


class Project(msgspec.Struct, frozen=True):
    """A project on disk; every path in it is made here."""

    root: Path
    """The folder that holds lfnkr.toml, absolute."""
    settings: Settings

    @property
    def source_folder(self) -> Path:
        """Where the posts lie as written."""
        return _inside(self.root, "source_posts")

    @property
    def locales(self) -> Path:
        """Where the catalogs, the ledgers, the glossary and imported memories lie."""
        return _inside(self.root, "locales")

    @property
    def glossary(self) -> Path:
        """What things are called in each language, where the project says so."""
        return self.locales / "glossary.csv"

    @property
    def cache(self) -> Path:
        """Caches; may be deleted at any time."""
        return _inside(self.root, ".lfnkr")

    @property
    def tmp(self) -> Path:
        """Where files are written before they take their place; swept by the next run."""
        return _inside(self.root, ".lfnkr/tmp")

    def catalog_path(self, post: str, language: str) -> Path:
        """Return the path of a post's catalog in a target language."""
        return self.root / catalog_name(post, language)

    def relative(self, path: Path) -> str:
        """Return a path as messages say it: from the project's folder, with `/`; itself where it lies elsewhere."""
        absolute = Path(path if path.is_absolute() else Path.cwd() / path)
        try:
            return _plain(absolute).relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    @property
    def register_path(self) -> Path | None:
        """Where the names register lies; None where lfnkr.toml names none, or somebody waived it."""
        privacy = self.settings.privacy
        if privacy.names is None or privacy.waived:
            return None
        return (self.root / Path(privacy.names).expanduser()).absolute()

    @property
    def output(self) -> OutputPattern:
        """Where published posts go."""
        return output_pattern(self.settings.publish.output)

    @property
    def reading_rules(self) -> ReadingRules:
        """How this project's posts are cut into segments. Raises SettingsError: a bad `wordpress.custom_blocks`."""
        # Only whoever reads a post needs them: an XML parser, and the model.
        from lfnkr_i18n.config.custom_blocks import CustomBlocks, custom_blocks
        from lfnkr_i18n.model import ReadingRules

        settings = self.settings
        named = settings.wordpress.custom_blocks
        blocks = custom_blocks(self.root / named, named) if named is not None else CustomBlocks()
        return ReadingRules(
            text_keys=settings.project.text_keys,
            unit=settings.segmentation.unit,
            line_markers=settings.markdown.line_markers,
            captions=MappingProxyType(settings.markdown.captions),
            block_texts=blocks.texts,
            kept_blocks=blocks.kept,
            abbreviations=MappingProxyType(settings.segmentation.abbreviations),
            no_break=MappingProxyType(settings.segmentation.no_break),
        )

    def links_for(self, source_language: str, language: str) -> dict[str, str]:
        """Return the link prefixes that differ between two languages.

        `[links]` is read from left to right out of the project's source language and from right to left into it;
        it says nothing about two other languages.
        """
        links = self.settings.links
        if source_language == self.settings.project.source_language:
            return dict(links)
        if language == self.settings.project.source_language:
            return {target: source for source, target in links.items()}
        return {}

    def catalog_keys(self) -> Iterator[tuple[str, str]]:
        """Yield (target language, post id) of every catalog there is, in the order of their paths."""
        for language in self.settings.project.languages:
            for name, _entry in files_in(self.locales / language / "LC_MESSAGES", ".po"):
                yield language, name.removesuffix(".po")


@lru_cache(maxsize=64)
def _inside(root: Path, name: str) -> Path:
    """Return a folder of a project, which is asked for again and again; to make a path takes 4 µs."""
    return root / name


def catalog_name(post: str, language: str) -> str:
    """Return the path of a post's catalog in a target language, from the project's folder."""
    return f"locales/{language}/LC_MESSAGES/{post}.po"


def _plain(path: Path) -> Path:
    """Take `.` and `..` out of a path without following links."""
    return Path(os.path.normpath(path))


def find_project(start: Path) -> Path:
    """Return the nearest folder with lfnkr.toml, `start` or above. Raises SettingsError."""
    folder = start.absolute()
    for candidate in (folder, *folder.parents):
        if os.path.isfile(candidate / SETTINGS_FILE):  # noqa: PTH113 - a folder without permission is no error here
            return candidate
    raise SettingsError(
        _("{folder}: no lfnkr.toml here or in a folder above; run `lfnkr init`, or say -C FOLDER").format(folder=start)
    )


_REGISTER = r"""(?m)^[ \t]*(?:privacy\s*\.\s*)?names\s*=\s*(?:"([^"\n]+)"|'([^'\n]+)')"""


def named_register(root: Path) -> Path | None:
    """Return where lfnkr.toml seems to say that the names register lies, also where it is wrong elsewhere.

    For what is said of a broken lfnkr.toml only: its words may be names.
    """
    try:
        text = (root / SETTINGS_FILE).read_text("utf-8", errors="replace")
    except OSError:
        return None
    found = re.search(_REGISTER, text)
    return None if found is None else (root / Path(found[1] or found[2]).expanduser()).absolute()


def open_project(folder: Path) -> Project:
    """Return the project in a folder that holds lfnkr.toml. Raises SettingsError."""
    root = _plain(folder.absolute())
    project = Project(root, read_settings(root / SETTINGS_FILE))
    if project.settings.wordpress.custom_blocks is not None:
        _ = project.reading_rules  # a bad file is said at once, not of every post
    return project

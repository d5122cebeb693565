"""What drafting tells of a catalog, and what it leaves for engines."""

from __future__ import annotations

import msgspec

from lfnkr_i18n.config import PostFile
from lfnkr_i18n.model import Key, Markup


class Drafted(msgspec.Struct, frozen=True):
    """What drafting did to one catalog; `problem` says why it could not."""

    post: str
    path: str
    language: str = ""
    """Target language; empty where the post itself could not be read."""
    catalog: str = ""
    exact: int = 0
    """Entries filled with the translation of an equal text."""
    similar: int = 0
    """Entries filled with the translation of a similar text."""
    left: int = 0
    """Entries that stay untranslated."""
    characters: int = 0
    """Characters of the source texts of those."""
    written: bool = False
    """Whether the catalog was written (in a dry run: would be)."""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found; then nothing was written."""
    machine: int = 0
    """Entries filled by engines."""
    failed: int = 0
    """Entries for which engines gave nothing usable; their comments say why."""

    @property
    def filled(self) -> int:
        """Entries that got a draft."""
        return self.exact + self.similar + self.machine


class Wanted(msgspec.Struct, frozen=True):
    """A text that nothing was found for, and what helps to translate it."""

    name: Key
    """Of its entry."""
    kind: str
    markup: Markup
    alone: bool
    """Whether it is the only segment of its block."""
    before: tuple[str, ...] = ()
    """Texts before it in the post, as readers see them."""
    after: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text itself: the entry's msgid."""
        return self.name[1]


class Unfilled(msgspec.Struct, frozen=True):
    """A catalog after memory: what was done, and what is left for engines. A worker hands it back."""

    drafted: Drafted
    file: PostFile
    source_language: str
    title: str
    confidential: bool
    """Whether its author keeps it on this machine (`confidential: true`)."""
    wanted: tuple[Wanted, ...] = ()
    asked: bool = True
    """Whether memory was asked: then another memory may have something else."""

    @property
    def languages(self) -> tuple[str, str]:
        """The direction: source and target."""
        return self.source_language, self.drafted.language

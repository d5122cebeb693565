"""Drafts: unreviewed translations, fuzzy, with a translator comment that says where they came from.

Which texts a machine wrote is remembered as digests in the project's cache (`.lfnkr/drafts`), one a line, so that the
comment stays as people know it (`# draft: memory 87%`). `draft` may put a better text in the place of one that is still
what a machine wrote. Where the cache was deleted, or on another machine, every draft counts as a person's: it stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import polib

from lfnkr_i18n.catalog.model import (
    DRAFT_MARK,
    FAILURE_MARK,
    State,
    drop_draft_comment,
    drop_failure_comment,
    state_of,
    storable,
)
from lfnkr_i18n.files import append_line, digest, locked, read_file

_LOG = "drafts"


def set_draft(entry: polib.POEntry, text: str, origin: str) -> None:
    """Make `text` an entry's draft: fuzzy, with the comment `# draft: <origin>` before its other comments.

    `origin` is `memory 87%` or an engine's name. Line breaks around the text go: the source has none.
    """
    if not text.strip():
        raise ValueError("a draft needs a text")
    drop_draft_comment(entry)
    drop_failure_comment(entry)
    comment = f"{DRAFT_MARK} {' '.join(origin.split())}"
    entry.tcomment = f"{comment}\n{entry.tcomment}" if entry.tcomment else comment
    entry.msgstr = storable(text.strip("\n"))
    if "fuzzy" not in entry.flags:
        entry.flags.insert(0, "fuzzy")
    entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None


def set_failure(entry: polib.POEntry, reason: str) -> bool:
    """Say in an untranslated entry's comment why a machine gave it no draft; return whether that is new.

    The comment goes as soon as the entry has a text.
    """
    comment = f"{FAILURE_MARK} {' '.join(reason.split())}"
    if comment in entry.tcomment.split("\n"):
        return False
    drop_failure_comment(entry)
    entry.tcomment = f"{comment}\n{entry.tcomment}" if entry.tcomment else comment
    return True


class DraftLog:
    """The digests of the texts that memory and engines wrote, as `.lfnkr/drafts` holds them."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._path, self._shown = cache / _LOG, f"{cache.name}/{_LOG}"

    @cached_property
    def _known(self) -> set[str]:
        """Read when a draft is asked for, so that a post without one does not depend on the log."""
        data = read_file(self._path, shown=self._shown) or b""
        return set(data.decode("ascii", "replace").split())

    def wrote(self, entry: polib.POEntry) -> bool:
        """Tell whether an entry's text is still, to the letter, what a machine wrote for its source.

        Also where the source was edited since and the draft moved on with it (`#|` says from which text).
        """
        if state_of(entry) is not State.DRAFT:
            return False
        sources = (entry.msgid, entry.previous_msgid)
        return any(source is not None and _digest(source, entry.msgstr) in self._known for source in sources)

    def remember(self, entries: Iterable[polib.POEntry]) -> None:
        """Remember the drafts that were just set; call it before their catalog is saved."""
        digests = dict.fromkeys(_digest(entry.msgid, entry.msgstr) for entry in entries)
        new = [digest for digest in digests if digest not in self._known]
        if not new:
            return
        with locked(_LOG, cache=self._cache):
            append_line(self._path, "\n".join(new), shown=self._shown)
        self._known.update(new)


def _digest(source: str, text: str) -> str:
    return digest(f"{source}\0{text}".encode("utf-8", "surrogatepass"))

"""Engines' drafts as they were before people reviewed them, one JSON object a line in `.lfnkr/engine-drafts.jsonl`.

A PO file loses a draft with the first edit; this is how we learn how much of it stayed. It is a cache: where it is
deleted, only the statistics begin anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from lfnkr_i18n.files import append_line, locked, read_file
from lfnkr_i18n.model import Key

_FILE = "engine-drafts.jsonl"


class KeptDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """One draft of an engine, and the entry it was made for."""

    post: str
    source_language: str
    language: str
    engine: str
    source: str
    """The entry's msgid."""
    text: str
    context: str | None = None
    """The entry's msgctxt."""

    @property
    def place(self) -> tuple[str, str, Key]:
        """The post, the target language and the entry."""
        return self.post, self.language, (self.context, self.source)


def keep_drafts(drafts: Iterable[KeptDraft], *, cache: Path) -> None:
    """Keep drafts; call it before their catalog is saved. Raises FileError."""
    lines = [msgspec.json.encode(draft).decode() for draft in drafts]
    if lines:
        with locked(_FILE, cache=cache):
            append_line(cache / _FILE, "\n".join(lines), shown=_FILE)


def kept_drafts(cache: Path) -> Iterator[KeptDraft]:
    """Yield the drafts that were kept, the oldest first; a line that cannot be read (a crash cut it) is left out."""
    for line in (read_file(cache / _FILE, shown=_FILE) or b"").splitlines():
        try:
            yield msgspec.json.decode(line, type=KeptDraft)
        except msgspec.DecodeError:
            continue

"""A catalog in memory: polib's file and entries, what identifies an entry, its state, and the translations it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

import polib

from lfnkr_i18n.files import digest
from lfnkr_i18n.model import Key, Segment

DRAFT_MARK = "draft:"
"""Starts the translator comment that says where an unreviewed text came from: `# draft: memory 87%`."""

FAILURE_MARK = "no draft:"
"""Starts the translator comment that says why an entry has no draft: `# no draft: deepl: it lost a code`."""

HEADER: Key = (None, "")
"""The key of the header entry."""


class State(StrEnum):
    """How far an entry is (docs/architecture.md, "Words")."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    STALE = "stale"
    REVIEWED = "reviewed"
    OBSOLETE = "obsolete"

    __hash__ = str.__hash__  # an enumeration's own is Python, and states are counted of every entry


class Catalog(polib.POFile):
    """A PO file: polib's own, with room for the header entry's comments and unknown flags.

    The header's fields are in `metadata` in the order of the file. A line of the header that is no field stays with
    the field before it, after a line break; before the first field it has the name "".
    """

    def __init__(self) -> None:
        super().__init__(wrapwidth=0)
        self.head = polib.POEntry()
        """The header entry's extracted comments, references, flags but fuzzy, and previous msgid."""


def new_entry(
    source: str,
    translation: str = "",
    *,
    context: str | None = None,
    comment: str = "",
    tcomment: str = "",
    occurrences: list[tuple[str, str]] | None = None,
    flags: list[str] | None = None,
    line: int | None = None,
) -> polib.POEntry:
    """Return an entry, the lists its own, in a third of the time that polib's constructor takes."""
    entry = polib.POEntry.__new__(polib.POEntry)
    entry.__dict__ = {
        "msgid": source,
        "msgstr": translation,
        "msgid_plural": "",
        "msgstr_plural": {},
        "msgctxt": context,
        "obsolete": False,
        "encoding": "utf-8",
        "comment": comment,
        "tcomment": tcomment,
        "occurrences": [] if occurrences is None else occurrences,
        "flags": [] if flags is None else flags,
        "previous_msgctxt": None,
        "previous_msgid": None,
        "previous_msgid_plural": None,
        "linenum": line,
    }
    return entry


def copied(entry: polib.POEntry) -> polib.POEntry:
    """Return an entry that can be changed without changing this one."""
    twin = polib.POEntry.__new__(polib.POEntry)
    twin.__dict__ = {
        **entry.__dict__,
        "flags": [*entry.flags],
        "occurrences": [*entry.occurrences],
        "msgstr_plural": {**entry.msgstr_plural},
    }
    return twin


def key(entry: polib.POEntry) -> Key:
    """Return what identifies an entry: no two of a catalog share it."""
    return entry.msgctxt, entry.msgid


def key_of(segment: Segment) -> Key:
    """Return the (msgctxt, msgid) of a segment's entry."""
    return segment.context, storable(segment.source)


def storable(text: str) -> str:
    r"""Return a text as a PO file can hold it: NUL and EOT cannot stand in one, so their symbols ␀ and ␄ do."""
    return text.replace("\0", "\u2400").replace("\x04", "\u2404")


def live(catalog: polib.POFile) -> Iterator[polib.POEntry]:
    """Yield the entries that are not obsolete, in order."""
    return (entry for entry in catalog if not entry.obsolete)


def texts(entry: polib.POEntry) -> list[str]:
    """Return every translation of an entry: one, or its plural forms; empty ones too."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def state_of(entry: polib.POEntry) -> State:
    """Return an entry's state; a translation of nothing but white space is none."""
    if entry.obsolete:
        return State.OBSOLETE
    if not (entry.msgstr.strip() if not entry.msgid_plural else _has_all_forms(entry)):
        return State.UNTRANSLATED
    if "fuzzy" not in entry.flags:
        return State.REVIEWED
    return State.STALE if draft_origin(entry) is None else State.DRAFT


def _has_all_forms(entry: polib.POEntry) -> bool:
    """Tell whether every plural form of an entry is translated."""
    return all(text.strip() for text in entry.msgstr_plural.values() or [""])


def translations(
    catalog: polib.POFile | None, segments: Sequence[Segment], *, allow_drafts: bool = False
) -> list[str | None]:
    """Return each segment's reviewed translation, or None where there is none.

    With `allow_drafts` drafts and stale translations count too.
    """
    usable = {State.REVIEWED, State.DRAFT, State.STALE} if allow_drafts else {State.REVIEWED}
    found = {
        key(entry): entry.msgstr
        for entry in (() if catalog is None else live(catalog))
        if not entry.msgid_plural and state_of(entry) in usable
    }
    return [found.get(key_of(segment)) for segment in segments]


def draft_origin(entry: polib.POEntry) -> str | None:
    """Return where a draft came from (`memory 87%`), or None: the entry has no `# draft:` comment."""
    if DRAFT_MARK not in entry.tcomment:
        return None
    for line in entry.tcomment.split("\n"):
        if line.lstrip().startswith(DRAFT_MARK):
            return line.lstrip()[len(DRAFT_MARK) :].strip()
    return None


def drop_draft_comment(entry: polib.POEntry) -> None:
    """Take the `# draft:` comment away; every other comment stays."""
    _drop_comment(entry, DRAFT_MARK)


def drop_failure_comment(entry: polib.POEntry) -> None:
    """Take the `# no draft:` comment away; every other comment stays."""
    _drop_comment(entry, FAILURE_MARK)


def _drop_comment(entry: polib.POEntry, mark: str) -> None:
    if mark in entry.tcomment:
        lines = entry.tcomment.split("\n")
        entry.tcomment = "\n".join(line for line in lines if not line.lstrip().startswith(mark))


def content_digest(catalog: polib.POFile) -> str:
    """Return the digest of the ordered (msgctxt, msgid, msgstr) of the live entries, 32 hexadecimal digits.

    Comments, flags, the header and obsolete entries do not count. Sign-offs and publications are bound to it.
    """
    fields: list[str] = []
    for entry in live(catalog):
        context = "" if entry.msgctxt is None else f"={entry.msgctxt}"
        forms = [f"[{number}]{form}" for number, form in sorted(entry.msgstr_plural.items())]
        fields += [context, entry.msgid, entry.msgid_plural, entry.msgstr, *forms, "\x04"]
    return digest("\0".join(fields).encode("utf-8", "surrogatepass"))

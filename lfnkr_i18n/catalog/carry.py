"""Entries on their way from an old catalog to a new one: copied, carried over, offered, put away."""

from __future__ import annotations

import polib

from lfnkr_i18n.catalog.doubles import keep_texts
from lfnkr_i18n.catalog.model import (
    DRAFT_MARK,
    FAILURE_MARK,
    State,
    copied,
    drop_draft_comment,
    drop_failure_comment,
    key,
    state_of,
    texts,
)
from lfnkr_i18n.model import Key


def carried(entry: polib.POEntry, name: Key) -> polib.POEntry:
    """Return an entry under a msgctxt and msgid, live, in its state; of plural forms, which posts lack, the first."""
    twin = copied(entry)
    twin.__dict__.update(msgctxt=name[0], msgid=name[1])
    twin.obsolete = False
    if twin.msgid_plural:
        forms = [form for _number, form in sorted(entry.msgstr_plural.items())]
        twin.msgstr, twin.msgid_plural, twin.msgstr_plural = (forms or [""])[0], "", {}
        keep_texts(twin, entry)
        _mark_fuzzy(twin)
    return twin


def edited(donor: polib.POEntry, name: Key) -> polib.POEntry:
    """Return a donor's translation for another text: stale, or the draft it was, with the text that it translates."""
    twin = carried(donor, name)
    drop_failure_comment(twin)
    if not twin.msgstr.strip():
        return twin
    if donor.previous_msgid is None or state_of(donor) is State.REVIEWED:
        twin.previous_msgctxt = donor.msgctxt if donor.msgctxt != name[0] else None
        twin.previous_msgid, twin.previous_msgid_plural = donor.msgid, None
    _mark_fuzzy(twin)
    return twin


def _mark_fuzzy(entry: polib.POEntry) -> None:
    if "fuzzy" not in entry.flags:
        drop_draft_comment(entry)  # a reviewer left it behind: the text is no draft
        entry.flags.insert(0, "fuzzy")


def as_obsolete(entry: polib.POEntry) -> polib.POEntry:
    """Return an entry as obsolete, with all it has."""
    twin = copied(entry)
    tidy(twin)
    twin.obsolete = True
    return twin


def tidy(entry: polib.POEntry) -> None:
    """Take away what a state has no use for, and line breaks around a text whose source has none (msgfmt's rule)."""
    if not entry.msgid.startswith("\n") and not entry.msgid.endswith("\n"):
        entry.msgstr = entry.msgstr.strip("\n")
    state = state_of(entry)
    if state is not State.UNTRANSLATED:
        drop_failure_comment(entry)
    if state is State.UNTRANSLATED and not any(texts(entry)):
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if state is State.REVIEWED or (state is State.UNTRANSLATED and not any(texts(entry))):
        drop_draft_comment(entry)
        entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None


def is_plain(entry: polib.POEntry) -> bool:
    """Tell whether an entry holds so little that `carried` and `tidy` surely leave it as it is."""
    return (
        not entry.flags
        and not entry.msgid_plural
        and entry.previous_msgid is None
        and entry.previous_msgctxt is None
        and entry.previous_msgid_plural is None
        and entry.msgstr[:1] != "\n"
        and entry.msgstr[-1:] != "\n"
        and DRAFT_MARK not in entry.tcomment
    )


def notes(entry: polib.POEntry) -> list[str]:
    """Return the lines of an entry's translator comment that people wrote."""
    lines = entry.tcomment.split("\n") if entry.tcomment else []
    return [line for line in lines if not line.lstrip().startswith((DRAFT_MARK, FAILURE_MARK))]


def origin_of(entry: polib.POEntry) -> Key:
    """Return the key of the text that a stale entry's translation was made for; its own where it is not known."""
    if entry.previous_msgid is None:
        return key(entry)
    return (entry.previous_msgctxt or entry.msgctxt, entry.previous_msgid)

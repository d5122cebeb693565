"""JSON strings that are read as exactly the text they are given."""

from __future__ import annotations

import json
from collections.abc import Mapping

from lfnkr_i18n.formats.front_matter.values import Entry, Scan, TextValue


def rewritten(value: TextValue, new: str, inner: str) -> str:
    """Return what to write at `value.characters` of `inner` so that it is read as exactly `new`."""
    del value, inner  # JSON has one style
    return string(new)


def replaced_entry(entry: Entry, text: str, inner: str) -> str:
    """Return what to write over a value of the top level so that it is read as exactly `text`."""
    del entry, inner
    return string(text)


def added(inner: str, found: Scan, keys: Mapping[str, str], line_end: str) -> tuple[int, str]:
    """Return where new keys go and what is inserted there: before the first key, spaced as that is."""
    del line_end
    members = [f"{string(key)}: {string(value)}" for key, value in keys.items()]
    start = inner.index("{") + 1
    if found.first_key is None:
        return start, ", ".join(members)
    gap = inner[start : found.first_key]
    return found.first_key, "".join(f"{member},{gap or ' '}" for member in members)


def string(text: str) -> str:
    r"""Return a JSON string that is read as exactly `text`.

    >>> print(string('「家」\n"A"'))
    "「家」\n\"A\""
    """
    return json.dumps(text, ensure_ascii=False)

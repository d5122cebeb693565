"""When and by whom a pair was made, as PO headers say it."""

from __future__ import annotations

from datetime import UTC, datetime

from lfnkr_i18n.patterns import lazy

_FORMATS = ("%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d %H:%M", "%Y-%m-%d")
_ADDRESS = lazy(r"\s*<[^<>]*>\s*$|^\S+@\S+$")


def po_date(text: str) -> str:
    """Return a PO-Revision-Date in UTC, `2024-05-17T01:20:00Z`; empty where it is none (the template's YEAR-MO-DA).

    >>> po_date("2024-05-17 10:20+0900"), po_date("YEAR-MO-DA HO:MI+ZONE")
    ('2024-05-17T01:20:00Z', '')
    """
    for form in _FORMATS:
        try:
            found = datetime.strptime(text.strip(), form)
        except ValueError:
            continue
        try:
            moment = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except OverflowError:  # the first hours of year 1, or the last of 9999
            return ""
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return ""


def without_address(text: str) -> str:
    """Return a person's name without their address; empty for an address alone or a template's placeholder.

    >>> without_address("Aya T. <aya@example.org>"), without_address("FULL NAME <EMAIL@ADDRESS>")
    ('Aya T.', '')
    """
    name = _ADDRESS.sub("", " ".join(text.split()))
    return "" if name == "FULL NAME" else name

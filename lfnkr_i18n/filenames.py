"""Names of files that every system can hold, tell apart, and show."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy

Claimant = TypeVar("Claimant")

# What Windows refuses in a name, and the devices it finds in every folder, with any suffix:
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
# Direction marks turn a name round on the screen: what is shown is not what is there. A lone surrogate is no text.
FORBIDDEN = r'<>:"/|?*\\\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff'
"""What no name may hold, for a character class of a regular expression."""
_RESERVED = r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?"
_PLAIN = lazy(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*")
"""What most names are: nothing forbidden can be in it."""
_DEVICES = ("con", "prn", "aux", "nul", "com", "lpt")
_LONGEST = 255
"""Bytes of a name that common file systems allow."""


def is_plain(name: str) -> bool:
    """Tell whether every system can surely hold a name, and what is left of it without its suffix."""
    return _PLAIN.fullmatch(name) is not None and not name.startswith(_DEVICES)


def name_problem(name: str) -> str | None:
    """Say why not every system can hold a file or folder of a name, and what to do; None where every one can."""
    if is_plain(name):
        return None
    # Compiled at the first name that is not plain: that takes as long as importing the rest of a small command.
    if re.search(f"[{FORBIDDEN}]", name):
        return _("its name has a character that not every system can hold; rename it")
    if re.fullmatch(_RESERVED, name, re.IGNORECASE):
        return _("Windows keeps this name for a device; rename it")
    if name != name.strip() or name.endswith("."):
        return _("its name begins or ends with a blank or a full stop; rename it")
    return None


def safe_name(name: str) -> bool:
    """Tell whether one part of a path can be written on every system and leads nowhere else.

    >>> [safe_name(name) for name in ("letter.md", "..", "", "con.md", "a:b", "dot.")]
    [True, False, False, False, False, False]
    """
    return bool(name) and name_problem(name) is None and len(name.encode()) <= _LONGEST


def one_path(path: str) -> str:
    """Return what two paths share where a file system takes them for one (case, composed letters)."""
    if path.isascii():
        return path.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def clashes(claims: Iterable[tuple[str, Claimant]]) -> dict[str, list[Claimant]]:
    """Return the paths that several claim → who, in the order they were given.

    `claims` are (path, who claims it); paths are compared by `one_path`.
    """
    claimants: dict[str, list[Claimant]] = defaultdict(list)
    for path, claimant in claims:
        claimants[one_path(path)].append(claimant)
    return {path: several for path, several in claimants.items() if len(several) > 1}


def escaped(name: str) -> str:
    r"""Return a name as a terminal can show it: control characters and undecodable bytes escaped.

    >>> escaped("a\tb"), escaped("手紙.md")
    ('a\\tb', '手紙.md')
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape", "surrogatepass").decode()
        for character in name
    )

"""Check `personal-data`: a translation tells nothing that identifies a person, unless the source tells it too.

A translator who knows more than the source must not say it: who is told of agreed to what the source says. Mail
addresses and telephone numbers are for the check `contacts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lfnkr_i18n.checks.remarks import PlacedPair, Remark, is_blank
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Severity, Span
from lfnkr_i18n.patterns import lazy

_COORDINATES = lazy(r"(?<![\d.])-?\d{1,2}\.\d{4,}\s?[,、/]\s?-?\d{1,3}\.\d{4,}(?![\d.])|\d{1,2}°\s?\d{1,2}['′]")
_PASSPORT = lazy(
    r"(?:passport|旅券|パスポート)[^.。\n]{0,20}?(?<![A-Z0-9])[A-Z]{1,2}\d{7,8}(?![A-Z0-9])", re.IGNORECASE
)
_BIRTH = lazy(
    r"(?:date of birth|born on|生年月日)\W{0,3}\s?(?=[^.。\n]{0,12}\d)"
    r"|\d{1,2}月\d{1,2}日\s?(?:生まれ|出生|生(?=[)）]))",
    re.IGNORECASE,
)
_ADDRESS = lazy(
    r"〒\s?\d{3}-?\d{4}|\d{1,4}丁目\s?\d{1,4}(?:番地?|-)\d{0,4}|\d{1,5}番地"
    r"|(?<=[市区町村])[^\W\d_はがでにの]{1,12}(?!\d{4}-\d\d-\d\d)\d{1,4}-\d{1,4}(?:-\d{1,4})?(?![\d年月])"
    r"|(?<![\w.,-])\d{1,5}[A-Za-z]?,? (?:[A-Z][\w'’-]{0,30}\.? ){1,3}"
    r"(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Lane|Boulevard|Blvd\.|Terrace|Crescent)(?!\w)"
)
"""Where somebody lives, to the house; a postal code."""
_ADDRESS_WORDS = lazy(
    r"〒|番地|丁目|\d番|\b(?:street|road|avenue|lane|boulevard|terrace|crescent|p\.? ?o\.? box)\b", re.IGNORECASE
)
_NUMBER = lazy(r"\d+")
_DIGIT = lazy(r"\d")
_BIRTH_WORDS = lazy(r"birth|born|生まれ|生年|誕生|出生|\d日生")
_KINDS = (("place", _COORDINATES), ("address", _ADDRESS), ("passport", _PASSPORT), ("birth", _BIRTH))
_WIDE = lazy("[\uff01-\uff5e]")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""Full-width ASCII → ASCII."""


def no_personal_data_added(pairs: Sequence[PlacedPair]) -> Iterator[tuple[int, Remark]]:
    """Yield a remark on each place on the map, address, passport number or birthday that no source of the post has."""
    told = [(placed.segment, kind, match) for placed in pairs for kind, match in _told(placed.pair.target)]
    if not told:
        return
    sources = "\n".join(_folded(placed.pair.source) for placed in pairs)
    messages = {
        "place": _("a place on the map that the source does not have; take it out"),
        "passport": _("a passport's number that the source does not have; take it out"),
        "address": _("an address that the source does not have; take it out"),
        "birth": _("a day of birth that the source does not have; take it out"),
    }
    for segment, kind, match in told:
        if not _is_known(kind, match[0], sources):
            yield segment, Remark(messages[kind], target_span=Span(*match.span()), severity=Severity.WARNING)


def _told(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what in a translation may identify somebody; every place is as in the text itself."""
    if is_blank(text) or not _DIGIT.search(text):
        return
    text = _folded(text)
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            yield kind, match


def _is_known(kind: str, text: str, sources: str) -> bool:
    """Tell whether the sources tell it too; days, degrees and addresses are written in too many ways to be compared."""
    if kind == "birth":
        return _BIRTH_WORDS.search(sources.lower()) is not None
    if kind == "address":
        return bool(_ADDRESS_WORDS.search(sources)) or set(_NUMBER.findall(text)) <= set(_NUMBER.findall(sources))
    if kind == "passport":
        return text[-7:] in sources
    return text in sources or ("°" in text and "°" in sources)


def _folded(text: str) -> str:
    return text.translate(_NARROW) if _WIDE.search(text) else text

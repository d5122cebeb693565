"""A translation that is none: accented letters, to see in a layout what is not translated yet. Needs no network."""

from __future__ import annotations

from collections.abc import Mapping

from lfnkr_i18n.engines.engine import Limits, Quota, Setup
from lfnkr_i18n.model import Parts
from lfnkr_i18n.privacy.sealing import Sealed

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĹṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķĺṁñöþǫŕšţûṽŵẋýž",
)


class Pseudo:
    """Accents every Latin letter and sets `[!` and `!]` around; codes stay where they are."""

    name = "pseudo"
    limits = Limits(items=1000, characters=1_000_000, at_once=1)
    fingerprint = "pseudo 1"
    speaks = False

    def __init__(self, setup: Setup) -> None:
        """Need nothing."""

    def translate(self, sealed: Sealed, *, again: bool) -> Mapping[str, Parts]:
        """Return the items, accented."""
        del again
        return {item: _accented(parts) for item, parts in sealed.question.items.items()}

    def quota(self) -> Quota | None:
        """Return nothing: it is free."""
        return None

    def close(self) -> None:
        """Do nothing."""


def _accented(parts: Parts) -> Parts:
    accented = [part.translate(_ACCENTS) if isinstance(part, str) else part for part in parts]
    first, last = accented[0], accented[-1]
    begin = [f"[!{first}", *accented[1:]] if isinstance(first, str) else ["[!", *accented]
    return (*begin[:-1], f"{begin[-1]}!]") if isinstance(last, str) else (*begin, "!]")

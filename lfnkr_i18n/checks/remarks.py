"""What a check says about a pair, before its name is put to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from lfnkr_i18n.markup.inline import Construct, constructs
from lfnkr_i18n.markup.inline import visible_text as _visible_text
from lfnkr_i18n.model import EMPTY, Pair, Severity, Span

_SHOWN = 60
"""Characters of markup that a message quotes."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a check has found in a pair; the spans are characters of its source and target."""

    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    severity: Severity = Severity.ERROR


Check = Callable[[Pair], Iterable[Remark]]
"""A rule about a pair; it says nothing about a pair that has no translation."""


def is_blank(text: str) -> bool:
    """Tell whether a translation says nothing: white space, or the sign for "deliberately nothing"."""
    return not text.strip() or text.strip() == EMPTY


@lru_cache(maxsize=64)
def markup(text: str) -> tuple[Construct, ...]:
    """Return the inline markup of a text; several checks ask for the same text in a row."""
    return tuple(constructs(text))


@lru_cache(maxsize=64)
def visible_text(text: str) -> str:
    """Return what a reader sees of a text; several checks ask for the same text in a row."""
    return _visible_text(text)


def quoted(text: str) -> str:
    """Return a piece of markup as a message shows it: on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"

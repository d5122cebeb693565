"""What the rules know by heart, per language: abbreviations, names with a mark, label words.

Kept in `data/<language>.<kind>.txt`: one entry a line, `#` starts a comment line. Settings add to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from lfnkr_i18n.model import Span

_FOLDER = Path(__file__).parent / "data"
_LEAD = "([{“‘\"'«„/"


class Rules(msgspec.Struct, frozen=True):
    """The word lists of one language, with what the settings add."""

    abbreviations: frozenset[str]
    """With their full stop, as written; a blank inside is a single space."""
    longest: int
    """Number of words of the longest abbreviation."""
    last_words: frozenset[str]
    """The last word of each abbreviation."""
    names: re.Pattern[str] | None
    """Matches any name that is never cut; None when there is none."""
    labels: frozenset[str]
    """Words before a single capital that is no initial, in lower case."""

    def ends_in_abbreviation(self, text: str, end: int) -> bool:
        """Tell whether the text before `end` (white space aside) ends in an abbreviation."""
        near = text[max(0, end - 64) : end]
        last = near.rsplit(None, 1)[-1:]
        if not last or (last[0] not in self.last_words and last[0].lstrip(_LEAD) not in self.last_words):
            return False
        words = near.split()
        return any(
            " ".join(words[-count:]).lstrip(_LEAD) in self.abbreviations
            for count in range(1, min(self.longest, len(words)) + 1)
        )

    def uncut(self, line: str) -> Iterator[Span]:
        """Return where names stand that are never cut, in order; a cut at the span's end is forbidden too."""
        if self.names is None:
            return iter(())
        return (Span(*match.span()) for match in self.names.finditer(line))


@lru_cache(maxsize=64)
def rules_for(language: str, abbreviations: tuple[str, ...] = (), no_break: tuple[str, ...] = ()) -> Rules:
    """Return the rules of a language (primary subtag), joined by what the settings add; without a list, empty."""
    known = {" ".join(entry.split()) for entry in (*_entries(language, "abbreviations"), *abbreviations)} - {""}
    return Rules(
        abbreviations=frozenset(known),
        longest=max((entry.count(" ") + 1 for entry in known), default=0),
        last_words=frozenset(entry.rsplit(None, 1)[-1] for entry in known),
        names=_any_of({*_entries(language, "no-break"), *(name.strip() for name in no_break)} - {""}),
        labels=frozenset(_entries(language, "labels")),
    )


@cache
def _entries(language: str, kind: str) -> tuple[str, ...]:
    path = _FOLDER / f"{language}.{kind}.txt"
    if not language.isalpha() or not path.is_file():
        return ()
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Match any of `names`, the longest first, none in the middle of a Latin word."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    if not ordered:
        return None
    return re.compile("|".join(map(_whole_name, ordered)))


def _whole_name(name: str) -> str:
    """Return the pattern of a name. It begins with its letter: so a search passes quickly over all others."""
    first, rest = re.escape(name[0]), re.escape(name[1:])
    edge = rf"(?<![0-9A-Za-z]{first})" if name[0].isascii() else ""
    return first + edge + rest

"""Dismissals: a reviewer's word, in an entry's translator comment, that a finding is none.

`# ignore: numbers - quoted as printed (by aya)`: a check, a reason, who decided. Translator comments are what every
other tool keeps. What people type by hand is taken as it comes: `:` or any dash after the name, full-width too.
"""

from __future__ import annotations

import re

import msgspec

from lfnkr_i18n.patterns import lazy

_LINE = lazy(r"\s*ignore\s{0,4}[:：](?P<rest>.*)", re.IGNORECASE)
_NAME = lazy(r"\s*(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)\s*", re.IGNORECASE)
_SEPARATOR = lazy(r"\s*(?:[:：]|[-‐‑–—―ー－]{1,3})\s*")
_BY = lazy(r"[(（]\s{0,4}by\s{1,4}(?P<by>[^()（）]+)[)）]\s*\Z", re.IGNORECASE)


class Dismissal(msgspec.Struct, frozen=True):
    """One `# ignore:` line; what is left out of it is empty."""

    check: str
    """The name of the check whose findings are dismissed."""
    reason: str
    by: str
    """Who decided it."""

    @property
    def complete(self) -> bool:
        """Whether it says which check, why and who."""
        return bool(self.check and self.reason and self.by)


def dismissals(comment: str) -> list[Dismissal]:
    """Return the dismissals of a translator comment, in order; those too that lack something.

    >>> dismissals("ignore: numbers - quoted as printed (by aya)")
    [Dismissal(check='numbers', reason='quoted as printed', by='aya')]
    """
    if "ignore" not in comment.lower():
        return []
    lines = (_LINE.match(line) for line in comment.split("\n"))
    return [_dismissal(line["rest"]) for line in lines if line]


def _dismissal(text: str) -> Dismissal:
    named = _NAME.match(text)
    rest = text[named.end() :] if named else text
    by = _BY.search(rest)
    reason = rest[: by.start()] if by else rest
    separator = _SEPARATOR.match(reason)
    return Dismissal(
        check=named["name"].lower() if named else "",
        reason=reason[separator.end() :].strip() if separator else "",
        by=by["by"].strip() if by else "",
    )

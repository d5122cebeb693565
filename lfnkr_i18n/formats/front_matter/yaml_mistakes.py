"""What people did wrong in YAML, in their words: the parser's own are for programmers, and English."""

from __future__ import annotations

from lfnkr_i18n.messages import gettext as _


def mistake(problem: str) -> str:
    """Return in plain words what libyaml, or PyYAML's own parser, complains of; its own words where we have none.

    >>> mistake("mapping values are not allowed in this context")
    'a value that holds `: ` needs quotes, and keys of one level begin in the same column'
    >>> mistake("found something new")
    'found something new'
    """
    for mark, words in _words():
        if mark in problem:
            return words
    return problem


def _words() -> tuple[tuple[str, str], ...]:
    """Return what the parsers' complaints hold → what it means; the first that fits counts."""
    return (
        (
            "mapping values are not allowed",
            _("a value that holds `: ` needs quotes, and keys of one level begin in the same column"),
        ),
        ("unexpected end of stream", _("a quotation mark is not closed")),
        ("expected key", _("something stands behind a closing quotation mark or bracket, or out of line")),
        ("expected <block end>", _("something stands behind a closing quotation mark or bracket, or out of line")),
        ("start any token", _("a tab, or a value that begins with `@`, `%` or a backtick; use blanks, and quotes")),
        ("tab character", _("a tab, or a value that begins with `@`, `%` or a backtick; use blanks, and quotes")),
        ("alphabetic or numeric character", _("a value that begins with `*` or `&` needs quotes")),
        ("sequence entries are not allowed", _("a value that begins with `- ` needs quotes")),
        ("expected ':'", _("a line has no `key: `")),
        ("expected ',' or", _("a bracket is not closed; a value that begins with one needs quotes")),
        ("unknown escape character", _("a backslash in double quotes that means nothing; write two")),
    )

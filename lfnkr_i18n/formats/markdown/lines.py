"""Lines that only the site's renderer knows: containers, attributes, definitions, admonitions.

CommonMark joins them to the paragraph. Moving their text into a sentence would destroy them on the site, so they cut
the block: their marker is skeleton, and a title behind it is a block of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from lfnkr_i18n.formats.blocks import CLOSE, HARD, OPEN, SOFT, TEXT, UNIT, Atom
from lfnkr_i18n.formats.markdown.templates import is_template, part
from lfnkr_i18n.patterns import lazy


class _Rule(msgspec.Struct, frozen=True):
    """A line that is not plain text: `text` is its group that people read."""

    pattern: re.Pattern[str]
    kind: str | None
    """Kind of a block of its own; None: the text runs on into the next line."""


_RULES = tuple(
    _Rule(lazy(pattern), kind)
    for pattern, kind in (
        (
            r":{3,}[ \t]*[\w-]*(?:\{[^{}\n]*\})?(?:\[(?P<text>[^\]\n]*)\][^\n]*|[ \t]*(?P<title>[^\n]*))$",
            "container title",
        ),
        (r":[ \t]+(?P<text>(?=\S)[^\n]*)", None),
        (r"\*\[[^\]\n]{1,100}\]:[ \t]*(?P<text>[^\n]*)$", "abbreviation"),
        (r"(?:!!!|\?\?\?)\+?[ \t]+[\w -]*+(?:\"(?P<text>[^\"\n]*)\")?[ \t]*$", "container title"),
        (r"\[![A-Za-z]+\][+-]?[ \t]*(?P<text>[^\n]*)$", "container title"),
        (r"\{:[^{}\n]*\}[ \t]*(?P<text>)$", "attributes"),
        (r"\[(?:\[_?toc_?\]|toc)\][ \t]*(?P<text>)$", "contents"),
        (r"\[(?:\[_?TOC_?\]|TOC)\][ \t]*(?P<text>)$", "contents"),
    )
)
_STARTS = frozenset(":*!?[{")
_MDX_CODE = lazy(
    r"import\s+(?:[\"'{*]|[\w$]+[\s,].*\bfrom\b)|export\s+(?:default|const|let|var|function|async|class|[{*])",
    re.DOTALL,
)


class Line(NamedTuple):
    """One or more lines of a block that belong together."""

    atoms: list[Atom]
    kind: str | None
    """Kind of block where it is not the paragraph's own."""


def lines_of(atoms: list[Atom], text: str, markers: tuple[str, ...]) -> list[Line]:
    """Cut a block's atoms at lines that are not plain text; what remains of such a line is what people read of it."""
    starts = _STARTS.union([marker[0] for marker in markers if marker]) if markers else _STARTS
    if _is_plain(atoms, text, starts):
        return [Line(atoms, None)]
    groups: list[Line] = []
    joined = False
    for line, atoms_before in _lines(atoms):
        found = _special(line, text, markers)
        if found is None:
            if joined:
                groups[-1].atoms.extend([*atoms_before, *line])
            else:
                groups.append(Line(line, None))
            joined = True
        else:
            rest, kind = found
            if rest:
                groups.append(Line(rest, kind))
            joined = bool(rest) and kind is None
    return groups


def _is_plain(atoms: list[Atom], text: str, starts: frozenset[str]) -> bool:
    """Tell whether no line can be a special one, by what each begins with; code may be a template."""
    begins = True
    for role, start, _, _, _ in atoms:
        if role is UNIT or (begins and text[start] in starts):
            return False
        begins = role is SOFT or role is HARD
    return not begins and atoms[0].role is not SOFT and atoms[0].role is not HARD


def _lines(atoms: list[Atom]) -> Iterator[tuple[list[Atom], list[Atom]]]:
    """Yield the lines of a block, each with the break before it; no line ends inside a construct."""
    line: list[Atom] = []
    breaks: list[Atom] = []
    depth = 0
    for atom in atoms:
        depth += (atom.role is OPEN) - (atom.role is CLOSE)
        if not depth and (atom.role is SOFT or (atom.role is HARD and atom.text[0] != "<")):
            if line:
                yield line, breaks
                line, breaks = [], [atom]
            else:
                breaks.append(atom)
        else:
            line.append(atom)
    if line:
        yield line, breaks


def _special(line: list[Atom], text: str, markers: tuple[str, ...]) -> tuple[list[Atom], str | None] | None:
    """Return what people read of a line that is not plain text, and its kind; None for plain text."""
    if all(is_template(atom) or not atom.shown.strip() for atom in line) and any(map(is_template, line)):
        return [], None
    start, end = line[0].start, line[-1].end
    for marker in markers:
        if marker and text.startswith(marker, start, end):
            return between(line, start + len(marker), end), None
    if text[start] not in _STARTS or line[0].role is UNIT:
        return None
    source = text[start:end]
    for rule in _RULES:
        match = rule.pattern.match(source)
        if match:
            group = "title" if match.groupdict().get("title") else "text"
            first, last = match.span(group)
            return (between(line, start + first, start + last) if first < last else []), rule.kind
    return None


def between(atoms: list[Atom], start: int, end: int) -> list[Atom]:
    """Return the atoms between two characters of the source, text atoms cut to them."""
    found = []
    for atom in atoms:
        if atom.role is TEXT and atom.start < end and atom.end > start:
            found.append(part(atom, max(start, atom.start), min(end, atom.end)))
        elif start <= atom.start and atom.end <= end:
            found.append(atom)
    while found and not found[0].text.strip():
        found.pop(0)
    return found


def is_mdx_code(source: str) -> bool:
    """Tell whether a paragraph of an `.mdx` post is an import or an export.

    >>> is_mdx_code("import { Chart } from './chart'"), is_mdx_code("import duties rose")
    (True, False)
    """
    return source.startswith(("import", "export")) and _MDX_CODE.match(source) is not None

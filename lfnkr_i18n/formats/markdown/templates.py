"""Site builders' code in a post: template tags as opaque units, and paired blocks whose body is code.

`{% highlight ruby %} … {% endhighlight %}` looks like Markdown in between; CommonMark would show it as text, and
shell comments would become headings. For us the whole of it is code.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from lfnkr_i18n.formats.blocks import Atom, Role
from lfnkr_i18n.formats.markdown.inlines import one_line
from lfnkr_i18n.markup.inline_templates import templates
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.segmentation import OPAQUE

CodeSpans = Sequence[tuple[int, int]]
"""(start, end) characters of a text that are code, in order and apart."""

_SIGNS = ("{", "<%", "$$")
_NAMES = "highlight|raw|comment|verbatim|codeblock|code|mermaid|katex|math|chart|gist|source"
_LIQUID = lazy(rf"\{{%-?[ \t]*(end)?({_NAMES})\b[^%\n]{{0,500}}%\}}")
_HUGO = lazy(rf"\{{\{{[<%][ \t]*(/)?[ \t]*({_NAMES})\b[^}}\n]{{0,500}}[>%]\}}\}}")


def may_hold_code(text: str) -> bool:
    """Tell whether template code can stand in a text: most have none of the signs that it begins with."""
    return any(sign in text for sign in _SIGNS)


def code_regions(text: str, start: int) -> list[tuple[int, int]]:
    """Return where paired template blocks with code as their body stand, tags included, from character `start` on.

    An opening tag without its closing one is an ordinary tag.

    >>> code_regions("{% raw %}*a*{% endraw %} b", 0)
    [(0, 24)]
    """
    found = []
    for pattern, mark in ((_LIQUID, "{%"), (_HUGO, "{{")):
        if mark in text:
            found += _paired(pattern, text, start)
    found.sort()
    return [span for index, span in enumerate(found) if index == 0 or span[0] >= found[index - 1][1]]


def _paired(pattern: re.Pattern[str], text: str, start: int) -> list[tuple[int, int]]:
    """Return the spans from each opening tag to the next closing tag of its name."""
    pairs = []
    opened: tuple[str, int] | None = None
    tags = list(pattern.finditer(text, start))
    closings = {match[2] for match in tags if match[1]}
    for match in tags:
        if not match[1]:
            if opened is None and match[2] in closings:
                opened = (match[2], match.start())
        elif opened is not None and opened[0] == match[2]:
            pairs.append((opened[1], match.end()))
            opened = None
    return pairs


def inside(place: int, spans: CodeSpans) -> bool:
    """Tell whether a character lies in one of `spans`."""
    index = bisect_right(spans, (place, _FAR)) - 1
    return index >= 0 and place < spans[index][1]


def clipped(spans: CodeSpans, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of `spans` that lie between two characters."""
    if not spans:
        return []
    first = max(0, bisect_right(spans, (start, _FAR)) - 1)
    last = bisect_left(spans, (end, 0))
    found = ((max(start, a), min(end, b)) for a, b in spans[first:last])
    return [(a, b) for a, b in found if a < b]


_FAR = 1 << 62


def template_spans(text: str, start: int, end: int, regions: CodeSpans, *, mdx: bool) -> list[tuple[int, int]]:
    """Return where template code stands between two characters: paired blocks, then tags outside them."""
    taken = clipped(regions, start, end)
    tags = [span for span in templates(text, start, end, mdx=mdx) if not inside(span[0], taken)]
    return sorted(taken + tags) if taken else tags


def with_templates(text: str, atoms: list[Atom], spans: CodeSpans, quotes: int) -> list[Atom]:
    """Return the atoms with those in `spans` made one opaque unit a span.

    A span that would part a construct (emphasis that begins in a template) is left as the parser saw it.
    """
    found: list[Atom] = []
    index = 0
    for start, end in spans:
        while index < len(atoms) and atoms[index].end <= start:
            found.append(atoms[index])
            index += 1
        last = index
        while last < len(atoms) and atoms[last].start < end:
            last += 1
        covered = atoms[index:last]
        if not covered or not _separable(covered, start, end):
            continue
        head, tail = covered[0], covered[-1]
        if head.start < start:
            found.append(part(head, head.start, start))
        found.append(Atom(Role.UNIT, start, end, one_line(text[start:end], quotes), OPAQUE))
        if tail.end > end:
            atoms[last - 1] = part(tail, end, tail.end)
            last -= 1
        index = last
    return found + atoms[index:]


def _separable(covered: Sequence[Atom], start: int, end: int) -> bool:
    """Tell whether a span begins and ends in text or between atoms, and holds what it opens."""
    depth = 0
    for atom in covered:
        depth += (atom.role is Role.OPEN) - (atom.role is Role.CLOSE)
        if depth < 0 or (atom.role is not Role.TEXT and (atom.start < start or atom.end > end)):
            return False
    return depth == 0


def part(atom: Atom, start: int, end: int) -> Atom:
    """Return the piece of a text atom between two characters of the source."""
    text = atom.text[start - atom.start : end - atom.start]
    return Atom(Role.TEXT, start, end, text, text)


def is_template(atom: Atom) -> bool:
    """Tell whether an atom is a unit that `with_templates` made."""
    return atom.role is Role.UNIT and atom.shown == OPAQUE and atom.text.startswith(("{", "<", "$"))

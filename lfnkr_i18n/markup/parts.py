r"""A segment as text and codes for machines that translate, and back: they never see the markup itself.

What surrounds the words (stars around the whole sentence, a footnote's mark at its end) stays here; inside, markup
becomes codes with ids. What stands in the post as `&amp;` or `\*` is sent as `&` and `*`, and written back so that
it reads as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

import msgspec

from lfnkr_i18n.markup.pieces import Piece, Role, html_pieces, markdown_pieces
from lfnkr_i18n.model import Code, CodeKind, Markup, Part, Parts
from lfnkr_i18n.patterns import lazy

_PIECES: dict[Markup, Callable[[str], list[Piece]]] = {
    Markup.MARKDOWN: markdown_pieces,
    Markup.HTML: html_pieces,
}
_SIGNS = {
    Markup.MARKDOWN: lazy(r"[\\`*~\[\]<]|(?<!\w)_|_(?!\w)|&(?=#|[A-Za-z][A-Za-z0-9]*;)"),
    Markup.HTML: lazy(r"[<>&]"),
}
"""Where text may be read as markup. Template code is none of it: no escape keeps a site builder from reading it."""
_SPEAKS = lazy(r"\w")

# An address is cut where prose goes on: after its last letter, digit or slash.
_ADDRESS = lazy(
    r"(?:https?://|www\.)[!-;=?-~]{0,2000}[A-Za-z0-9/#=_-]|[\w.+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){1,8}"
)


class Parted(msgspec.Struct, frozen=True):
    """A segment for machines: what is translated, and what stays here and is put around the translation."""

    before: str
    parts: Parts
    """Empty where the segment holds no word outside of code."""
    after: str
    markup: Markup = Markup.MARKDOWN


def parted(text: str, *, markup: Markup = Markup.MARKDOWN) -> Parted:
    """Return a segment as text and codes. `markup` says what it is written in.

    >>> parted("**We are [proud](https://example.org/) of `x`.**[^1]")  # doctest: +NORMALIZE_WHITESPACE
    Parted(before='**', parts=('We are ', Code(id=1, kind=<CodeKind.OPEN: 'open'>, original='['), 'proud',
    Code(id=1, kind=<CodeKind.CLOSE: 'close'>, original='](https://example.org/)'), ' of ',
    Code(id=2, kind=<CodeKind.STANDALONE: 'standalone'>, original='`x`'), '.'), after='**[^1]',
    markup=<Markup.MARKDOWN: 'markdown'>)
    """
    nodes = _joined_texts(_with_addresses(_nodes(text, _paired(_PIECES[markup](text)))))
    first, last = _core(nodes)
    before = "".join(node.written for node in nodes[:first])
    after = "".join(node.written for node in nodes[last:])
    core = nodes[first:last]
    if not any(_SPEAKS.search(node.shown) for node in core):
        return Parted(text, (), "", markup)
    core, lead, tail = _without_edge_spaces(core)
    return Parted(before + lead, _numbered(core), tail + after, markup)


def written(source: Parted, parts: Parts) -> str:
    """Return a translation of `source.parts` as a segment again.

    Its codes are written as the source has them, by id and kind; each of them must be the source's. Characters of the
    text that would be read as markup are escaped, others stay as they are.
    """
    originals = {(part.id, part.kind): part.original for part in source.parts if isinstance(part, Code)}

    def text(escape: bool) -> str:
        words = [
            originals[part.id, part.kind]
            if isinstance(part, Code)
            else (_escaped(part, source.markup) if escape else part)
            for part in parts
        ]
        return source.before + "".join(words) + source.after

    plain = text(escape=False)
    if not any(isinstance(part, str) and _SIGNS[source.markup].search(part) for part in parts):
        return plain
    again = parted(plain, markup=source.markup)
    return plain if _same(again.parts, parts, originals) else text(escape=True)


def _same(again: Parts, wanted: Parts, originals: dict[tuple[int, CodeKind], str]) -> bool:
    """Tell whether a text read again has the words and codes that it was to have."""
    found = [part if isinstance(part, str) else part.original for part in again]
    meant = [part if isinstance(part, str) else originals[part.id, part.kind] for part in wanted]
    return "".join(found).strip() == "".join(meant).strip() and len(found) == len(meant)


def _escaped(text: str, markup: Markup) -> str:
    if markup is Markup.HTML:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SIGNS[Markup.MARKDOWN].sub(lambda match: "\\" + match[0], text)


class _Node(msgspec.Struct):
    """A text or code on its way to a part; `partner` is the index of the other end among the nodes."""

    written: str
    shown: str = ""
    kind: CodeKind | None = None
    pair: int = -1
    """Of both ends of a stretch the same number."""
    loose: bool = False


def _paired(pieces: Sequence[Piece]) -> list[tuple[Piece, int]]:
    """Return every piece with the index of its other end; -1 for texts, and for ends that have none."""
    partner = [-1] * len(pieces)
    waiting: dict[str, list[int]] = {}
    stack: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.role is Role.OPEN:
            stack.append(index)
            waiting.setdefault(piece.name, []).append(index)
        elif piece.role is Role.CLOSE and waiting.get(piece.name):
            opening = waiting[piece.name][-1]
            while stack and stack[-1] != opening:  # what is still open inside has no end of its own
                waiting[pieces[stack.pop()].name].pop()
            stack.pop()
            waiting[piece.name].pop()
            partner[opening], partner[index] = index, opening
    return list(zip(pieces, partner, strict=True))


def _nodes(text: str, paired: Sequence[tuple[Piece, int]]) -> list[_Node]:
    """Return nodes: stretches without words and stretches that stay as they are become one code, nested ones too."""
    speaking = [0, *accumulate(piece.role is Role.TEXT and bool(_SPEAKS.search(piece.shown)) for piece, _ in paired)]
    nodes: list[_Node] = []
    closing: dict[int, tuple[int, int, int]] = {}
    """Index of a close → (index of the last close that is one with it, its end in the text, number of the pair)."""
    index = 0
    while index < len(paired):
        piece, partner = paired[index]
        last = index
        if index in closing:
            last, end, pair = closing[index]
            nodes.append(_Node(text[piece.start : end], kind=CodeKind.CLOSE, pair=pair))
        elif piece.role is Role.TEXT:
            nodes.append(_Node(text[piece.start : piece.end], piece.shown))
        elif piece.role is Role.OPEN and partner >= 0 and (piece.frozen or speaking[partner] == speaking[index]):
            last = partner
            loose = not piece.frozen and text[piece.end : paired[partner][0].start].strip() == ""
            nodes.append(_Node(text[piece.start : paired[partner][0].end], kind=CodeKind.STANDALONE, loose=loose))
        elif piece.role is Role.OPEN and partner >= 0:
            end = partner
            while _is_nested_whole(paired, last, end):
                last, end = last + 1, end - 1
            closing[end] = (partner, paired[partner][0].end, index)
            nodes.append(_Node(text[piece.start : paired[last][0].end], kind=CodeKind.OPEN, pair=index))
        else:
            lone = piece.role is not Role.ALONE
            nodes.append(_Node(text[piece.start : piece.end], kind=CodeKind.STANDALONE, loose=piece.loose or lone))
        index = last + 1
    return nodes


def _is_nested_whole(paired: Sequence[tuple[Piece, int]], opening: int, closing: int) -> bool:
    """Tell whether a stretch holds nothing but one other stretch: `**[text](u)**`."""
    inner, partner = paired[opening + 1]
    return inner.role is Role.OPEN and not inner.frozen and partner == closing - 1


def _with_addresses(nodes: Sequence[_Node]) -> list[_Node]:
    """Cut web and mail addresses out of texts: they are codes."""
    found: list[_Node] = []
    for node in nodes:
        if node.kind is not None or not ("://" in node.shown or "@" in node.shown or "www." in node.shown):
            found.append(node)
            continue
        done, plain = 0, node.written == node.shown
        for match in _ADDRESS.finditer(node.shown) if plain else ():
            found.append(_Node(node.shown[done : match.start()], node.shown[done : match.start()]))
            found.append(_Node(match[0], kind=CodeKind.STANDALONE))
            done = match.end()
        found.append(_Node(node.written[done:] if plain else node.written, node.shown[done:]))
    return [node for node in found if node.written]


def _joined_texts(nodes: Sequence[_Node]) -> list[_Node]:
    found: list[_Node] = []
    for node in nodes:
        if node.kind is None and found and found[-1].kind is None:
            found[-1] = _Node(found[-1].written + node.written, found[-1].shown + node.shown)
        else:
            found.append(node)
    return found


def _core(nodes: Sequence[_Node]) -> tuple[int, int]:
    """Return the range of nodes that is sent: loose codes, white space and whole stretches at the edges are not."""
    first, last = 0, len(nodes)
    while first < last:
        begin, end = nodes[first], nodes[last - 1]
        if begin.loose or (begin.kind is None and not begin.shown.strip()):
            first += 1
        elif end.loose or (end.kind is None and not end.shown.strip()):
            last -= 1
        elif begin.kind is CodeKind.OPEN and end.kind is CodeKind.CLOSE and begin.pair == end.pair:
            first, last = first + 1, last - 1
        else:
            break
    return first, last


def _without_edge_spaces(core: list[_Node]) -> tuple[list[_Node], str, str]:
    lead = tail = ""
    if core[0].kind is None:
        words = core[0].shown.lstrip()
        lead = core[0].shown[: len(core[0].shown) - len(words)]
        core = [_Node(words, words), *core[1:]]
    if core[-1].kind is None:
        words = core[-1].shown.rstrip()
        tail = core[-1].shown[len(words) :]
        core = [*core[:-1], _Node(words, words)]
    return core, lead, tail


def _numbered(core: Sequence[_Node]) -> Parts:
    """Return the parts, codes numbered from 1 in the order they stand."""
    numbers: dict[int, int] = {}
    parts: list[Part] = []
    count = 0
    for node in core:
        if node.kind is None:
            parts.append(node.shown)
            continue
        if node.kind is not CodeKind.CLOSE:
            count += 1
            numbers[node.pair] = count
        number = numbers[node.pair] if node.kind is CodeKind.CLOSE else count
        parts.append(Code(number, node.kind, node.written))
    return tuple(parts)

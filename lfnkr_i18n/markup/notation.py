"""A translation that was written in Markdown, in the HTML of the text that it is to translate."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from lfnkr_i18n.markup.parts import Parted, parted, written
from lfnkr_i18n.model import Code, CodeKind, Markup, Part


def in_html(text: str, source: str, target: str) -> str:
    """Return `target`, a translation of `source`, with the tags of `text` for its stars and brackets.

    `target` as it is where `source` has no Markdown, or where the two sources do not have as many codes of the same
    kinds in the same order: a reviewer sees what is missing.

    >>> in_html("<b>We</b> came.", "**We** come.", "**私たち**が来る。")
    '<b>私たち</b>が来る。'
    >>> in_html("We came.", "**We** come.", "**私たち**が来る。")
    '**私たち**が来る。'
    """
    old, new = parted(source), parted(target)
    if not old.parts or replace(parted(source, markup=Markup.HTML), markup=old.markup) == old:
        return target
    own = parted(text, markup=Markup.HTML)
    if _shape(own) != _shape(old) or _edges(new) != _edges(old):
        return target
    ids = defaultdict(list)
    for code in _codes(old):
        ids[code.kind, code.original].append(code.id)
    parts: list[Part] = []
    for part in new.parts:
        if isinstance(part, Code):
            waiting = ids[part.kind, part.original]
            if not waiting:
                return target
            part = Code(waiting.pop(0), part.kind, part.original)
        parts.append(part)
    return target if any(ids.values()) else written(own, tuple(parts))


def _codes(one: Parted) -> list[Code]:
    return [part for part in one.parts if isinstance(part, Code)]


def _edges(one: Parted) -> tuple[bool, bool]:
    """Tell whether something stands before the words, and behind them."""
    return bool(one.before.strip()), bool(one.after.strip())


def _shape(one: Parted) -> tuple[tuple[bool, bool], list[CodeKind]]:
    """Return what two texts must have in common so that the codes of one can stand for those of the other."""
    return _edges(one), [code.kind for code in _codes(one)]

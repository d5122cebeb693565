"""What people must know of a WordPress post before it is translated: texts that lie elsewhere, or stand twice."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lfnkr_i18n.formats.html.block_json import is_text, strings
from lfnkr_i18n.formats.html.delimiters import Delimiter, block_pieces
from lfnkr_i18n.formats.html.entities import decoded_value
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import ReadingRules
from lfnkr_i18n.patterns import lazy

_TAG = lazy(r"<[^<>]*>")
_WORDS = lazy(r"[^\W\d_]{2}")


def remarks_of(text: str, start: int, rules: ReadingRules) -> Iterator[tuple[int, str]]:
    """Yield characters of the post, each with what is to be said of the block that begins there."""
    pieces = list(block_pieces(text, start, rules.kept_blocks))
    depth = 0
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Delimiter):
            continue
        depth += 0 if piece.void else -1 if piece.closes else 1
        if depth < 0:
            message = _("block {name} ends here and has no begin; WordPress shows what follows as HTML without blocks")
            yield piece.start, message.format(name=piece.name)
        elif piece.closes:
            continue
        elif piece.name == "core/block" and (number := _reference(text, piece)) is not None:
            message = _("reusable block {number} is a post of its own; translate it there, and set its number here")
            yield piece.start, message.format(number=number)
        elif not piece.name.startswith("core/") and not piece.void and index + 1 < len(pieces):
            yield from _repeated(text, piece, rules)


def _reference(text: str, one: Delimiter) -> str | None:
    try:
        attributes = json.loads(text[slice(*one.json)] or "{}")
    except (ValueError, RecursionError):
        return None
    number = attributes.get("ref") if isinstance(attributes, dict) else None
    return str(number) if isinstance(number, int) else None


def _repeated(text: str, one: Delimiter, rules: ReadingRules) -> Iterator[tuple[int, str]]:
    """Yield a remark for each attribute of a custom block whose text also stands in its HTML."""
    end = text.find("<!-- /wp:", one.end)
    inner = text[one.end : end if end >= 0 else len(text)]
    shown = {decoded_value(run).strip() for run in _TAG.split(inner)}
    for string in strings(text, *one.json):
        known = is_text(one.name, string.path, rules.block_texts)
        if not known and string.value.strip() in shown and _WORDS.search(string.value):
            message = _(
                "block {name} has a text twice, in its HTML and as `{attribute}`; name the attribute in the file "
                "of wordpress.custom_blocks, or WordPress's editor will call the block invalid"
            )
            yield one.start, message.format(name=one.name, attribute=".".join(string.path))

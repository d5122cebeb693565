"""A name taken out of a TMX file: it gives way where it can, units that still hold it go; the rest is what it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec

from lfnkr_i18n.memory.tmx.read import LANGUAGE, SAFE, check_root, syntax_problem

_SPOKEN = ("seg", "note", "prop")

Instead = Callable[[str, str], str]
"""Returns a text without it, by the text and the code of its language (empty: none); the same text where it cannot."""


class Cleaned(msgspec.Struct, frozen=True):
    """What was done about it, in a file in which it stood."""

    texts: int
    """Texts and attributes in which it gave way."""
    units: int
    """Units that still held it, parted by codes, and went."""
    left: bool
    """Whether it stands elsewhere in the file, for a person to take out."""

    @property
    def anything(self) -> bool:
        """Whether it stood in the file."""
        return bool(self.texts or self.units or self.left)


def cleaned(
    stream: BinaryIO, holds: Callable[[str], bool], instead: Instead, *, shown: str
) -> tuple[Cleaned, Callable[[BinaryIO], None]]:
    """Return what is to be done about what `holds` finds in a TMX file, and what writes the file that is left.

    The whole file is held in memory, and keeps its encoding. Raises TmxError where it cannot be read.
    """
    from lxml import etree

    try:
        tree: Any = etree.parse(stream, etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise syntax_problem(error, shown) from None
    root = tree.getroot()
    check_root(root, shown)
    texts = sum(_give_way(element, holds, instead) for element in root.iter())
    doomed = [unit for unit in root.iter("tu") if any(holds("".join(part.itertext())) for part in unit.iter(*_SPOKEN))]
    for unit in doomed:
        unit.getparent().remove(unit)
    left = holds(etree.tostring(tree, encoding="unicode"))

    def write(target: BinaryIO) -> None:
        tree.write(target, encoding=tree.docinfo.encoding or "utf-8", xml_declaration=True)

    return Cleaned(texts, len(doomed), left), write


def _give_way(element: Any, holds: Callable[[str], bool], instead: Instead) -> int:
    """Let it give way in an element's own texts and attributes, or in a comment; return in how many."""
    from lxml import etree

    count = 0
    for name in ("tail",) if element.tag is etree.Entity else ("text", "tail"):  # an entity's text is its name
        text = getattr(element, name)
        if text and holds(text):
            new = instead(text, _language_of(element))
            setattr(element, name, new)
            count += new != text
    for name, value in element.attrib.items() if isinstance(element.tag, str) else ():
        if holds(value):
            new = instead(value, "")
            element.set(name, new)
            count += new != value
    return count


def _language_of(element: Any) -> str:
    """Return the code of the language that an element's texts are in; empty outside of a unit's texts."""
    for one in (element, *element.iterancestors()):
        if one.tag == "tuv":
            return next((code for name in LANGUAGE if (code := one.get(name))), "")
    return ""

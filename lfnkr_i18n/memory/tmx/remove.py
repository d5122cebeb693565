"""Units taken out of a TMX file; what stays is what it was, in the file's own encoding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

from lfnkr_i18n.memory.tmx.read import SAFE, check_root, syntax_problem

_SPOKEN = ("seg", "note", "prop")


def without_units(
    stream: BinaryIO, holds: Callable[[str], bool], *, shown: str
) -> tuple[int, Callable[[BinaryIO], None]]:
    """Return how many units of a TMX file hold something in a text, note or property, and what writes the others.

    The whole file is held in memory. Raises TmxError where it cannot be read.
    """
    from lxml import etree

    try:
        tree: Any = etree.parse(stream, etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise syntax_problem(error, shown) from None
    root = tree.getroot()
    check_root(root, shown)
    doomed = [unit for unit in root.iter("tu") if any(holds("".join(part.itertext())) for part in unit.iter(*_SPOKEN))]
    for unit in doomed:
        unit.getparent().remove(unit)

    def write(target: BinaryIO) -> None:
        _write(tree, target)

    return len(doomed), write


def _write(tree: Any, target: BinaryIO) -> None:
    tree.write(target, encoding=tree.docinfo.encoding or "utf-8", xml_declaration=True)

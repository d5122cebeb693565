"""TMX written as a stream: the same pairs give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from lfnkr_i18n.memory.tmx.units import Unit

TOOL = "lfnkr_i18n"


def write_tmx(stream: BinaryIO, units: Iterable[Unit], *, source_language: str, version: str, unit: str) -> int:
    """Write a TMX file of the units in their order and return how many; all of them must be `writable`.

    `source_language` is the header's (`*all*` where the units differ), `unit` what a segment is: `sentence` or
    `paragraph`, `version` the program's.
    """
    from lxml import etree

    written = 0
    header = {"creationtool": TOOL, "creationtoolversion": version, "segtype": unit, "o-tmf": "PO", "adminlang": "en"}
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", version="1.4"):
            _line(xml, "\n  ", etree.Element("header", {**header, "srclang": source_language, "datatype": "plaintext"}))
            xml.write("\n  ")
            with xml.element("body"):
                for one in units:
                    from lfnkr_i18n.memory.tmx.elements import element_of  # parsers of markup, and there may be none

                    _line(xml, "\n    ", element_of(one))
                    written += 1
                xml.write("\n  ")
            xml.write("\n")
    stream.write(b"\n")
    return written


def _line(xml: Any, lead: str, element: Any) -> None:
    xml.write(lead)
    xml.write(element)

"""TMX written as a stream: the same pairs give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from lfnkr_i18n.memory.tmx.codes import Code, Part, Role, coded
from lfnkr_i18n.memory.tmx.read import CONTEXT_PROP, LANGUAGE, STATE_PROP
from lfnkr_i18n.model import Markup

POST_PROP = "x-lfnkr-post"
TOOL = "lfnkr_i18n"

# XML 1.0, production 2. What it allows would say the same, and take 5 ms to compile.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?")


class Unit(msgspec.Struct, frozen=True):
    """A pair to write."""

    source: str
    target: str
    source_language: str
    target_language: str
    post: str
    context: str | None = None
    author: str = ""
    date: str = ""
    """As `2024-05-17T10:20:30Z`; nothing else is written."""
    state: str = ""
    """Of one that is not reviewed: `draft`, `stale`."""
    markup: Markup = Markup.MARKDOWN


def writable(unit: Unit) -> bool:
    """Tell whether XML can hold the texts of a pair: control characters have no place in it."""
    return not any(map(_NOT_XML.search, (unit.source, unit.target, unit.context or "", unit.post)))


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
                    _line(xml, "\n    ", _element(one))
                    written += 1
                xml.write("\n  ")
            xml.write("\n")
    stream.write(b"\n")
    return written


def _line(xml: Any, lead: str, element: Any) -> None:
    xml.write(lead)
    xml.write(element)


def _element(unit: Unit) -> Any:
    """Return the `<tu>` of a pair."""
    from lxml import etree

    element = etree.Element("tu", {"srclang": unit.source_language})
    props = ((POST_PROP, unit.post), (CONTEXT_PROP, unit.context), (STATE_PROP, unit.state))
    for name, value in props:
        if value:
            etree.SubElement(element, "prop", {"type": name}).text = value
    source, target = coded(unit.source, unit.target, unit.markup)
    _variant(element, unit.source_language, source, {})
    about = {"changedate": tmx_date(unit.date), "changeid": _NOT_XML.sub("", unit.author)}
    _variant(element, unit.target_language, target, {name: value for name, value in about.items() if value})
    _indent(element)
    return element


def _variant(unit: Any, language: str, parts: Iterable[Part], about: dict[str, str]) -> None:
    from lxml import etree

    variant = etree.SubElement(unit, "tuv", {LANGUAGE[0]: language, **about})
    segment = etree.SubElement(variant, "seg")
    last: Any = None
    for part in parts:
        if isinstance(part, Code):
            last = _code(segment, part)
        elif last is None:
            segment.text = (segment.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def _code(segment: Any, code: Code) -> Any:
    from lxml import etree

    number = str(code.number)
    attributes = {
        Role.BEGIN: {"i": number, "x": number, "type": code.type},
        Role.END: {"i": number},
        Role.ALONE: {"x": number, "type": code.type},
        Role.BROKEN: {"pos": "end" if code.ends else "begin", "x": number, "type": code.type},
    }[code.role]
    kept = {name: value for name, value in attributes.items() if value}
    element = etree.SubElement(segment, code.role.value, kept)
    element.text = code.text
    return element


def _indent(unit: Any) -> None:
    """Put each part of a unit on a line of its own; the text of a segment is left alone."""
    unit.text = "\n      "
    for child in unit:
        child.tail = "\n      "
    unit[-1].tail = "\n    "


def tmx_date(date: str) -> str:
    """Return a date as TMX writes it (ISO 8601 basic, UTC), empty where `date` is none.

    >>> tmx_date("2024-05-17T10:20:30Z"), tmx_date("2024-05-17"), tmx_date("last year")
    ('20240517T102030Z', '20240517T000000Z', '')
    """
    found = _DATE.match(date)
    if found is None:
        return ""
    year, month, day, hour, minute, second = (part or "00" for part in found.groups())
    return f"{year}{month}{day}T{hour}{minute}{second}Z"

"""A pair as TMX's element of it: its texts with their markup as codes, and where it is from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from lfnkr_i18n.memory.tmx.codes import Code, Part, Role, coded
from lfnkr_i18n.memory.tmx.read import CONTEXT_PROP, LANGUAGE, STATE_PROP
from lfnkr_i18n.memory.tmx.units import NOT_XML, Unit
from lfnkr_i18n.patterns import lazy

POST_PROP = "x-lfnkr-post"

_DATE = lazy(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?")


def element_of(unit: Unit) -> Any:
    """Return the `<tu>` of a pair."""
    element = etree.Element("tu", {"srclang": unit.source_language})
    props = ((POST_PROP, unit.post), (CONTEXT_PROP, unit.context), (STATE_PROP, unit.state))
    for name, value in props:
        if value:
            etree.SubElement(element, "prop", {"type": name}).text = value
    source, target = coded(unit.source, unit.target, unit.markup)
    _variant(element, unit.source_language, source, {})
    about = {"changedate": tmx_date(unit.date), "changeid": NOT_XML.sub("", unit.author)}
    _variant(element, unit.target_language, target, {name: value for name, value in about.items() if value})
    _indent(element)
    return element


def _variant(unit: Any, language: str, parts: Iterable[Part], about: dict[str, str]) -> None:
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

"""Which attributes of WordPress's custom blocks are text: a file in the form of `wpml-config.xml`.

Themes and plugins ship that file for WPML and Polylang. Of it only `<gutenberg-block>` is read: its `<key>` elements,
nested as the attributes are, name what is text; with `translate="0"` the whole block is left alone. `<xpath>` says
which of a block's HTML is text; here all of it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from xml.parsers import expat

import msgspec

from lfnkr_i18n.errors import SettingsError
from lfnkr_i18n.files import LARGEST, read_file
from lfnkr_i18n.messages import gettext as _


class CustomBlocks(msgspec.Struct, frozen=True):
    """What a file says of blocks; names are in full (`acme/box`)."""

    texts: Mapping[str, tuple[tuple[str, ...], ...]] = msgspec.field(default_factory=lambda: MappingProxyType({}))
    """Block → the ways to its attributes that are text; `*` in a key stands for anything."""
    kept: frozenset[str] = frozenset()
    """Blocks that are left alone."""


def custom_blocks(path: Path, shown: str) -> CustomBlocks:
    """Return what the file says. Raises SettingsError: missing, no XML, in an odd encoding, or with a document type."""
    data = read_file(path, shown=shown, largest=LARGEST)
    if data is None:
        raise SettingsError(
            _("lfnkr.toml: wordpress.custom_blocks: no file {path}; name an existing one").format(path=shown)
        )
    return _parsed(data, shown)


class _Reader(msgspec.Struct):
    """The open elements, and what was found."""

    block: str = ""
    keys: list[str] = msgspec.field(default_factory=list)
    leaf: bool = False
    texts: dict[str, tuple[tuple[str, ...], ...]] = msgspec.field(default_factory=dict)
    kept: set[str] = msgspec.field(default_factory=set)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if name == "gutenberg-block":
            self.block = attributes.get("type", "")
            if attributes.get("translate") == "0":
                self.kept.add(self.block)
        elif name == "key" and self.block:
            self.keys.append(attributes.get("name", ""))
            self.leaf = True

    def end(self, name: str) -> None:
        """Close an element; a key without keys inside is a text."""
        if name == "gutenberg-block":
            self.block = ""
        elif name == "key" and self.keys:
            if self.leaf:
                self.texts[self.block] = (*self.texts.get(self.block, ()), tuple(self.keys))
            self.leaf = False
            self.keys.pop()


@lru_cache(maxsize=8)
def _parsed(data: bytes, shown: str) -> CustomBlocks:
    reader, parser = _Reader(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end

    def refuse(*_declaration: object) -> None:
        problem = _("{path}:{line}: a document type is not allowed here; delete the line")
        raise SettingsError(problem.format(path=shown, line=parser.CurrentLineNumber))

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = _("{path}:{line}: not well-formed XML ({reason}); mend the file")
        reason = expat.ErrorString(error.code)
        raise SettingsError(problem.format(path=shown, line=error.lineno, reason=reason)) from None
    except (LookupError, ValueError):  # it declares an encoding that expat cannot read, or that there is not
        raise SettingsError(f"{shown}:1: " + _("not UTF-8; save it as UTF-8")) from None
    return CustomBlocks(MappingProxyType(reader.texts), frozenset(reader.kept))

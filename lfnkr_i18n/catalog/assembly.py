"""Entries, as they are read, into a catalog: the header's fields, and one entry for each msgctxt and msgid."""

from __future__ import annotations

import polib

from lfnkr_i18n.catalog.doubles import unite
from lfnkr_i18n.catalog.model import HEADER, Catalog, Key, key
from lfnkr_i18n.errors import CatalogError
from lfnkr_i18n.messages import gettext as _


class Assembly:
    """A catalog that grows entry by entry."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.catalog = Catalog()
        self._entries: dict[Key, polib.POEntry] = {}
        self._header_seen = False

    def add(self, entry: polib.POEntry) -> None:
        """Add an entry that was read. Raises CatalogError where it contradicts one that is there."""
        if key(entry) == HEADER and not entry.obsolete:
            self._add_header(entry)
            return
        known = self._entries.setdefault(key(entry), entry)
        if known is entry:
            list.append(self.catalog, entry)  # polib's own append looks for doubles, one by one
            return
        survivor = unite(known, entry)
        if survivor is None:
            problem = _("the same msgid as in line {line} with something else; keep one of the two")
            raise CatalogError(problem.format(line=known.linenum), path=self.path, line=entry.linenum)
        if survivor is entry:
            self._entries[key(entry)] = entry
            self.catalog[next(place for place, other in enumerate(self.catalog) if other is known)] = entry

    def add_file_comment(self, lines: list[str]) -> None:
        """Keep comments that no entry follows: they are about the file, so they go to its header."""
        self.catalog.header = "\n".join(filter(None, [self.catalog.header, *lines]))

    def _add_header(self, entry: polib.POEntry) -> None:
        if self._header_seen:
            problem = _("a second header (an empty msgid); keep one of the two")
            raise CatalogError(problem, path=self.path, line=entry.linenum)
        self._header_seen = True
        catalog = self.catalog
        catalog.head = entry
        catalog.header = "\n".join(part for part in (catalog.header, entry.tcomment) if part)
        catalog.metadata_is_fuzzy = "fuzzy" in entry.flags
        catalog.metadata = _fields(entry.msgstr)


def _fields(text: str) -> dict[str, str]:
    """Return a header's fields in order; a line that is none, or one whose name is taken, follows the one before."""
    fields: dict[str, str] = {}
    last = ""
    for line in text.removesuffix("\n").split("\n") if text else ():
        name, colon, value = line.partition(":")
        if colon and name and name not in fields and not name[0].isspace():
            last = name
            fields[last] = value.removeprefix(" ")
        else:
            fields[last] = f"{fields[last]}\n{line}" if last in fields else line
    return fields

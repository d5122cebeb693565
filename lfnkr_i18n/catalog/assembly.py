"""Entries, as they are read, into a catalog: the header's fields, and one entry for each msgctxt and msgid."""

from __future__ import annotations

from collections import defaultdict

import polib

from lfnkr_i18n.catalog.doubles import contradict, take_all
from lfnkr_i18n.catalog.model import HEADER, Catalog, key
from lfnkr_i18n.errors import CatalogError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Key


class Assembly:
    """A catalog that grows entry by entry."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.catalog = Catalog()
        self._places: dict[Key, int] = {}
        self._doubles: dict[Key, list[polib.POEntry]] = defaultdict(list)
        self._header_seen = False

    def add(self, entry: polib.POEntry) -> None:
        """Add an entry that was read. Raises CatalogError where it contradicts one that is there."""
        name = key(entry)
        if name == HEADER and not entry.obsolete:
            self._add_header(entry)
            return
        place = self._places.setdefault(name, len(self.catalog))
        if place == len(self.catalog):
            list.append(self.catalog, entry)  # polib's own append looks for doubles, one by one
            return
        known = self.catalog[place]
        if contradict(known, entry):
            problem = _("the same msgid as in line {line} with something else; keep one of the two")
            raise CatalogError(problem.format(line=known.linenum), path=self.path, line=entry.linenum)
        if known.obsolete and not entry.obsolete:
            self.catalog[place], entry = entry, known
        self._doubles[name].append(entry)

    def finished(self) -> Catalog:
        """Return the catalog, when all is added; what gave way to an entry of its key is in that one's comments."""
        for name, others in self._doubles.items():
            take_all(self.catalog[self._places[name]], others)
        self._doubles.clear()
        return self.catalog

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
    fields: dict[str, list[str]] = {}
    last = ""
    for line in text.removesuffix("\n").split("\n") if text else ():
        name, colon, value = line.partition(":")
        if colon and name and name not in fields and not name[0].isspace():
            last = name
            fields[last] = [value.removeprefix(" ")]
        else:
            fields.setdefault(last, []).append(line)
    return {name: "\n".join(lines) for name, lines in fields.items()}

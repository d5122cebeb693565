"""The glossary as DeepL keeps it: one for each project, with a dictionary for each direction, edited when it changes.

Its name holds a digest of its entries, so that nothing is sent twice. The same glossary is edited, not a new one made:
a free account may keep one only, and another machine that drafts at the moment goes on with it. The name is written
last, so that a change that was cut off is made again.

Source: DeepL API reference, "Multilingual glossaries" (v3) and "Retrieve languages" (v3).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from lfnkr_i18n.engines.engine import Enforced
from lfnkr_i18n.engines.statuses import accepted
from lfnkr_i18n.errors import EngineBusy, EngineError
from lfnkr_i18n.files import digest
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.privacy.sealing import SealedTerms, TermList
from lfnkr_i18n.transport import Client, Reply

_PATH = "/v3/glossaries"
_LONGEST = 1024
"""Bytes of an entry's half, and of a glossary's name."""

Direction = tuple[str, str]
"""Source and target language; here without their regions, which DeepL's glossaries do not have."""
Dictionaries = Mapping[Direction, Mapping[str, str]]


class Kept(msgspec.Struct, frozen=True):
    """A glossary that DeepL keeps."""

    id: str
    name: str
    directions: frozenset[Direction]


class GlossaryShelf:
    """The project's glossary in a DeepL account."""

    def __init__(self, client: Client, *, key: str) -> None:
        self._client, self._key = client, key
        self._kept: Kept | None = None

    def id_for(self, source: str, target: str) -> str | None:
        """Return the id of the glossary for a direction; None where there is none."""
        kept = self._kept
        return kept.id if kept is not None and (primary(source), primary(target)) in kept.directions else None

    def drop(self) -> None:
        """Use it no longer: the service does not know it any more."""
        self._kept = None

    def fill(self, sealed: SealedTerms, *, dry_run: bool) -> Enforced:
        """Bring DeepL's glossary up to date with ours; what it has already is not sent. Raises EngineError."""
        terms = sealed.terms
        entries = _entries(terms.dictionaries)
        name = _name(terms.owner, entries)
        ours = [kept for kept in self._all() if _is_ours(kept.name, terms.owner)]
        ours.sort(key=lambda kept: kept.name != name)
        if ours and ours[0].name == name:
            kept, sent = ours[0], 0
        else:
            known = self._languages()
            entries = {pair: those for pair, those in entries.items() if pair[0] in known[0] and pair[1] in known[1]}
            sent = sum(map(len, entries.values()))
            kept = Kept("", name, frozenset(entries))
            if not dry_run and entries:
                kept = self._changed(ours[0], name, entries) if ours else self._made(name, entries)
        if not dry_run:
            self._kept = kept if kept.directions else None
            for other in ours[1:]:  # two machines may each have made one at the same moment
                self._accepted(self._client.send("DELETE", f"{_PATH}/{quote(other.id, safe='')}"))
        directions = {pair for pair in terms.dictionaries if (primary(pair[0]), primary(pair[1])) in kept.directions}
        return Enforced(frozenset(directions), sent)

    def _all(self) -> list[Kept]:
        tree = self._accepted(self._client.get(_PATH)).json()
        rows = tree.get("glossaries") if isinstance(tree, dict) else None
        if not isinstance(rows, list):
            raise _foreign()
        return [_kept(row) for row in rows]

    def _languages(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the languages that a glossary may be from, and those that it may be to."""
        rows = self._accepted(self._client.get("/v3/languages?resource=glossary")).json()
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _foreign()
        sides = ("usable_as_source", "usable_as_target")
        source, target = (frozenset(primary(str(row.get("lang"))) for row in rows if row.get(side)) for side in sides)
        return source, target

    def _made(self, name: str, entries: Dictionaries) -> Kept:
        body = {"name": name, "dictionaries": [_dictionary(pair, those) for pair, those in entries.items()]}
        return _kept(self._accepted(self._client.post(_PATH, body, about=TermList(name, entries))).json())

    def _changed(self, kept: Kept, name: str, entries: Dictionaries) -> Kept:
        path = f"{_PATH}/{quote(kept.id, safe='')}"
        for pair, those in entries.items():
            about = TermList(name, {pair: those})
            self._accepted(self._client.send("PUT", f"{path}/dictionaries", _dictionary(pair, those), about=about))
        for source, target in sorted(kept.directions - entries.keys()):
            pair_query = f"source_lang={quote(source)}&target_lang={quote(target)}"
            self._accepted(self._client.send("DELETE", f"{path}/dictionaries?{pair_query}"))
        return _kept(self._accepted(self._client.send("PATCH", path, {"name": name})).json())

    def _accepted(self, reply: Reply) -> Reply:
        """Return an answer that says yes; what a no means for glossaries is not what it means for texts."""
        if reply.status in (200, 201, 204):
            return reply
        if reply.status in (401, 403):
            raise EngineError(_("the account may not use glossaries ({status})").format(status=reply.status))
        if reply.status == 456:
            raise EngineError(_("the account may not keep one more glossary ({status})").format(status=reply.status))
        return accepted(reply, key=self._key)


def _entries(dictionaries: Dictionaries) -> dict[Direction, dict[str, str]]:
    """Return the entries that DeepL takes, by languages without regions; where two regions disagree, neither's."""
    found: dict[Direction, dict[str, str]] = {}
    refused: set[Direction] = set()
    for (source, target), entries in dictionaries.items():
        pair = primary(source), primary(target)
        fitting = {form: to for form, to in entries.items() if _fits(form) and _fits(to)}
        if pair[0] == pair[1] or found.get(pair, fitting) != fitting:
            refused.add(pair)
        found[pair] = fitting
    return {pair: those for pair, those in sorted(found.items()) if those and pair not in refused}


def _fits(text: str) -> bool:
    """Tell whether DeepL takes a text for half an entry: no control character or line end, nothing at its ends."""
    controls = any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in text)
    return bool(text) and text == text.strip() and not controls and len(text.encode()) <= _LONGEST


def _name(owner: str, entries: Dictionaries) -> str:
    plain = json.dumps([[*pair, sorted(those.items())] for pair, those in entries.items()], ensure_ascii=False)
    return f"{_begin(owner)}({digest(plain.encode())[:16]})"


def _is_ours(name: str, owner: str) -> bool:
    return re.fullmatch(rf"{re.escape(_begin(owner))}\([0-9a-f]{{16}}\)", name) is not None


def _begin(owner: str) -> str:
    return f"{' '.join(['lfnkr', *owner.split()])[:100]} "


def _dictionary(pair: Direction, entries: Mapping[str, str]) -> dict[str, str]:
    rows = "\n".join(f"{form}\t{to}" for form, to in entries.items())
    return {"source_lang": pair[0], "target_lang": pair[1], "entries": rows, "entries_format": "tsv"}


def _kept(row: Any) -> Kept:
    """Return a glossary as DeepL tells of it. Raises EngineBusy where it is none."""
    try:
        pairs = ((str(one["source_lang"]), str(one["target_lang"])) for one in _rows(row["dictionaries"]))
        directions = frozenset((source.lower(), target.lower()) for source, target in pairs)
        return Kept(str(row["glossary_id"]), str(row["name"]), directions)
    except (KeyError, TypeError):
        raise _foreign() from None


def _rows(value: Any) -> Iterable[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _foreign() -> EngineBusy:
    return EngineBusy(_("it answered something that is no glossary"))

"""A post's segments of today into its catalog: nothing that anybody translated is lost on the way.

In this order a segment finds its translation: under its own msgctxt and msgid; the same text under another msgctxt; the
same text cut elsewhere; a similar text, as stale with the old source as `#|`. What no segment needs becomes obsolete
and comes back with its state when its text does: so a reviewed translation stays obsolete, whole, also where an edited
segment took its text over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec
import polib

from lfnkr_i18n.catalog.carry import as_obsolete, carried, edited, is_plain, notes, origin_of, tidy
from lfnkr_i18n.catalog.doubles import add_comments, on_one_line
from lfnkr_i18n.catalog.header import header_fields
from lfnkr_i18n.catalog.model import (
    DRAFT_MARK,
    Catalog,
    State,
    draft_origin,
    key,
    key_of,
    new_entry,
    state_of,
    texts,
)
from lfnkr_i18n.catalog.pieces import Texts, joined, pieces, shared
from lfnkr_i18n.catalog.similar import ENOUGH, Place, similar_pairs
from lfnkr_i18n.catalog.writer import same_content
from lfnkr_i18n.model import Key, Segment

_ENOUGH_FOR_OBSOLETE = 75.0
"""Percent from which a text that left the post long ago is offered again for one that is new."""

_MOST_PARTS = 500
"""Parts into which a text is split at most: each shows the whole old text, so their size grows with the square."""


class Merged(msgspec.Struct, frozen=True):
    """A catalog brought up to date, and what changed; the counts are of entries."""

    catalog: Catalog
    added: int
    """Texts that the catalog did not have, those that came back included."""
    changed: int
    """Texts that took over the entry of an edited, joined or split one."""
    removed: int
    """Texts that left the post and whose entry nothing took over."""
    kept: int
    """Texts that were there before."""
    old: Catalog | None
    """What there was before."""

    @property
    def differs(self) -> bool:
        """Whether the catalog says something else than the old one (layout does not count)."""
        return self.old is not self.catalog and (self.old is None or not same_content(self.old, self.catalog))


def merge(
    old: Catalog | None,
    segments: Sequence[Segment],
    *,
    post: str,
    path: str,
    source_language: str,
    language: str,
    segmenter: str,
    project_name: str,
) -> Merged:
    """Return the catalog of `segments` with the translations of `old`, which is left as it is.

    `post` is the post's id and `path` its file from the project's folder. Equal segments are one entry. Merging the
    result again changes nothing: it is the catalog itself, where all of it is reviewed or empty.
    """
    fields = header_fields(
        old,
        post=post,
        source_language=source_language,
        language=language,
        segmenter=segmenter,
        project_name=project_name,
    )
    work = _Merge(old, segments, language)
    if old is not None and old.metadata == fields and work.finds_nothing_to_do(path):
        return Merged(old, added=0, changed=0, removed=0, kept=len(work.live), old=old)
    if work.live or work.obsolete:
        work.take_same()
        work.take_moved()
        work.take_pieces()
        work.take_similar()
    catalog = Catalog()
    if old is not None:
        catalog.head, catalog.metadata_is_fuzzy = old.head, old.metadata_is_fuzzy
    catalog.metadata = fields
    list.extend(catalog, work.live_entries(path))
    list.extend(catalog, work.obsolete_entries())
    catalog.header = "\n".join(filter(None, [old.header if old is not None else "", *work.notes]))
    return Merged(
        catalog,
        added=len(work.wanted) - work.kept - work.changed,
        changed=work.changed,
        removed=len(work.live.keys() - work.wanted.keys() - work.used),
        kept=work.kept,
        old=old,
    )


class _Merge:
    """The state of one merge: what is wanted, what there was, and what was found so far."""

    def __init__(self, old: Catalog | None, segments: Sequence[Segment], language: str) -> None:
        self.language = language
        self.wanted: dict[Key, list[str]] = defaultdict(list)
        for segment in segments:
            kinds = self.wanted[key_of(segment)]
            if segment.kind not in kinds:
                kinds.append(segment.kind)
        entries = () if old is None else old
        self.live = {key(entry): entry for entry in entries if not entry.obsolete}
        self.obsolete = {key(entry): entry for entry in entries if entry.obsolete}
        self.found: dict[Key, polib.POEntry] = {}
        self.used: set[Key] = set()
        """Live entries that a changed or moved one took over."""
        self.consumed: set[Key] = set()
        """Those of them that need not stay obsolete: their text lives on, and nobody had reviewed it."""
        self.kept = self.changed = 0
        self.notes: list[str] = []

    def finds_nothing_to_do(self, path: str) -> bool:
        """Tell whether the catalog surely is what a merge would make of it; most that are published are."""
        if self.obsolete or len(self.live) != len(self.wanted):
            return False
        return all(
            name == own and entry.comment == ", ".join(kinds) and entry.occurrences == [(path, "")] and is_plain(entry)
            for (name, entry), (own, kinds) in zip(self.live.items(), self.wanted.items(), strict=True)
        )

    def missing(self) -> list[Key]:
        """Return the wanted texts that have no entry yet, in order."""
        return [name for name in self.wanted if name not in self.found]

    def left_over(self) -> dict[Key, polib.POEntry]:
        """Return the live entries that nothing took over yet, in order."""
        return {name: entry for name, entry in self.live.items() if name not in self.found and name not in self.used}

    def take_same(self) -> None:
        """Keep what has the same msgctxt and msgid; what was obsolete comes back as it went."""
        for name in self.wanted:
            entry = self.live.get(name) or self.obsolete.get(name)
            if entry is None:
                continue
            self.kept += not entry.obsolete
            self.found[name] = carried(entry, name)
        for name, entry in self.left_over().items():
            origin = origin_of(entry)
            if origin in self.obsolete and origin in self.found and origin not in self.live:
                self.used.add(name)  # an edit that was taken back
                self.changed += 1

    def take_moved(self) -> None:
        """Keep what has the same text under another msgctxt, where that one is not wanted any more."""
        homeless = {name[1]: name for name in reversed(self.left_over())}
        away = {name[1]: name for name in reversed(self.obsolete) if name not in self.found}
        for name in self.missing():
            donor = homeless.pop(name[1], None)
            if donor is not None:
                self.found[name] = carried(self.live[donor], name)
                self.used.add(donor)
                self.consumed.add(donor)
                self.kept += 1
            elif name[1] in away:
                donor = away.pop(name[1])
                self.found[name] = carried(self.obsolete[donor], name)
                self.consumed.add(donor)

    def take_pieces(self) -> None:
        """Offer translations of texts that are cut elsewhere now; their own entries stay obsolete, whole."""
        missing = self.missing()
        left = self.left_over()
        if not missing:
            return
        for context in {name[0] for name in missing}:
            old = Texts(name[1] for name in (*self.live, *self.obsolete) if name[0] == context)
            for name in missing:
                if name[0] == context:
                    self._join(name, [(context, piece) for piece in pieces(name[1], old)])
            new = Texts(name[1] for name in self.wanted if name[0] == context)
            for name in left:
                if name[0] == context and name not in self.used:
                    self._split(name, [(context, piece) for piece in pieces(name[1], new)])

    def _join(self, name: Key, parts: list[Key]) -> None:
        donors = [self.live.get(part) or self.obsolete[part] for part in parts]
        text = joined(donor.msgstr for donor in donors)
        if not text:
            return
        entry = new_entry(name[1], text, context=name[0], flags=["fuzzy"])
        for donor in donors:
            add_comments(entry, notes(donor))
        origins = [draft_origin(donor) for donor in donors if "fuzzy" in donor.flags and draft_origin(donor)]
        if origins:
            entry.tcomment = "\n".join(filter(None, [f"{DRAFT_MARK} {origins[0]}", entry.tcomment]))
        self.found[name] = entry
        self.used.update(part for part in parts if part in self.live and part not in self.wanted)
        self.changed += 1

    def _split(self, name: Key, parts: list[Key]) -> None:
        donor = self.live[name]
        unmatched = [part for part in parts if part not in self.found]
        if not unmatched or not donor.msgstr.strip() or len(parts) > _MOST_PARTS:
            return
        offers = shared(donor.msgstr, len(parts), self.language)
        for part, offer in zip(parts, offers, strict=True):
            if part not in self.found:
                self.found[part] = edited(donor, part)
                self.found[part].msgstr = offer
                self.changed += 1
        self.used.add(name)

    def take_similar(self) -> None:
        """Offer translations of similar texts as stale: first of those that just left, then of older ones."""
        missing = self.missing()
        if not missing:
            return
        new_places = {name: number for number, name in enumerate(self.wanted)}
        old_places = {name: number for number, name in enumerate(self.live)}
        same = {new_places[name]: old_places[name] for name in self.found if name in old_places}
        left = list(self.left_over())
        new = [Place(name[1], name[0], new_places[name]) for name in missing]
        old = [Place(name[1], name[0], old_places[name]) for name in left]
        for j, i in similar_pairs(new, old, same=same).items():
            donor = self.live[left[i]]
            self._take_edited(missing[j], donor)
            self.used.add(left[i])
            if state_of(donor) is not State.REVIEWED:
                self.consumed.add(left[i])
        self._take_similar_obsolete()

    def _take_similar_obsolete(self) -> None:
        missing = self.missing()
        away = [name for name, entry in self.obsolete.items() if name not in self.consumed and entry.msgstr.strip()]
        away = [name for name in away if name not in self.found]
        new = [Place(name[1], name[0], None) for name in missing]
        old = [Place(name[1], name[0], None) for name in away]
        pairs = similar_pairs(new, old, same={}, enough=max(ENOUGH, _ENOUGH_FOR_OBSOLETE)) if new and old else {}
        for j, i in pairs.items():
            self._take_edited(missing[j], self.obsolete[away[i]])

    def _take_edited(self, name: Key, donor: polib.POEntry) -> None:
        self.found[name] = edited(donor, name)
        self.changed += 1

    def live_entries(self, path: str) -> list[polib.POEntry]:
        """Return the entries of the wanted texts, in order, with their kinds and the post's path."""
        entries = []
        for name, kinds in self.wanted.items():
            comment, places = ", ".join(kinds), [(path, "")]
            entry = self.found.get(name)
            if entry is None:
                entry = new_entry(name[1], context=name[0], comment=comment, occurrences=places)
            else:
                entry.comment, entry.occurrences = comment, places
                tidy(entry)
            entries.append(entry)
        return entries

    def obsolete_entries(self) -> list[polib.POEntry]:
        """Return what stays obsolete: first what already was, then what just left; the rest's comments are notes."""
        stay = [entry for name, entry in self.obsolete.items() if name not in self.found and name not in self.consumed]
        for name, entry in self.live.items():
            if name not in self.wanted and name not in self.consumed:
                stay.append(as_obsolete(entry))
        kept = []
        for entry in stay:
            if not any(texts(entry)):
                self.notes += [f"note on a removed text, {on_one_line(entry.msgid)}: {line}" for line in notes(entry)]
            elif not self._lives_on(entry):
                kept.append(entry)
        return kept

    def _lives_on(self, entry: polib.POEntry) -> bool:
        """Tell whether an entry is but the offer of a translation whose own source text came back."""
        if "fuzzy" not in entry.flags or entry.msgid_plural:
            return False
        origin = self.found.get(origin_of(entry))
        if origin is None or origin.msgstr != entry.msgstr:
            return False
        add_comments(origin, notes(entry))
        return True

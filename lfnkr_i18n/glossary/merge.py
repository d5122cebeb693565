"""Another glossary taken into this one: every form, mark and note of it is there afterwards, and nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.glossary.columns import SEPARATOR, Column, Role
from lfnkr_i18n.glossary.conflicts import folded
from lfnkr_i18n.glossary.table import Row, Table, row_text
from lfnkr_i18n.model import Term


class Merged(msgspec.Struct, frozen=True):
    """A glossary with what another one adds."""

    table: Table
    added: tuple[Term, ...]
    """Rows that are new, as the other glossary has them."""
    changed: tuple[tuple[Term, Term], ...]
    """Rows that say more now: before and after."""
    unchanged: int
    """Terms of the other glossary that said nothing new."""


def merged(mine: Table, theirs: Iterable[Term], source_language: str) -> Merged:
    """Return a table with the terms of another glossary.

    A term goes to the row that shares its form in the source language, of several to the one that shares most; one
    without such a form, to the row that shares another one. Rows that gain nothing keep their bytes.
    """
    terms = list(mine.terms)
    known = _Known(terms, source_language)
    unchanged = 0
    for term in theirs:
        place = known.place_of(term)
        if place is None:
            place = len(terms)
            terms.append(term)
        else:
            joined = _joined(terms[place], term)
            unchanged += joined == terms[place]
            terms[place] = joined
        known.add(place, terms[place])
    count = len(mine.terms)
    changed = {place: term for place, term in enumerate(terms[:count]) if term != mine.terms[place]}
    table = _written_into(mine, changed, terms[count:])
    pairs = tuple((mine.terms[place], term) for place, term in changed.items())
    return Merged(table, tuple(terms[count:]), pairs, unchanged)


class _Known:
    """Which rows hold a form."""

    def __init__(self, terms: Sequence[Term], source_language: str) -> None:
        self._source = source_language
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, term in enumerate(terms):
            self.add(place, term)

    def add(self, place: int, term: Term) -> None:
        for name in _names(term):
            if place not in self._rows[name]:
                self._rows[name].append(place)

    def place_of(self, term: Term) -> int | None:
        """Return the row that a term belongs to."""
        names = list(_names(term))
        wanted = [name for name in names if name[0] == self._source] or names
        places = [place for name in wanted for place in self._rows.get(name, ())]
        if not places:
            return None
        shared = [place for name in names for place in self._rows.get(name, ())]
        return max(dict.fromkeys(places), key=lambda place: (shared.count(place), -place))


def _names(term: Term) -> Iterable[tuple[str, str]]:
    """Yield the names of a term's forms; a row that only forbids is known by what it forbids."""
    if term.forms:
        return [(language, folded(form)) for language, forms in term.forms.items() for form in forms]
    return [(f"not {language}", folded(form)) for language, forms in term.forbidden.items() for form in forms]


def _joined(mine: Term, theirs: Term) -> Term:
    """Return a term that says what both say, mine first."""
    notes = [mine.note] if mine.note else []
    if theirs.note and theirs.note not in mine.note:
        notes.append(theirs.note)
    return replace(
        mine,
        forms=_union(mine.forms, theirs.forms),
        forbidden=_union(mine.forbidden, theirs.forbidden),
        keep=mine.keep or theirs.keep,
        note=" / ".join(notes),
    )


def _union(mine: Mapping[str, tuple[str, ...]], theirs: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found = dict(mine)
    for language, forms in theirs.items():
        have = found.get(language, ())
        found[language] = have + tuple(form for form in forms if form not in have)
    return found


def _written_into(mine: Table, changed: Mapping[int, Term], added: Sequence[Term]) -> Table:
    """Return a table whose changed rows say more, with the added ones behind them, and the columns that they need."""
    more = {place: _more(mine, mine.terms[place], term) for place, term in changed.items()}
    new = [_more(mine, Term({}), term) for term in added]
    missing = [
        one
        for one in dict.fromkeys(column for cells in (*more.values(), *new) for column in cells)
        if one not in mine.columns
    ]
    table = replace(mine, columns=(*mine.columns, *missing))
    header = mine.header
    if missing:
        header = _row(table, (*header.cells, *(column.header for column in missing)))
    rows = [_filled(table, row, more[place]) if place in more else row for place, row in enumerate(mine.rows)]
    rows += [_filled(table, None, cells) for cells in new]
    terms = [changed.get(place, term) for place, term in enumerate(mine.terms)]
    return replace(table, header=header, rows=tuple(rows), terms=(*terms, *added))


def _more(mine: Table, before: Term, after: Term) -> dict[Column, list[str]]:
    """Return what the cells of a row must say beside what they say."""
    found: dict[Column, list[str]] = defaultdict(list)
    for language, forms in after.forms.items():
        found[Column(Role.FORMS, language)] += _new(forms, before.forms.get(language, ()))
    if after.keep and not before.keep:
        found[Column(Role.KEEP)].append("yes")
    everywhere = Column(Role.FORBIDDEN)
    for language, forms in after.forbidden.items():
        for form in _new(forms, before.forbidden.get(language, ())):
            in_all = everywhere in mine.columns and all(form in others for others in after.forbidden.values())
            column = everywhere if in_all and len(after.forbidden) > 1 else Column(Role.FORBIDDEN, language)
            if form not in found[column]:
                found[column].append(form)
    if after.note != before.note:
        found[Column(Role.NOTE)].append(after.note.removeprefix(before.note).removeprefix(" / "))
    return {column: cells for column, cells in found.items() if cells}


def _new(forms: Iterable[str], known: Iterable[str]) -> list[str]:
    have = set(known)
    return [form for form in forms if form not in have]


def _filled(table: Table, row: Row | None, more: Mapping[Column, Sequence[str]]) -> Row:
    """Return a row whose cells say more."""
    cells = list(row.cells) if row is not None else []
    cells += [""] * (len(table.columns) - len(cells))
    for column, new in more.items():
        place = table.columns.index(column)
        between = " / " if column.role is Role.NOTE else SEPARATOR
        cells[place] = between.join([*([cells[place].strip()] if cells[place].strip() else []), *new])
    return _row(table, cells)


def _row(table: Table, cells: Sequence[str]) -> Row:
    end = next((end for end in ("\r\n", "\n", "\r") if table.header.text.endswith(end)), "\n")
    return Row(tuple(cells), 0, row_text(cells, delimiter=table.delimiter, end=end))

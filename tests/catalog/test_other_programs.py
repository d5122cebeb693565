"""What other programs read in our catalogs, and we in theirs: polib, the Translate Toolkit, GNU gettext.

Texts are what posts hold, any character of theirs; what only one program minds is in `test_writer.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage import pypo

from lfnkr_i18n.catalog import Catalog, key, parse, serialize
from lfnkr_i18n.catalog.model import HEADER
from tests.catalog.conftest import msgcat, needs_gettext

TOOLKIT: Any = pypo.pofile  # it has no types

# Without control characters: polib and the toolkit write some of them as they are, which gettext does not.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
TEXTS = st.one_of(
    st.text(st.sampled_from('ab "\\\n\t日。#~|%{}<>*_[]()'), min_size=1, max_size=14),
    st.text(CHARACTERS, min_size=1, max_size=20),
    st.lists(st.sampled_from(["We met **12** families.", "家族", "\n", "\\n", '"', "\\", " "]), min_size=1).map(
        "".join
    ),
)


def _says_something(note: str) -> bool:
    """What ends in a backslash gets a blank from us, since it would swallow the next line in gettext's eyes."""
    return note != "" and not note.endswith("\\")


NOTES = st.lists(st.text(CHARACTERS, min_size=1, max_size=20).map(str.strip).filter(_says_something), max_size=2).map(
    "\n".join
)
PATH = st.text(st.sampled_from("abc/.-語"), min_size=3, max_size=20).filter(lambda path: path[:2] != "./")
PATHS = st.lists(PATH, max_size=2, unique=True)
FLAGS = st.lists(st.sampled_from(["fuzzy", "c-format", "no-wrap"]), unique=True, max_size=2)

Meaning = tuple[str | None, str, str, str | None, str, str, tuple[str, ...], bool, bool]
"""Context, source, translation, previous source, note of a person, of the program, places, fuzzy, obsolete."""


@st.composite
def entries(draw: st.DrawFn) -> polib.POEntry:
    obsolete = draw(st.booleans())
    return polib.POEntry(
        msgctxt=draw(st.none() | st.sampled_from(["title", "excerpt", '"'])),
        msgid=draw(TEXTS),
        msgstr=draw(TEXTS if obsolete else TEXTS | st.just("")),
        previous_msgid=None if obsolete else draw(st.none() | TEXTS),
        tcomment=draw(NOTES),
        comment="" if obsolete else draw(NOTES),
        occurrences=[] if obsolete else [(path, "") for path in draw(PATHS)],
        flags=draw(FLAGS),
        obsolete=obsolete,
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    catalog = Catalog()
    catalog.metadata = {"Project-Id-Version": "LFNKR", "Language": "ja", "MIME-Version": "1.0"}
    found = draw(st.lists(entries(), max_size=6, unique_by=key))
    list.extend(catalog, sorted((entry for entry in found if key(entry) != HEADER), key=lambda entry: entry.obsolete))
    return catalog


def ours(data: bytes) -> list[Meaning]:
    return [_meaning(entry) for entry in parse(data, "a.po")]


def by_polib(data: bytes) -> list[Meaning]:
    return [_meaning(entry) for entry in polib.pofile(data.decode())]


def _meaning(entry: polib.POEntry) -> Meaning:
    texts = (entry.msgctxt, entry.msgid, entry.msgstr, entry.previous_msgid, entry.tcomment, entry.comment)
    places = tuple(path for path, _line in entry.occurrences)
    return *texts, places, "fuzzy" in entry.flags, bool(entry.obsolete)


def by_toolkit(data: bytes) -> list[Meaning]:
    return [
        (
            unit.getcontext() or None,
            str(unit.source),
            str(unit.target),
            unit.prev_source or None,
            unit.getnotes("translator").rstrip("\n"),
            unit.getnotes("developer"),
            tuple(unit.getlocations()),
            bool(unit.isfuzzy()),
            bool(unit.isobsolete()),
        )
        for unit in TOOLKIT.parsestring(data).units
        if not unit.isheader()
    ]


READERS: dict[str, Callable[[bytes], list[Meaning]]] = {"polib": by_polib, "toolkit": by_toolkit}
WRITERS: dict[str, Callable[[bytes], bytes]] = {
    "polib": lambda data: str(polib.pofile(data.decode())).encode(),
    "toolkit": lambda data: bytes(TOOLKIT.parsestring(data)),
    "msgcat": msgcat,
}


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=150)
@given(catalogs())
def test_what_we_write_is_read_by_others_as_by_us(reader: str, catalog: Catalog) -> None:
    data = serialize(catalog)
    assert READERS[reader](data) == ours(data)


@needs_gettext
@pytest.mark.parametrize("writer", WRITERS)
@settings(max_examples=60)
@given(catalogs())
def test_what_others_write_anew_is_read_as_before(writer: str, catalog: Catalog) -> None:
    data = serialize(catalog)
    assert ours(WRITERS[writer](data)) == ours(data)

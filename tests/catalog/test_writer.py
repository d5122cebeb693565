"""Writing PO files: one layout, msgcat's own, and nothing changes on the way through the file."""

from __future__ import annotations

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.catalog import Catalog, key, parse, same_content, serialize
from lfnkr_i18n.catalog.model import HEADER
from tests.catalog.conftest import FILES, gettext, msgcat, needs_gettext, passes_msgfmt

TEXTS = st.one_of(
    st.text(st.sampled_from('ab "\\\n\t\r日。\a\x1b\u2028\x85\x7f'), max_size=12),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04"), max_size=20),
)
LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r"), max_size=20).filter(
    lambda line: not line.endswith("\\")
)
COMMENTS = st.lists(LINES, max_size=3).map("\n".join)
FLAGS = st.lists(st.sampled_from(["fuzzy", "c-format", "no-sh-format", "python-brace-format", "no-wrap"]), unique=True)
PATHS = st.text(st.sampled_from("abc/.-語"), min_size=1, max_size=30).filter(lambda path: not path.startswith("./"))
REFERENCES = st.lists(st.tuples(PATHS, st.sampled_from(["", "1", "20"])), max_size=6)


@st.composite
def entries(draw: st.DrawFn) -> polib.POEntry:
    plural = draw(st.sampled_from(["", "", "", "plural"]))
    previous = draw(st.none() | TEXTS)
    return polib.POEntry(
        msgid=draw(TEXTS),
        msgctxt=draw(st.none() | TEXTS),
        msgstr="" if plural else draw(TEXTS),
        msgid_plural=plural,
        msgstr_plural={0: draw(TEXTS), 1: draw(TEXTS)} if plural else {},
        obsolete=draw(st.booleans()),
        tcomment=draw(COMMENTS),
        comment=draw(COMMENTS),
        occurrences=draw(REFERENCES),
        flags=draw(FLAGS),
        previous_msgid=previous,
        previous_msgctxt=None if previous is None else draw(st.none() | TEXTS),
        previous_msgid_plural=None if previous is None else draw(st.none() | st.just("plural")),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    catalog = Catalog()
    catalog.header = draw(COMMENTS)
    catalog.metadata = {"Project-Id-Version": "LFNKR", "Language": "ja", "X-Other": draw(PATHS)}
    found = draw(st.lists(entries(), max_size=6, unique_by=key))
    list.extend(catalog, [entry for entry in found if key(entry) != HEADER])
    return catalog


def meaning(entry: polib.POEntry) -> tuple[object, ...]:
    """Return all that an entry says; a fuzzy flag of an empty translation says nothing."""
    empty = not (entry.msgstr_plural.get(0) if entry.msgid_plural else entry.msgstr)
    flags = sorted(flag for flag in entry.flags if flag != "fuzzy" or not empty)
    texts = (entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr, entry.msgstr_plural)
    previous = (entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural)
    return (*texts, *previous, entry.tcomment, entry.comment, entry.occurrences, flags, bool(entry.obsolete))


@given(catalogs())
def test_written_and_read_is_the_same_catalog(catalog: Catalog) -> None:
    data = serialize(catalog)
    again = parse(data, "a.po")
    ordered = sorted(catalog, key=lambda entry: bool(entry.obsolete))
    assert [meaning(entry) for entry in again] == [meaning(entry) for entry in ordered]
    assert again.header == catalog.header
    assert {name: again.metadata[name] for name in catalog.metadata} == catalog.metadata
    assert serialize(again) == data
    assert same_content(catalog, again)


@needs_gettext
@given(catalogs())
@settings(max_examples=60)
def test_msgcat_writes_the_same_bytes(catalog: Catalog) -> None:
    for entry in catalog:
        if entry.obsolete and not (entry.msgstr or entry.msgstr_plural.get(0)):
            entry.obsolete = False  # msgcat drops obsolete entries without a translation
    data = serialize(catalog)
    assert msgcat(data) == data


@needs_gettext
@pytest.mark.parametrize("name", sorted(path.name for path in FILES.glob("*.po")))
def test_msgcat_writes_a_tools_file_as_we_do(name: str) -> None:
    ours = serialize(parse((FILES / name).read_bytes(), name))
    unknown = [b", max-length:120", b", read-only", b", ignore-same"]  # flags that gettext does not know, and drops
    for flag in unknown:
        ours = ours.replace(flag, b"")
    assert msgcat(ours) == ours


@needs_gettext
def test_flags_stand_in_gettexts_order() -> None:
    formats = (
        "awk boost c csharp elisp gcc-internal gfc-internal java java-printf javascript kde kde-kuit librep lisp lua"
    )
    formats += (
        " object-pascal objc perl perl-brace php python python-brace qt qt-plural ruby scheme sh smalltalk tcl ycp"
    )
    catalog = Catalog()
    flags = ["no-wrap", *(f"{name}-format" for name in formats.split()), "fuzzy"]
    catalog.append(polib.POEntry(msgid="a", msgstr="b", flags=flags))
    assert msgcat(serialize(catalog)) == serialize(catalog)


def test_the_layout() -> None:
    catalog = Catalog()
    catalog.header = "Letters\n\nof spring"
    catalog.metadata = {"Language": "ja"}
    catalog.append(polib.POEntry(msgid="Gone.", msgstr="消えた。", obsolete=True, previous_msgid="Old."))
    catalog.append(
        polib.POEntry(
            msgctxt="title",
            msgid="One\ntwo",
            msgstr='"一"\\\n',
            tcomment="draft: memory 87%",
            comment="heading 1",
            occurrences=[("source_posts/en/two words.md", "")],
            flags=["x-own", "fuzzy"],
            previous_msgid="One",
        )
    )
    expected = r"""# Letters
#
# of spring
msgid ""
msgstr ""
"Language: ja\n"
"Content-Type: text/plain; charset=UTF-8\n"

# draft: memory 87%
#. heading 1
#: ⁨source_posts/en/two words.md⁩
#, fuzzy, x-own
#| msgid "One"
msgctxt "title"
msgid ""
"One\n"
"two"
msgstr "\"一\"\\\n"

#~| msgid "Old."
#~ msgid "Gone."
#~ msgstr "消えた。"
"""
    assert serialize(catalog).decode() == expected


def test_another_charset_of_the_header_is_not_kept() -> None:
    catalog = Catalog()
    catalog.metadata = {"Content-Type": "text/plain; charset=EUC-JP"}
    catalog.append(polib.POEntry(msgid="a", msgstr="字"))
    assert parse(serialize(catalog), "a.po")[0].msgstr == "字"


@needs_gettext
def test_a_comment_that_ends_in_a_backslash_does_not_swallow_the_entry() -> None:
    catalog = Catalog()
    catalog.append(polib.POEntry(msgid="a", msgstr="b", tcomment="kept in C:\\posts\\", comment="x\\"))
    data = serialize(catalog)
    assert msgcat(data) == data
    assert parse(data, "a.po")[0].tcomment.rstrip() == "kept in C:\\posts\\"


@needs_gettext
@pytest.mark.parametrize("program", ["msgcat --width=20", "msgattrib --width=30", "polib"])
def test_rewrapping_is_no_difference(program: str) -> None:
    ours = parse((FILES / "omegat.po").read_bytes(), "a.po")
    if program == "polib":
        theirs = str(polib.pofile((FILES / "omegat.po").read_text(encoding="utf-8"), wrapwidth=30)).encode()
    else:
        theirs = gettext(*program.split(), data=serialize(ours)).output
    assert theirs != serialize(ours)
    assert same_content(ours, parse(theirs, "a.po"))


@needs_gettext
def test_msgfmt_accepts_what_we_write() -> None:
    catalog = Catalog()
    catalog.append(polib.POEntry(msgid="a", msgstr="b"))
    assert passes_msgfmt(serialize(catalog))
    assert passes_msgfmt(serialize(Catalog()))

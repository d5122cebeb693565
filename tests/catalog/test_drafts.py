"""Drafts: marked as such, never taken for reviewed, replaced only while nobody touched them."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from lfnkr_i18n.catalog import (
    Catalog,
    DraftLog,
    State,
    content_digest,
    draft_origin,
    merge,
    set_draft,
    state_of,
    translations,
)
from lfnkr_i18n.model import Segment


def segment(text: str, context: str | None = None) -> Segment:
    return Segment(text, "paragraph", context, 0, 1)


def catalog_of(*entries: polib.POEntry) -> Catalog:
    catalog = Catalog()
    list.extend(catalog, entries)
    return catalog


def drafted(source: str, text: str, origin: str = "memory 87%") -> polib.POEntry:
    entry = polib.POEntry(msgid=source)
    set_draft(entry, text, origin)
    return entry


def test_a_draft_is_fuzzy_and_says_where_it_is_from() -> None:
    entry = polib.POEntry(msgid="One.", tcomment="Who?", flags=["no-wrap"], previous_msgid="Two.")
    set_draft(entry, "一。", "google")
    assert (entry.msgstr, entry.tcomment, entry.flags) == ("一。", "draft: google\nWho?", ["fuzzy", "no-wrap"])
    assert entry.previous_msgid is None
    assert (state_of(entry), draft_origin(entry)) == (State.DRAFT, "google")


def test_a_better_draft_takes_the_place_of_the_first() -> None:
    entry = drafted("One.", "一。", "memory 80%")
    set_draft(entry, "\n一つ。\n", "memory\n 95%")
    assert (entry.msgstr, entry.tcomment, entry.flags) == ("一つ。", "draft: memory 95%", ["fuzzy"])


def test_what_no_po_file_can_hold_is_shown_as_its_symbol() -> None:
    assert drafted("One.", "一\0二\x04").msgstr == "一\u2400二\u2404"


def test_a_draft_is_a_text() -> None:
    with pytest.raises(ValueError, match="needs a text"):
        drafted("One.", " \n")


def test_translations_by_segment() -> None:
    catalog = catalog_of(
        polib.POEntry(msgid="One.", msgstr="一。"),
        polib.POEntry(msgid="One.", msgctxt="title", msgstr="一"),
        drafted("Two.", "二。"),
        polib.POEntry(msgid="Three.", msgstr="三。", flags=["fuzzy"]),
        polib.POEntry(msgid="Four.", msgstr=""),
        polib.POEntry(msgid="Five.", msgstr="五。", obsolete=True),
        polib.POEntry(msgid="Six.", msgid_plural="Sixes.", msgstr_plural={0: "六。"}),
    )
    wanted = ["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "One."]
    segments = [*map(segment, wanted), segment("One.", "title")]
    reviewed = ["一。", None, None, None, None, None, None, "一。", "一"]
    assert translations(catalog, segments) == reviewed
    assert translations(catalog, segments, allow_drafts=True) == ["一。", "二。", "三。", *reviewed[3:]]
    assert translations(None, segments) == [None] * 9


def test_only_what_a_machine_wrote_may_be_replaced(tmp_path: Path) -> None:
    ours, theirs = drafted("One.", "一。"), drafted("Two.", "二。")
    DraftLog(tmp_path).remember([ours])
    log = DraftLog(tmp_path)  # another run
    assert log.wrote(ours)
    assert not log.wrote(theirs)
    ours.msgstr = "一つ。"
    assert not log.wrote(ours)
    ours.msgstr = "一。"
    ours.flags.remove("fuzzy")
    assert not log.wrote(ours), "somebody reviewed it"
    assert not log.wrote(drafted("Another source.", "一。"))


def test_a_draft_that_moved_on_with_its_source_may_be_replaced(tmp_path: Path) -> None:
    log = DraftLog(tmp_path)
    old = catalog_of(drafted("We met 12 families in May.", "五月に12家族に会った。"))
    log.remember(old)
    moved = merge(
        old,
        [segment("We met 15 families in May.")],
        post="a",
        path="a.md",
        source_language="en",
        language="ja",
        segmenter="1",
        project_name="LFNKR",
    ).catalog[0]
    assert log.wrote(moved)
    moved.msgstr = "五月に15家族に会った。"
    assert not log.wrote(moved)


def test_without_the_cache_every_draft_is_a_persons(tmp_path: Path) -> None:
    entry = drafted("One.", "一。")
    DraftLog(tmp_path / "a").remember([entry])
    assert not DraftLog(tmp_path / "b").wrote(entry)


def test_remembering_twice_writes_once(tmp_path: Path) -> None:
    log = DraftLog(tmp_path)
    for _time in range(2):
        log.remember([drafted("One.", "一。"), drafted("One.", "一。"), drafted("Two.", "二。")])
    assert len((tmp_path / "drafts").read_text(encoding="ascii").splitlines()) == 2


def test_the_digest_is_of_the_ordered_texts() -> None:
    one, two = polib.POEntry(msgid="One.", msgstr="一。"), polib.POEntry(msgid="Two.", msgstr="二。")
    digest = content_digest(catalog_of(one, two))
    assert content_digest(catalog_of(two, one)) != digest
    gone = polib.POEntry(msgid="Gone.", msgstr="無", obsolete=True)
    noted = polib.POEntry(msgid="One.", msgstr="一。", tcomment="x", comment="y", flags=["fuzzy"], linenum=9)
    assert content_digest(catalog_of(noted, two, gone)) == digest


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(polib.POEntry(msgid="One.", msgstr="一"), id="text"),
        pytest.param(polib.POEntry(msgid="One", msgstr=".一。"), id="border"),
        pytest.param(polib.POEntry(msgid="One.", msgctxt="", msgstr="一。"), id="empty context"),
        pytest.param(polib.POEntry(msgid="One.", msgctxt="title", msgstr="一。"), id="context"),
    ],
)
def test_any_other_text_is_another_digest(other: polib.POEntry) -> None:
    one = polib.POEntry(msgid="One.", msgstr="一。")
    assert content_digest(catalog_of(one)) != content_digest(catalog_of(other))

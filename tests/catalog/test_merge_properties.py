"""Merging, as promises: nothing is lost, nothing gets reviewed by itself, twice is once."""

from __future__ import annotations

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.catalog import Catalog, State, key, live, merge, parse, serialize, set_draft, state_of
from lfnkr_i18n.catalog.doubles import on_one_line
from lfnkr_i18n.catalog.merge import _Merge
from lfnkr_i18n.model import Segment
from tests.catalog.conftest import msgcat, needs_gettext, passes_msgfmt
from tests.timing import within

WORDS = st.sampled_from(["boats", "left", "the", "harbour", "12", "families", "船が", "出た。", "Go.", "Stop."])
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
CONTEXTS = st.sampled_from([None, None, None, "title", "excerpt"])
SEGMENTS = st.lists(st.tuples(TEXTS, CONTEXTS), max_size=7).map(
    lambda rows: [Segment(text, "paragraph", context, n, n + 1) for n, (text, context) in enumerate(rows)]
)
NOTES = st.sampled_from(["", "", "a note", "draft: google", "a note\nanother"])


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Return a catalog as people and tools may leave it."""
    catalog = Catalog()
    keys = draw(st.lists(st.tuples(TEXTS, CONTEXTS), max_size=8, unique=True))
    for number, (text, context) in enumerate(keys):
        entry = polib.POEntry(msgid=text, msgctxt=context, tcomment=draw(NOTES), obsolete=draw(st.booleans()))
        if draw(st.integers(0, 9)) == 0:
            entry.msgid_plural, entry.msgstr_plural = f"{text}s", {0: f"訳{number}a", 1: f"訳{number}\nb"}
        else:
            entry.msgstr = draw(st.sampled_from(["", f"訳{number}", f"訳{number}。次の文。", f"\n訳{number}\n"]))
        if entry.msgstr and draw(st.booleans()):
            set_draft(entry, entry.msgstr, "memory 87%")
        elif draw(st.booleans()):
            entry.flags = ["fuzzy"]
            entry.previous_msgid = draw(st.none() | TEXTS)
        list.append(catalog, entry)
    return catalog


def merged(old: Catalog | None, segments: list[Segment], segmenter: str = "1") -> Catalog:
    return merge(
        old,
        segments,
        post="a",
        path="source_posts/en/a.md",
        source_language="en",
        language="ja",
        segmenter=segmenter,
        project_name="LFNKR",
    ).catalog


def translations_of(catalog: polib.POFile) -> set[str]:
    found = {entry.msgstr.strip("\n") for entry in catalog}
    return (found | {form.strip("\n") for entry in catalog for form in entry.msgstr_plural.values()}) - {""}


@given(catalogs(), SEGMENTS, SEGMENTS)
def test_no_translation_is_ever_lost(old: Catalog, first: list[Segment], second: list[Segment]) -> None:
    for new in (merged(old, first), merged(merged(old, first), second, segmenter="2")):
        comments = "\n".join(entry.tcomment for entry in new) + new.header
        lost = translations_of(old) - translations_of(new)
        assert all(on_one_line(text) in comments for text in lost)


@given(catalogs(), SEGMENTS)
def test_no_note_is_ever_lost(old: Catalog, segments: list[Segment]) -> None:
    new = merged(old, segments)
    comments = "\n".join(entry.tcomment for entry in new) + new.header
    for entry in old:
        assert all(line in comments for line in entry.tcomment.split("\n") if not line.startswith("draft:"))


@given(catalogs(), SEGMENTS)
def test_the_live_entries_are_the_posts_texts_in_order(old: Catalog, segments: list[Segment]) -> None:
    new = merged(old, segments)
    wanted = list(dict.fromkeys((segment.context, segment.source) for segment in segments))
    assert [key(entry) for entry in live(new)] == wanted
    assert len({key(entry) for entry in new}) == len(new)


@given(catalogs(), SEGMENTS)
def test_nothing_is_reviewed_by_itself(old: Catalog, segments: list[Segment]) -> None:
    reviewed = {(entry.msgid, entry.msgstr.strip("\n")) for entry in old if "fuzzy" not in entry.flags}
    for entry in live(merged(old, segments)):
        assert state_of(entry) is not State.REVIEWED or (entry.msgid, entry.msgstr) in reviewed


@given(catalogs(), SEGMENTS)
def test_twice_is_once(old: Catalog, segments: list[Segment]) -> None:
    before = serialize(old)
    once = merged(old, segments)
    assert serialize(old) == before
    again = parse(serialize(once), "a.po")
    assert serialize(merged(again, segments)) == serialize(once)


@given(catalogs(), SEGMENTS)
def test_what_is_taken_as_it_is_is_what_a_merge_makes(old: Catalog, segments: list[Segment]) -> None:
    for catalog in (old, merged(old, segments), parse(serialize(merged(old, segments)), "a.po")):
        taken = serialize(merged(catalog, segments))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_Merge, "finds_nothing_to_do", lambda _work, _path: False)
            assert taken == serialize(merged(catalog, segments))


@given(catalogs(), SEGMENTS, SEGMENTS)
def test_what_was_reviewed_is_reviewed_again_when_its_text_returns(
    old: Catalog, first: list[Segment], second: list[Segment]
) -> None:
    there = merged(old, first)
    back = merged(merged(there, second), first)
    reviewed = {key(entry): entry.msgstr for entry in live(there) if state_of(entry) is State.REVIEWED}
    for entry in live(back):
        if key(entry) in reviewed:
            assert (entry.msgstr, state_of(entry)) == (reviewed[key(entry)], State.REVIEWED)


@needs_gettext
@given(catalogs(), SEGMENTS)
@settings(max_examples=40)
def test_gettext_is_content(old: Catalog, segments: list[Segment]) -> None:
    data = serialize(merged(old, segments))
    assert msgcat(data) == data
    assert passes_msgfmt(data)


def test_a_long_post_rewritten_takes_seconds() -> None:
    """4,000 sentences, every one of them edited: linear in the length, not square."""
    places = ["river", "camp", "school", "harbour", "office", "border", "village", "market"]
    texts = [
        f"In {places[n % 8]} {n} we met {n % 97} families, and {places[n // 8 % 8]} {n % 13} was open."
        for n in range(4000)
    ]
    old = merged(None, [Segment(text, "paragraph", None, n, n) for n, text in enumerate(texts)])
    for number, entry in enumerate(old):
        entry.msgstr = f"訳{number}"
    with within(seconds=10):
        new = merged(old, [Segment(f"{text} Today.", "paragraph", None, n, n) for n, text in enumerate(texts)])
    right = sum(entry.msgstr == f"訳{number}" for number, entry in enumerate(live(new)))
    assert right > 3900
